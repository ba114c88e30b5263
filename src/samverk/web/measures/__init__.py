"""Insatser: one row per measure, one page per measure."""
