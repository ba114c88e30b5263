"""Bytes ⇄ core values. Every reader returns `(value, problems)`."""
