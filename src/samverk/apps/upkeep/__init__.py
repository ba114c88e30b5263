"""The care of an installation: its schema, backups, restoring, health. No tables of its own, no association's facts."""
