"""What an association chooses for its year wheel, as a form and in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samverk.core.periods import MONTHS
from samverk.core.year_wheel.state import WheelSettings

_NOT_CHOSEN = "inte valt"
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


class YearDayField(forms.CharField):
    """A day of every year, written 01-31."""

    def to_python(self, value: Any) -> Any:
        """(month, day), None for nothing."""
        text = super().to_python(value)
        if not text:
            return None
        found = _DAY.fullmatch(text.strip())
        if found is None:
            raise ValidationError("Skriv månad och dag med två siffror var: 01-31.")
        return int(found[1]), int(found[2])

    def prepare_value(self, value: Any) -> Any:
        """The day as it is typed."""
        return f"{value[0]:02d}-{value[1]:02d}" if isinstance(value, list | tuple) else value


def _months(first: int = 1, last: int = 12) -> list[tuple[str, str]]:
    return [("", _NOT_CHOSEN), *((str(each), MONTHS[each - 1]) for each in range(first, last + 1))]


def _month(label: str, words: str, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, help_text=words, choices=_months(**kwargs), coerce=int, empty_value=None, required=False
    )


def _number(label: str, words: str, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=words, min_value=least, max_value=most, required=False)


def _source(of: str) -> forms.CharField:
    return forms.CharField(label=f"Källa: {of}", max_length=300, required=False)


class WheelForm(forms.Form):
    """Each setting, followed by where it was decided."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    claims_vat = forms.NullBooleanField(
        label="Ansöker förbundet om momsersättning?",
        help_text="Med ja får årshjulet årsuppgiften den 30 juni och sista dagen för ansökningar.",
        widget=forms.Select(choices=[("", _NOT_CHOSEN), ("true", "ja"), ("false", "nej")]),
        required=False,
    )
    audit_report_month = _month("Månad för revisionsberättelsen", "Praxis är april; lagen säger ingen dag.")
    revised_budget_month = _month("Månad för reviderad budget", "Lämna tomt om ni inte reviderar budgeten varje år.")
    interim_month = _month(
        "Delårsrapportens sista månad", "Gäller bara om förbundsordningen kräver delårsrapport.", first=6, last=8
    )
    interim_months_to_hand_over = _number("Månader till delårsrapporten", "Räknade från dess sista dag.", 0, 12)
    state_allocation_day = YearDayField(
        label="Dag för besked om statens medel", help_text="Året före budgetåret, som 10-15.", required=False
    )
    books_ready_day = YearDayField(
        label="Dag då årets bokföring är klar", help_text="Året efter, som 01-31.", required=False
    )
    budget_notice_days = _number("Dagar mellan kungörelse och budgetmöte", "Enligt förbundsordningen.", 0, 365)
    retention_years_from_year_end = _number("År som räkenskaperna bevaras", "Från årets slut, minst sju.", 7, 100)

    def __init__(self, data: Any = None, *, shown: WheelSettings, seen: int) -> None:
        values = {name: getattr(shown, name) for name in self.base_fields if hasattr(shown, name)}
        sources = {f"source_{name}": shown.sources.get(name, "") for name in values}
        super().__init__(data, initial={**values, **sources, "seen": seen}, label_suffix="")
        ordered = ["seen"]
        for name in values:
            self.fields[f"source_{name}"] = _source(str(self.fields[name].label).rstrip("?").lower())
            ordered += [name, f"source_{name}"]
        self.order_fields(ordered)

    def clean(self) -> dict[str, Any]:
        """The settings as core knows them, under `chosen`; what core refuses is told."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        names = [name for name in self.base_fields if name != "seen"]
        values = {name: cleaned[name] for name in names}
        if values["interim_months_to_hand_over"] is None:
            values["interim_months_to_hand_over"] = WheelSettings.__dataclass_fields__[
                "interim_months_to_hand_over"
            ].default
        sources = {name: cleaned[f"source_{name}"].strip() for name in names if cleaned[f"source_{name}"].strip()}
        try:
            cleaned["chosen"] = WheelSettings(**values, sources=sources)
        except ValueError as refused:
            raise ValidationError(str(refused)) from refused
        return cleaned


# ── in words ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Chosen:
    """A setting as the page shows it; `source` is "" when none is known."""

    label: str
    words: str
    source: str
    is_chosen: bool


def _day_words(value: tuple[int, int]) -> str:
    return f"{value[1]} {MONTHS[value[0] - 1]}"


_WORDS: dict[str, Callable[[Any], str]] = {
    "claims_vat": lambda value: "ja" if value else "nej",
    "audit_report_month": lambda value: MONTHS[value - 1],
    "revised_budget_month": lambda value: MONTHS[value - 1],
    "interim_month": lambda value: MONTHS[value - 1],
    "interim_months_to_hand_over": lambda value: f"{value} månader",
    "state_allocation_day": _day_words,
    "books_ready_day": _day_words,
    "budget_notice_days": lambda value: f"{value} dagar",
    "retention_years_from_year_end": lambda value: f"{value} år",
}


def in_words(settings: WheelSettings) -> list[Chosen]:
    """Every setting, what was chosen and where that was decided."""
    found = []
    for name, words in _WORDS.items():
        value = getattr(settings, name)
        label = str(WheelForm.base_fields[name].label).rstrip("?")
        is_chosen = value is not None
        found.append(
            Chosen(label, words(value) if is_chosen else _NOT_CHOSEN, settings.sources.get(name, ""), is_chosen)
        )
    return found
