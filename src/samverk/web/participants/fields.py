"""Form fields of the register: an extent in per cent or hours, a card number."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samverk.apps.participants.cards import as_written
from samverk.apps.participants.models import check_card
from samverk.core.outcomes.record import RecordError, extent_of_hours

_EXTENT = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<unit>%|procent|h|tim|timmar)?", re.IGNORECASE)


class ExtentField(forms.CharField):
    """An extent written "50", "50 %" or "20 h", given in per cent of 40 hours a week; None when it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}))
        super().__init__(required=False, max_length=20, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Per cent as people write it."""
        return f"{value} %" if type(value) is int else value

    def clean(self, value: Any) -> Any:
        """The extent in per cent."""
        text = super().clean(value).replace("\u00a0", " ")
        if not text:
            return None
        found = _EXTENT.fullmatch(text)
        if found is None:
            raise ValidationError(f"”{text}” går inte att läsa. Skriv procent, som 50, eller timmar, som 20 h.")
        number = float(found["number"].replace(",", "."))
        try:
            return round(number) if (found["unit"] or "%").lower() in ("%", "procent") else extent_of_hours(number)
        except RecordError as error:
            raise ValidationError(str(error)) from error


class CardField(forms.CharField):
    """A card number; what may be a personal identity number or a name is refused."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})
        super().__init__(max_length=40, widget=widget, error_messages={"required": "Skriv ett kortnummer."}, **kwargs)

    def clean(self, value: Any) -> Any:
        """The card as the register writes it."""
        card = as_written(super().clean(value))
        if card:
            check_card(card)
        return card
