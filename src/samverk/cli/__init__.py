"""The `samverk` command."""
