"""The forms of surveys."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.core.outcomes.surveys import DEFAULT_MINIMUM_ANSWERS
from samverk.formats.surveys.read import MOST_BYTES
from samverk.web.components.fields import DayField


class ResultFileForm(forms.Form):
    """A table of indicator results."""

    source = forms.CharField(
        label="Källa",
        max_length=200,
        help_text="Var siffrorna står, till exempel ”NNS indikatorrapport 2023”.",
        error_messages={"required": "Ange var siffrorna står."},
    )
    file = forms.FileField(
        label="Fil, CSV eller XLSX",
        help_text="Högst 2 MB och 2 000 rader. Filen sparas inte.",
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom (0 byte). Fyll i mallen."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )

    def clean_file(self) -> Any:
        """The file, when it is no larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Filen är större än 2 MB. Kontrollera att det är rätt fil.")
        return file


class MinimumForm(forms.Form):
    """The board's decision on the fewest answers."""

    decided_on = DayField(label="Styrelsen beslutade")
    reference = forms.CharField(
        label="Beslut", max_length=200, help_text="Var det står, till exempel ”protokoll 2025-03-20, § 14”."
    )
    minimum = forms.IntegerField(
        label="Minsta antal svar som visas",
        min_value=3,
        max_value=100,
        initial=DEFAULT_MINIMUM_ANSWERS,
        help_text="Färre svar än så visas aldrig, varken antalet eller andelen.",
    )
