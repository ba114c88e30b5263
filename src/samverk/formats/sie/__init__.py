"""SIE files, types 1–4 (specification 4B)."""
