"""The forms of returns."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from samverk.apps.participants.register_models import RegisterMeasure
from samverk.web.components.fields import DayField

OWN = "egen"
_YEARS = 4


class DraftForm(forms.Form):
    """Which measure and period to draft a return of. `span` is the days after `is_valid()`."""

    measure = forms.ModelChoiceField(
        queryset=RegisterMeasure.objects.none(),
        label="Insats",
        empty_label=None,
        help_text="Ett paraplyprojekt räknas med sina delprojekt.",
    )
    period = forms.ChoiceField(label="Period")
    first = DayField(label="Första dagen", required=False, help_text="Bara för en egen period.")
    last = DayField(label="Sista dagen", required=False)

    def __init__(self, *args: Any, measures: QuerySet[RegisterMeasure], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]
        self.fields["period"].choices = [*_periods(day), (OWN, "Egen period, med dagarna nedan")]  # type: ignore[attr-defined]
        self.span: tuple[date, date] | None = None

    def clean(self) -> dict[str, Any]:
        """The days of the period; both are needed for one's own."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("period")
        if chosen == OWN:
            for name in ("first", "last"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Ange dagen, för perioden är en egen.")
            days = cleaned.get("first"), cleaned.get("last")
            if days[0] and days[1] and days[1] < days[0]:
                self.add_error("last", "Sista dagen kommer före den första. Rätta den ena dagen.")
            self.span = days if all(days) else None  # type: ignore[assignment]
        elif chosen:
            first, last = chosen.split("--")
            self.span = date.fromisoformat(first), date.fromisoformat(last)
        return cleaned


def _periods(day: date) -> list[tuple[str, str]]:
    """Years and half-years that are over on `day`, the latest first."""
    found = []
    for year in range(day.year, day.year - _YEARS, -1):
        for first, last, words in (
            (date(year, 1, 1), date(year, 12, 31), f"hela {year}"),
            (date(year, 7, 1), date(year, 12, 31), f"andra halvåret {year}"),
            (date(year, 1, 1), date(year, 6, 30), f"första halvåret {year}"),
        ):
            if last <= day:
                found.append((f"{first}--{last}", words))
    return found
