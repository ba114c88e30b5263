"""One module per sort of installation; each says only what differs from `base`."""
