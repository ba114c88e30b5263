"""Form fields that several rooms share."""

from __future__ import annotations

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or written 2026-11-30."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"invalid": "Skriv dagen som 2026-11-30.", "required": "Ange en dag."}
        super().__init__(widget=widget, error_messages=messages, input_formats=["%Y-%m-%d"], **kwargs)
