"""A refused change on the form that asked for it, each word at its field."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError


def tell(form: forms.Form, refused: Exception) -> None:
    """Add what an action said to the form: at its fields when they are there, else above them."""
    if not isinstance(refused, ValidationError):
        form.add_error(None, str(refused))
        return
    told = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for name, words in told.items():
        form.add_error(name if name in form.fields else None, words)
