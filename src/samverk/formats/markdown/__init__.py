"""Prose chapters: Markdown with figures cited by name."""
