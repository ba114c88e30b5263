"""Form fields of this room: an amount in a unit, a share in percent, a month."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samverk.apps.planning.models import MOST_ORE
from samverk.core.money import MoneyUnit
from samverk.formats.grid.cells import read_amount
from samverk.web.planning.amounts import typed

_PERCENT = re.compile(r"(?P<minus>[-−–]?)\s*(?P<number>\d{1,4}(?:[.,]\d{1,6})?)\s*%?")
_MONTH = re.compile(r"(20\d\d|21\d\d)-(0[1-9]|1[0-2])")


class AmountField(forms.CharField):
    """An amount written as in the grid, given as öre; None when it is empty."""

    def __init__(self, unit: MoneyUnit = MoneyUnit.TKR, *, least_ore: int | None = None, **kwargs: Any) -> None:
        self.unit, self.least_ore = unit, least_ore
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=40, error_messages={"required": "Skriv ett belopp."}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Öre as people write them."""
        return typed(value, self.unit) if type(value) is int else value

    def clean(self, value: Any) -> Any:
        """The amount in öre."""
        text = super().clean(value)
        read = read_amount(text, self.unit)
        if read.problem:
            raise ValidationError(read.problem)
        if read.ore is not None and abs(read.ore) >= MOST_ORE:
            raise ValidationError("Beloppet är orimligt stort. Se efter om enheten är rätt.")
        if read.ore is not None and self.least_ore is not None and read.ore < self.least_ore:
            raise ValidationError("Beloppet kan inte vara mindre än noll. Ta bort minus.")
        return read.ore


class PercentField(forms.CharField):
    """A share written in percent ("12,5"), given as a fraction; None when it is empty. `signed` allows minus."""

    def __init__(self, *, signed: bool = False, **kwargs: Any) -> None:
        self.signed = signed
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=20, error_messages={"required": "Skriv en andel i procent."}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A fraction as percent with decimal comma."""
        return f"{float(value * 100):g}".replace(".", ",") if isinstance(value, Fraction) else value

    def clean(self, value: Any) -> Any:
        """The share as a fraction."""
        text = super().clean(value).strip()
        if not text:
            return None
        found = _PERCENT.fullmatch(text)
        if found is None or (found["minus"] and not self.signed):
            raise ValidationError("Skriv andelen i procent, till exempel 12,5.")
        share = Fraction(found["number"].replace(",", ".")) / 100
        return -share if found["minus"] else share


class MonthField(forms.CharField):
    """A month written 2025-04, given as 202504."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "month", "placeholder": "2025-04"})
        super().__init__(max_length=7, widget=widget, error_messages={"required": "Ange en månad."}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """yyyymm as people write it."""
        return f"{value // 100}-{value % 100:02d}" if type(value) is int else value

    def clean(self, value: Any) -> Any:
        """The month as yyyymm."""
        found = _MONTH.fullmatch(super().clean(value))
        if found is None:
            raise ValidationError("Skriv månaden som 2025-04.")
        return int(found[1]) * 100 + int(found[2])
