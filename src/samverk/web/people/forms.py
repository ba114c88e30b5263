"""Forms about people."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from samverk.web.components.fields import DayField


class PersonForm(forms.Form):
    """Someone by address; a name is needed when the address is new."""

    email = forms.EmailField(label="E-postadress", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(
        label="Namn", max_length=200, required=False, help_text="Behövs när personen inte har något konto."
    )

    def clean(self) -> dict[str, Any]:
        """A new address needs a name."""
        cleaned: dict[str, Any] = super().clean() or {}
        email, name = str(cleaned.get("email", "")).lower(), cleaned.get("name")
        if email and not name and not User.objects.filter(email=email).exists():
            self.add_error("name", "Adressen är ny i Samverk. Skriv också personens namn.")
        return cleaned


class GiveRoleForm(PersonForm):
    """A role for someone, known or new."""

    role = forms.TypedChoiceField(label="Roll", choices=Role.choices, coerce=Role)
    valid_from = DayField(label="Från och med")
    valid_to = DayField(
        label="Till och med", required=False, help_text="En revisors tillgång måste ha en sista dag, andras får ha det."
    )
    field_order = ("email", "name", "role", "valid_from", "valid_to")

    def clean(self) -> dict[str, Any]:
        """An auditor's role has an end."""
        cleaned = super().clean()
        if cleaned.get("role") == Role.AUDITOR and not cleaned.get("valid_to") and "valid_to" not in self.errors:
            self.add_error("valid_to", "En revisors tillgång är tidsbegränsad: ange sista dagen.")
        return cleaned


class EndRoleForm(forms.Form):
    """The last day of a role."""

    last_day = DayField(label="Sista dagen")
