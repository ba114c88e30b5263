"""Participations as a table, CSV or XLSX: persons, for the register only."""
