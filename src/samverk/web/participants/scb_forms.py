"""The form of a month's hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from samverk.apps.participants.scb_actions import ToldHours
from samverk.apps.participants.scb_queries import HoursLine
from samverk.web.participants.status_form import AskingForm

_WORDS = f"Skriv ett heltal från 0 till {HoursLine.MOST}."


class HoursForm(AskingForm):
    """A field for everyone who takes part in a month. Give the `rows` of the month."""

    def __init__(self, *args: Any, rows: Sequence[HoursLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for line in rows:
            key, noted = line.participation.pk, line.noted
            self.fields[f"hours_{key}"] = forms.IntegerField(
                label=f"Timmar för {line.participation.participant.card}",
                required=False,
                min_value=0,
                max_value=HoursLine.MOST,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "count"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WORDS),
            )
            self.fields[f"seen_{key}"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
            self.initial[f"hours_{key}"] = noted.hours if noted else None
            self.initial[f"seen_{key}"] = noted.version if noted else 0

    @property
    def told(self) -> dict[int, ToldHours]:
        """Participation → hours; after `is_valid()`."""
        keys, told = [line.participation.pk for line in self.rows], self.cleaned_data
        return {key: ToldHours(told[f"hours_{key}"], told[f"seen_{key}"] or 0) for key in keys}

    @property
    def lines(self) -> list[tuple[HoursLine, forms.BoundField]]:
        """A line per participant with its field."""
        return [(line, self[f"hours_{line.participation.pk}"]) for line in self.rows]
