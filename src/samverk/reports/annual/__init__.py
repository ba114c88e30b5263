"""The annual report (årsredovisning), chapter by chapter."""
