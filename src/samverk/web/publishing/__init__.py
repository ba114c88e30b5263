"""Rapport: the annual report as it stands, its findings, its facts directory."""
