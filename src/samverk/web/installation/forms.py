"""What the host writes."""

from __future__ import annotations

from django import forms

from samverk.web.people.forms import PersonForm


class AssociationForm(forms.Form):
    """A new association."""

    name = forms.CharField(label="Namn", max_length=200)
    org_number = forms.CharField(label="Organisationsnummer", max_length=11, help_text="Till exempel 222000-1234.")
    slug = forms.SlugField(
        label="Adress",
        max_length=40,
        help_text="Står i webbadressen: små bokstäver a–z, siffror och bindestreck.",
        error_messages={"invalid": "Använd bara små bokstäver a–z, siffror och bindestreck."},
    )


class AccountForm(PersonForm):
    """A new account, without a role."""

    is_host = forms.BooleanField(
        label="Ska sköta installationen",
        required=False,
        help_text="Ansvarar för datorn, förbunden och kontona, men ser inte förbundens uppgifter.",
    )
