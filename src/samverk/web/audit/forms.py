"""What a reader asks the trail for."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.apps.audit.queries import TrailChoices, TrailFilter
from samverk.web.components.fields import DayField


class TrailForm(forms.Form):
    """A filter; nothing is required."""

    first_day = DayField(label="Från och med", required=False)
    last_day = DayField(label="Till och med", required=False)
    who = forms.ChoiceField(label="Vem", required=False)
    deed = forms.ChoiceField(label="Vad som gjordes", required=False)
    kind = forms.ChoiceField(label="Vad det gäller", required=False)
    words = forms.CharField(label="Ord i texten", required=False, max_length=100)

    def __init__(self, data: Any, choices: TrailChoices) -> None:
        super().__init__(data)
        for name, found in (("who", choices.people), ("deed", choices.deeds), ("kind", choices.kinds)):
            self.fields[name].choices = [("", "alla" if name == "who" else "allt"), *found]  # type: ignore[attr-defined]

    def asked(self) -> TrailFilter:
        """The filter; what cannot be read narrows nothing and is told beside its field."""
        self.is_valid()
        return TrailFilter(**{name: value for name, value in self.cleaned_data.items() if value})
