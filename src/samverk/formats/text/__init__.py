"""Plain text: bytes → lines with page and line number."""
