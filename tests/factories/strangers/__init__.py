"""Somebody else's reports, made of our own documents: other layouts, other words, damage, and one planted fault."""
