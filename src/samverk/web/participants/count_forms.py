"""The forms of the queue and of what is only counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from samverk.apps.participants.count_actions import Told
from samverk.apps.participants.models import AnonymousTally, ViolenceTally, choices
from samverk.core.outcomes.code_lists import ANSWERS, GENDERS
from samverk.web.components.fields import DayField
from samverk.web.participants.fields import CardField
from samverk.web.participants.status_form import AskingForm


class QueueForm(AskingForm):
    """Somebody is put in the queue."""

    queued = DayField(label="Ställdes i kö")
    card = CardField(label="Kort", help_text="Påhittat och ledigt. Samma kort följer med när personen får plats.")
    gender = forms.ChoiceField(label="Kön", choices=[("", "välj"), *choices(GENDERS)])


class LeaveForm(AskingForm):
    """Somebody leaves the queue without a place."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    left = DayField(label="Lämnade kön")


class _CountField(forms.IntegerField):
    """A whole number of people, 0 or more."""

    def __init__(self, label: str) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "count"})
        words = {"required": "Skriv antalet, 0 om det inte var någon.", "invalid": "Skriv ett heltal, 0 eller mer."}
        super().__init__(label=label, min_value=0, max_value=99_999, widget=widget, error_messages=words)


class AnonymousForm(AskingForm):
    """Anonymous participants of a year, by gender. Give the `rows` that are noted."""

    def __init__(self, *args: Any, rows: Mapping[str, AnonymousTally], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for gender in GENDERS.codes:
            row = rows.get(gender.code)
            self.fields[gender.code] = _CountField(gender.name)
            self.fields[f"seen_{gender.code}"] = forms.IntegerField(widget=forms.HiddenInput)
            self.initial[gender.code] = row.count if row else 0
            self.initial[f"seen_{gender.code}"] = row.version if row else 0

    @property
    def counts(self) -> dict[str, Told]:
        """Gender → count; after `is_valid()`."""
        told = self.cleaned_data
        return {each.code: Told(told[each.code], told[f"seen_{each.code}"]) for each in GENDERS.codes}


class ViolenceForm(AskingForm):
    """Answers about violence in a year by one definition. Give the `rows`: (gender, answer) → what is noted."""

    def __init__(self, *args: Any, rows: Mapping[tuple[str, str], ViolenceTally], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for gender, answer in _cells():
            row, name = rows.get((gender, answer)), f"{gender}_{answer}"
            self.fields[name] = _CountField(f"{GENDERS.name_of(gender)}: {ANSWERS.name_of(answer).lower()}")
            self.fields[f"seen_{name}"] = forms.IntegerField(widget=forms.HiddenInput)
            self.initial[name] = row.count if row else 0
            self.initial[f"seen_{name}"] = row.version if row else 0

    @property
    def counts(self) -> dict[tuple[str, str], Told]:
        """(gender, answer) → count; after `is_valid()`."""
        told = self.cleaned_data
        return {cell: Told(told["_".join(cell)], told[f"seen_{'_'.join(cell)}"]) for cell in _cells()}

    @property
    def lines(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A line per gender, a field per answer."""
        return [
            (gender.name, [self[f"{gender.code}_{answer.code}"] for answer in ANSWERS.codes])
            for gender in GENDERS.codes
        ]


def _cells() -> Iterator[tuple[str, str]]:
    for gender in GENDERS.codes:
        for answer in ANSWERS.codes:
            yield gender.code, answer.code
