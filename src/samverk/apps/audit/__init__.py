"""The one door for every change, and the chained trail of what passed through it."""
