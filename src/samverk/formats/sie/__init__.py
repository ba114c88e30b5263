"""SIE files, types 1–4 (specification 4B)."""

from samverk.formats.sie.reader import read, read_balances

__all__ = ["read", "read_balances"]
