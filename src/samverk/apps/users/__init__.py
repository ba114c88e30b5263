"""People who sign in, and what they may do in which association. Ledger accounts live in `accounting`."""
