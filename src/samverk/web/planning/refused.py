"""A refusal as one Swedish text for the page."""

from __future__ import annotations

from django.core.exceptions import ValidationError


def words_of(refused: Exception) -> str:
    """What an action said when it refused."""
    return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
