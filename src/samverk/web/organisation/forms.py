"""The forms of what an association is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from samverk.apps.organisation import enums
from samverk.apps.organisation.models import Association
from samverk.core import organisation as core
from samverk.web.components.fields import DayField
from samverk.web.organisation.facts_form import FactsForm
from samverk.web.organisation.fields import LinesField, ShareField, accounts_field

_NOTHING = [("", "–")]


def _words(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class OwnForm(forms.Form):
    """What the association is called and where it is."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Namn i vardagen", max_length=200)
    full_name = forms.CharField(
        label="Fullständigt namn", max_length=200, required=False, help_text="Det formella namnet, om det är ett annat."
    )
    seat = forms.CharField(label="Säte", max_length=200, required=False)
    municipalities = LinesField(label="Kommuner", help_text="Kommunerna som området omfattar, en per rad.")
    formed = DayField(label="Bildat", required=False)

    def clean_municipalities(self) -> list[str]:
        """As the row holds them."""
        return list(self.cleaned_data["municipalities"])


class ShareForm(forms.Form):
    """A share and when it holds."""

    share = ShareField(label="Andel", required=False)
    valid_from = DayField(label="Från och med", required=False)
    valid_to = DayField(label="Till och med", required=False)

    def clean(self) -> dict[str, Any]:
        """A row that says something says both share and first day."""
        cleaned: dict[str, Any] = super().clean() or {}
        if any(value is not None for value in cleaned.values()):
            if cleaned.get("share") is None and "share" not in self.errors:
                self.add_error("share", "Ange andelen, eller töm hela raden.")
            if cleaned.get("valid_from") is None and "valid_from" not in self.errors:
                self.add_error("valid_from", "Ange första dagen, eller töm hela raden.")
        return cleaned


class MemberForm(FactsForm):
    """A member and its shares over time."""

    model = core.Member
    part_form = ShareForm
    part_title = "Andelar"
    part_words = (
        "En rad per tid som andelen gäller: 1/4 eller 12,5 %. När andelen ändras får den gamla raden en sista dag och "
        "en ny rad börjar dagen efter. Töm en rad för att ta bort den."
    )

    name = forms.CharField(label="Namn", max_length=200)
    kind = forms.ChoiceField(label="Slag", choices=enums.MemberKind.choices)
    paid_by = forms.ChoiceField(
        label="Betalas av",
        required=False,
        help_text="Medlemmen som betalar, när det är en annan: Försäkringskassan betalar för Arbetsförmedlingen.",
    )
    joined = DayField(label="Medlem från", required=False, help_text="Om det var efter att förbundet bildades.")
    left = DayField(label="Medlem till", required=False)

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(row.name, row.name) for row in association.members.all()]
        self.fields["paid_by"].choices = [*_NOTHING, *names]  # type: ignore[attr-defined]

    def initial_of(self, shown: Any) -> dict[str, Any]:
        """Kind by the tables' word."""
        return {**super().initial_of(shown), "kind": enums.MemberKind[shown.kind.name]}

    def parts_of(self, shown: Any) -> list[dict[str, Any]]:
        """One row a share."""
        return [key.model_dump() | {"share": key.share} for key in shown.shares]

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The member with its shares."""
        kind = core.MemberKind[enums.MemberKind(cleaned["kind"]).name]
        return {**cleaned, "kind": kind, "paid_by": cleaned["paid_by"] or None, "shares": tuple(parts)}


class IncomeSourceForm(FactsForm):
    """A row of income."""

    model = core.IncomeSource

    code = forms.RegexField(
        r"^[a-z][a-z0-9_]*$",
        label="Id",
        max_length=40,
        help_text="Kort namn som budgeten pekar på: små bokstäver a–z, siffror och _.",
        error_messages={"invalid": "Använd små bokstäver a–z, siffror och _, och börja med en bokstav."},
    )
    name = forms.CharField(label="Namn i noten", max_length=200)
    short_name = forms.CharField(label="Namn i övriga tabeller", max_length=200, required=False)
    kind = forms.ChoiceField(label="Slag", choices=enums.IncomeKind.choices)
    members = forms.MultipleChoiceField(
        label="Medlemmar som pengarna kommer från", required=False, widget=forms.CheckboxSelectMultiple
    )
    accounts = accounts_field(label="Konton", help_text="Konton eller intervall med komma mellan: 3010, 3020-3029.")

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(row.name, row.name) for row in association.members.all()]
        self.fields["members"].choices = names  # type: ignore[attr-defined]
        if kwargs.get("shown") is not None:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = "Id:t ändras inte, för budgetar pekar på det."

    def initial_of(self, shown: Any) -> dict[str, Any]:
        """Kind and id by the tables' words."""
        return {**super().initial_of(shown), "code": shown.id, "kind": enums.IncomeKind[shown.kind.name]}

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The source."""
        values = {**cleaned, "id": cleaned["code"], "kind": core.IncomeKind[enums.IncomeKind(cleaned["kind"]).name]}
        del values["code"]
        return values


class CeilingForm(forms.Form):
    """A ceiling on saved funds."""

    share = ShareField(label="Tak", required=False)
    base = forms.ChoiceField(label="Räknas på", choices=[*_NOTHING, *enums.CeilingBase.choices], required=False)
    source = forms.CharField(label="Källa", required=False)

    def clean(self) -> dict[str, Any]:
        """A row that says something says both share and base."""
        cleaned: dict[str, Any] = super().clean() or {}
        if any(value not in (None, "") for value in cleaned.values()):
            for name, words in (("share", "Ange taket som andel."), ("base", "Ange vad taket räknas på.")):
                if cleaned.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, f"{words} Eller töm hela raden.")
        return cleaned


class CharterForm(FactsForm):
    """A version of the charter."""

    model = core.Charter
    part_form = CeilingForm
    extra_parts = 1
    part_title = "Tak för sparade medel"
    part_words = (
        "Taket som styrelsen går efter, och vad det räknas på. Underlaget är omtvistat och skrivs alltid ut. Lämna "
        "källan tom om ingen finns."
    )

    valid_from = DayField(label="Gäller från", help_text="Lydelsen gäller tills nästa börjar.")
    interim_report = forms.BooleanField(label="Delårsrapport krävs", required=False)
    notice_board = _words("Anslagstavla", "Var protokoll och kungörelser anslås.", 2)
    archive_authority = _words("Arkivmyndighet", rows=2)
    notice_period_years = forms.TypedChoiceField(
        label="Uppsägningstid i år", choices=[(number, str(number)) for number in range(4)], coerce=int, initial=3
    )
    auditor_fees_paid_by = forms.CharField(label="Vem som betalar revisorerna", required=False, initial="förbundet")
    quorum = _words("Beslutförhet", "Vad förbundsordningen säger om när styrelsen är beslutför.")
    remuneration = _words("Arvoden", "Vad förbundsordningen säger om arvoden och andra ersättningar.")

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def parts_of(self, shown: Any) -> list[dict[str, Any]]:
        """One row a ceiling."""
        return [
            {"share": each.share, "base": enums.CeilingBase[each.base.name].value, "source": each.source}
            for each in shown.saved_funds_ceilings
        ]

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The charter with its ceilings."""
        ceilings = [{**part, "base": core.CeilingBase[enums.CeilingBase(part["base"]).name]} for part in parts]
        return {**cleaned, "saved_funds_ceilings": tuple(ceilings)}


