"""The one document tree and the figures it shows."""
