"""The forms about a participation."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.apps.participants.models import EARLIEST_BIRTH_YEAR, Participant, choices
from samverk.core.outcomes.code_lists import CONSENT_WITHDRAWN, EDUCATION_LEVELS, EXIT_REASONS, GENDERS, REFERRERS
from samverk.web.components.fields import DayField
from samverk.web.participants.fields import CardField
from samverk.web.participants.status_form import NOT_TOLD, AskingForm, StatusForm

_PERSON = ("gender", "birth_year")
_FACTS = ("consent_given", "municipality", "education", "referrer", "months_in_support")


def _identity_field(words: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})
    return forms.CharField(label="Personnummer", required=False, max_length=20, help_text=words, widget=widget)


class FactsFields(forms.Form):
    """What is known of a person and the time before the measure."""

    consent_given = DayField(label="Dag då samtycket gavs")
    start = DayField(label="Första dagen i insatsen")
    gender = forms.ChoiceField(label="Kön", choices=[("", "välj"), *choices(GENDERS)])
    birth_year = forms.IntegerField(
        label="Födelseår",
        required=False,
        min_value=EARLIEST_BIRTH_YEAR,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv året med fyra siffror, till exempel 1990."},
    )
    municipality = forms.RegexField(
        r"^\d{4}$",
        label="Kommunkod",
        required=False,
        help_text="Fyra siffror, till exempel 1281 för Lund.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv kommunkoden med fyra siffror."},
    )
    education = forms.ChoiceField(
        label="Högsta slutförda utbildning",
        required=False,
        choices=[*NOT_TOLD, *choices(EDUCATION_LEVELS)],
        help_text="Utländsk utbildning förs till motsvarande svenska nivå.",
    )
    referrer = forms.ChoiceField(label="Remittent", required=False, choices=[*NOT_TOLD, *choices(REFERRERS)])
    months_in_support = forms.IntegerField(
        label="Månader med offentlig försörjning före start",
        required=False,
        min_value=0,
        max_value=720,
        help_text="Avbrott på högst en månad räknas inte som avbrott.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    @property
    def facts(self) -> dict[str, Any]:
        """The fields of a Participation, but the first day; after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in _FACTS}

    @property
    def person(self) -> dict[str, Any]:
        """The fields of a Participant; after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in _PERSON}


class IntakeForm(FactsFields, StatusForm):
    """Someone begins in a measure: everything on one page. `allows_identity` is the party's decision."""

    card = CardField(label="Kort")
    is_known = forms.BooleanField(label="Personen har det här kortet sedan förut", required=False)
    identity = _identity_field(
        "Lagras krypterat. Finns personen redan används kortet från då. Skyddad identitet antecknas aldrig."
    )

    def __init__(self, *args: Any, allows_identity: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not allows_identity:
            del self.fields["identity"]
        self.fields["main_support"].help_text = (
            "Det som gällde direkt före start, inom en vecka. Föräldrapenning och ålderspension är ingen offentlig "
            "försörjning."
        )
        self.fields["card"].help_text = "Påhittat och ledigt. Skriv det på deltagarens papper; namnet står aldrig här."

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in the order they are asked, under their headings."""
        names = [
            ("Samtycke och kort", ("consent_given", "start", "card", "is_known", "identity")),
            ("Personen", (*_PERSON, "municipality", "education", "referrer")),
            ("Försörjning direkt före start", ("main_support", "other_support", "months_in_support")),
            ("Sysselsättning", ("doing", "work_extent", "study_extent")),
            ("Egna frågor", tuple(self.questions)),
        ]
        return [
            (title, [self[name] for name in found if name in self.fields])
            for title, found in names
            if any(name in self.fields for name in found)
        ]


class FactsForm(FactsFields, AskingForm):
    """The facts of a participation, corrected."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    person_seen = forms.IntegerField(widget=forms.HiddenInput)
    identity = _identity_field("Lagras krypterat. Lämnas tomt om numret ska vara som det är.")
    field_order = ("consent_given", "start", *_PERSON)

    def __init__(self, *args: Any, row: Any, allows_identity: bool, **kwargs: Any) -> None:
        person: Participant = row.participant
        shown = {name: getattr(row, name) for name in (*_FACTS, "start")}
        shown |= {name: getattr(person, name) for name in _PERSON}
        super().__init__(*args, initial={**shown, "seen": row.version, "person_seen": person.version}, **kwargs)
        if not allows_identity:
            del self.fields["identity"]


class MomentForm(StatusForm):
    """How it stands at a moment: the status, the day, or that nobody could be reached."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    day = DayField(label="Dag")
    is_unreached = forms.BooleanField(label="Gick inte att nå", required=False)
    field_order = ("seen", "day", "is_unreached")

    def __init__(self, *args: Any, is_follow_up: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_follow_up:
            del self.fields["is_unreached"], self.fields["day"]

    def clean(self) -> dict[str, Any]:
        """Something must be told."""
        cleaned = super().clean()
        told = any(cleaned.get(name) not in (None, "", [], False) for name in (*StatusForm.base_fields, "is_unreached"))
        if not told and not self.errors:
            self.add_error(None, "Ange läget, eller kryssa i att personen inte gick att nå.")
        return cleaned


class ExitForm(StatusForm):
    """The exit: day, reason, how it stands, own questions."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    exit = DayField(label="Sista dagen i insatsen")
    exit_reason = forms.ChoiceField(
        label="Avslutsorsak",
        choices=[("", "välj"), *(each for each in choices(EXIT_REASONS) if each[0] != CONSENT_WITHDRAWN)],
        help_text="Är samtycket återkallat avslutas inte deltagandet: återkalla samtycket på deltagandets sida.",
    )
    field_order = ("seen", "exit", "exit_reason")


class SeenForm(forms.Form):
    """The version that was seen when a button was pressed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class FindForm(forms.Form):
    """Look for a card."""

    card = CardField(label="Kort")
