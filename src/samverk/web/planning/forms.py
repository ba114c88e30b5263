"""Forms of the budget and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms

from samverk.core.planning.external_grants import ExternalGrant
from samverk.core.planning.scenario import Delta
from samverk.web.components.fields import DayField
from samverk.web.planning.fields import AmountField, MonthField, PercentField

Choices = Sequence[tuple[str, str]]
_DELTA_ROWS = 5


class StartForm(forms.Form):
    """Which year to begin on."""

    year = forms.IntegerField(
        label="Budgetår",
        min_value=2004,
        max_value=2190,
        error_messages={"invalid": "Skriv årtalet med fyra siffror.", "required": "Skriv årtalet med fyra siffror."},
        widget=forms.NumberInput(attrs={"class": "narrow"}),
    )


class WordsForm(forms.Form):
    """What a draft is called, and what its reader needs to know."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Namn", max_length=200)
    remark = forms.CharField(
        label="Anmärkning",
        required=False,
        max_length=10_000,
        help_text="Något läsaren behöver veta om siffrorna.",
        widget=forms.Textarea,
    )


class DecideForm(forms.Form):
    """The board's decision."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = DayField(label="Beslutsdag")
    consultation = DayField(label="Samråd med medlemmarna", required=False, help_text="Dagen för samrådet (23 §).")
    motive = forms.CharField(
        label="Motiv",
        required=False,
        max_length=20_000,
        help_text="Behövs när kontrollen varnar. Skriv varför styrelsen beslutar så och hur det täcks.",
        widget=forms.Textarea,
    )


class PasteForm(forms.Form):
    """Cells copied from a spreadsheet."""

    text = forms.CharField(
        label="Celler från Excel",
        strip=False,
        error_messages={"required": "Klistra in cellerna först."},
        help_text="Ta med kolumnen med namn och raden med år.",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "wide"}),
    )


class NoticeForm(forms.Form):
    """What the state has said that it pays for a year."""

    year = forms.IntegerField(label="För året", min_value=2004, max_value=2190)
    amount_ore = AmountField(label="Belopp från staten, tkr", least_ore=0)
    day = DayField(label="Beskedets dag")
    source = forms.CharField(
        label="Källa", max_length=300, help_text="Vem som sade det och var, till exempel diarienummer."
    )
    is_preliminary = forms.BooleanField(label="Beskedet är preliminärt", required=False)


class FloorForm(forms.Form):
    """How much saved funds the board wants left at every year's end."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    floor_ore = AmountField(label="Golv, tkr", least_ore=0, help_text="Så mycket ska finnas kvar vid varje års slut.")
    decided = DayField(label="Styrelsen beslutade", required=False)
    source = forms.CharField(label="Beslut", max_length=300, required=False, help_text="Till exempel paragrafen.")


class GrantForm(forms.Form):
    """A decided grant that is paid in arrears."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.ChoiceField(label="Intäktskälla")
    cost_lines = forms.MultipleChoiceField(
        label="Kostnader som bidraget täcker",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en insats eller ett block."},
    )
    share = PercentField(label="Andel av kostnaderna, procent")
    first = MonthField(label="Första månaden")
    last = MonthField(label="Sista månaden")
    request_months = forms.IntegerField(
        label="Månader per ansökan om utbetalning", min_value=1, max_value=24, initial=3
    )
    lag_months = forms.IntegerField(
        label="Månader från ansökningsperiodens slut till utbetalning", min_value=0, max_value=36, initial=3
    )
    most_ore = AmountField(label="Högst i allt, tkr", required=False, least_ore=0)
    source = forms.CharField(label="Beslut", max_length=300, required=False, help_text="Till exempel diarienummer.")

    def __init__(self, *args: Any, sources: Choices, costs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = sources  # type: ignore[attr-defined]
        self.fields["cost_lines"].choices = costs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The grant as a whole makes sense."""
        cleaned: dict[str, Any] = super().clean() or {}
        share, first, last = (cleaned.get(name) for name in ("share", "first", "last"))
        if share is not None and share > 1:
            self.add_error("share", "Bidraget kan inte vara mer än hela kostnaden. Skriv högst 100.")
        if first is not None and last is not None and last < first:
            self.add_error("last", "Sista månaden kommer före den första. Rätta den ena.")
        return cleaned

    def grant(self) -> ExternalGrant:
        """The grant as core knows it. Only for a form that is valid."""
        said = self.cleaned_data
        return ExternalGrant(
            id=said["key"],
            cost_lines=tuple(said["cost_lines"]),
            share=said["share"],
            first=said["first"],
            last=said["last"],
            request_months=said["request_months"],
            lag_months=said["lag_months"],
            most_ore=said["most_ore"],
            source=said["source"],
        )


class ScenarioForm(forms.Form):
    """A scenario: a name, and changes of lines by amount, by percent or both."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Namn", max_length=100, help_text="Vad som händer: ”Staten minskar med tio procent”.")
    opening_ore = AmountField(label="Ändring av medlen vid första årets början, tkr", required=False)

    def __init__(self, *args: Any, lines: Choices, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", "ingen rad"), *lines]
        when = [("", "alla år"), *((str(year), str(year)) for year in years)]
        for row in range(self.rows()):
            number = row + 1
            self.fields[f"line_{row}"] = forms.ChoiceField(label=f"Rad {number}", choices=chosen, required=False)
            self.fields[f"year_{row}"] = forms.ChoiceField(label=f"År, rad {number}", choices=when, required=False)
            self.fields[f"amount_{row}"] = AmountField(label=f"Ändring i tkr, rad {number}", required=False)
            self.fields[f"share_{row}"] = PercentField(
                label=f"Ändring i procent, rad {number}", required=False, signed=True
            )

    def rows(self) -> int:
        """How many changes there is room for: those there are and a few more."""
        return max(_DELTA_ROWS, sum(name.startswith("line_") for name in self.initial) + 2)

    def delta_fields(self) -> list[list[forms.BoundField]]:
        """The fields of each change."""
        return [[self[f"{name}_{row}"] for name in ("line", "year", "amount", "share")] for row in range(self.rows())]

    def clean(self) -> dict[str, Any]:
        """A change says how much, and of what."""
        cleaned: dict[str, Any] = super().clean() or {}
        for row in range(self.rows()):
            says_how_much = cleaned.get(f"amount_{row}") or cleaned.get(f"share_{row}")
            if says_how_much and not cleaned.get(f"line_{row}"):
                self.add_error(f"line_{row}", "Välj vilken rad som ändras.")
        return cleaned

    def deltas(self) -> tuple[Delta, ...]:
        """The changes as core knows them; rows without a line are left out."""
        said = self.cleaned_data
        return tuple(
            Delta(
                line_id=said[f"line_{row}"],
                amount_ore=said[f"amount_{row}"] or 0,
                share=said[f"share_{row}"] or Fraction(0),
                year=int(said[f"year_{row}"]) if said[f"year_{row}"] else None,
            )
            for row in range(self.rows())
            if said.get(f"line_{row}")
        )
