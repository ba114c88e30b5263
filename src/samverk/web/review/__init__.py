"""Granska: anyone's report, reviewed by the same rules."""
