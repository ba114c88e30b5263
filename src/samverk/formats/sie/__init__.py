"""SIE files, types 1–4 (specification 4B)."""

from samverk.formats.sie.reader import read, read_balances
from samverk.formats.sie.summary import json_schema
from samverk.formats.sie.writer import write

__all__ = ["json_schema", "read", "read_balances", "write"]
