"""PDF files, tagged or not (ISO 32000-1)."""