class MandateForm(FactsForm):
    """A seat held by a person for a time."""

    model = core.Mandate

    name = forms.CharField(label="Namn", max_length=200)
    member = forms.ChoiceField(label="Utsedd av")
    seat = forms.ChoiceField(label="Uppdrag", choices=enums.Seat.choices)
    function = forms.ChoiceField(label="Vald till", required=False, choices=[*_NOTHING, *enums.BoardFunction.choices])
    order = forms.IntegerField(
        label="Plats i turordningen", required=False, min_value=1, max_value=1000, help_text="För ersättare, 1 först."
    )
    valid_from = DayField(label="Från och med")
    valid_to = DayField(label="Till och med", required=False, help_text="Lämnas tomt medan uppdraget pågår.")

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(row.name, row.name) for row in association.members.all()]  # type: ignore[attr-defined]

    def initial_of(self, shown: Any) -> dict[str, Any]:
        """Seat and function by the tables' words."""
        function = enums.BoardFunction[shown.function.name].value if shown.function else ""
        return {**super().initial_of(shown), "seat": enums.Seat[shown.seat.name], "function": function}

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The mandate."""
        function = cleaned["function"]
        return {
            **cleaned,
            "seat": core.Seat[enums.Seat(cleaned["seat"]).name],
            "function": core.BoardFunction[enums.BoardFunction(function).name] if function else None,
        }


class OfficerForm(FactsForm):
    """A person with a function outside the board."""

    model = core.Officer

    name = forms.CharField(label="Namn", max_length=200)
    role = forms.ChoiceField(label="Funktion", choices=enums.OfficerRole.choices)
    title = forms.CharField(label="Titel", max_length=200, required=False)
    represents = forms.MultipleChoiceField(
        label="Utsedd av",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Medlemmarna som utsett eller sänt personen. Varje medlem utser en revisor (25 § lagen 2003:1210).",
    )
    valid_from = DayField(label="Från och med", required=False)
    valid_to = DayField(label="Till och med", required=False)

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(row.name, row.name) for row in association.members.all()]
        self.fields["represents"].choices = names  # type: ignore[attr-defined]

    def initial_of(self, shown: Any) -> dict[str, Any]:
        """Function by the tables' word."""
        return {**super().initial_of(shown), "role": enums.OfficerRole[shown.role.name]}

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The officer."""
        return {**cleaned, "role": core.OfficerRole[enums.OfficerRole(cleaned["role"]).name]}


class FactsFileForm(forms.Form):
    """A facts directory packed as zip."""

    file = forms.FileField(label="Zip-fil med faktafiler", widget=forms.ClearableFileInput(attrs={"accept": ".zip"}))
