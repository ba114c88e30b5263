"""Settings, addresses and the server's door. Nothing imports this room but Django and the command line's `serve`."""
