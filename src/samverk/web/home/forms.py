"""What is written on the home page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from samverk.web.components.fields import DayField


class MeetingForm(forms.Form):
    """The day that the board met."""

    day = DayField(label="Dagen då styrelsen sammanträdde")


class LeavingForm(forms.Form):
    """A member's notice to leave, and its day."""

    member = forms.ChoiceField(label="Medlem")
    day = DayField(label="Dagen då uppsägningen kom")

    def __init__(self, *args: Any, members: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(name, name) for name in members]  # type: ignore[attr-defined]


class RecordDayForm(forms.Form):
    """The day that something was done."""

    deadline = forms.CharField(max_length=300, widget=forms.HiddenInput)
    day = DayField(label="Dagen det blev klart")
