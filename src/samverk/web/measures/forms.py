"""The forms of a measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from samverk.apps.measures import enums
from samverk.apps.organisation.models import Association
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from samverk.core import measures as core
from samverk.web.components.fields import DayField
from samverk.web.organisation.facts_form import FactsForm
from samverk.web.organisation.fields import CodesField, LinesField, accounts_field

_NOTHING = [("", "–")]


class TargetForm(forms.Form):
    """A target and what came of it."""

    text = forms.CharField(label="Mål", max_length=200, required=False)
    target = forms.CharField(label="Målvärde", required=False)
    grade = forms.ChoiceField(label="Bedömning", required=False, choices=[*_NOTHING, *enums.Grade.choices])
    result = forms.CharField(label="Resultat", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """A row that says something says the target in words."""
        cleaned: dict[str, Any] = super().clean() or {}
        if any(cleaned.values()) and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "Skriv målet i ord, eller töm hela raden.")
        return cleaned


class MeasureForm(FactsForm):
    """A measure with its targets."""

    model = core.Measure
    part_form = TargetForm
    part_title = "Mål"
    part_words = (
        "Ett mål per rad: målet i ord, nivån som ska nås, vad det blev och er bedömning. Skriv inget om enskilda "
        "deltagare. Töm en rad för att ta bort den."
    )

    name = forms.CharField(label="Namn", max_length=200)
    code = forms.RegexField(
        r"^[a-z][a-z0-9_]*$",
        label="Id",
        max_length=40,
        help_text="Kort namn som budgeten och texterna pekar på: små bokstäver a–z, siffror och _.",
        error_messages={"invalid": "Använd små bokstäver a–z, siffror och _, och börja med en bokstav."},
    )
    direction = forms.ChoiceField(
        label="Inriktning", choices=enums.Direction.choices, help_text="En blandad insats läggs in som två."
    )
    parent = forms.ChoiceField(
        label="Del av", required=False, help_text="Paraplyprojektet, om insatsen är en del av ett."
    )
    description = forms.CharField(
        label="Beskrivning",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vad insatsen är, för vem och varför. Skriv inget om enskilda deltagare.",
    )
    owner = forms.CharField(
        label="Insatsägare", max_length=200, required=False, help_text="Parten som driver insatsen."
    )
    funders = LinesField(label="Andra finansiärer", required=False, help_text="En per rad, till exempel ESF.")
    start = DayField(label="Första dagen", required=False)
    end = DayField(label="Sista dagen", required=False)
    projects = CodesField(
        label="Projektkoder", required=False, help_text="Koderna i bokföringen (SIE-dimension 6), med komma mellan."
    )
    cost_centres = CodesField(
        label="Kostnadsställen", required=False, help_text="SIE-dimension 1, om bokföringen skiljer insatserna så."
    )
    accounts = accounts_field(label="Konton", required=False, help_text="Bara om insatsen har egna konton: 4100-4199.")
    aliases = LinesField(label="Även kallad", required=False, help_text="Andra stavningar och namn, en per rad.")

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = kwargs.get("shown")
        others = association.measures.exclude(code=shown.id) if shown else association.measures.all()
        self.fields["parent"].choices = [*_NOTHING, *((row.code, row.name) for row in others)]  # type: ignore[attr-defined]
        if shown is not None:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = "Id:t ändras inte, för budgetar och texter pekar på det."

    def initial_of(self, shown: Any) -> dict[str, Any]:
        """Direction and id by the tables' words."""
        return {**super().initial_of(shown), "code": shown.id, "direction": enums.Direction[shown.direction.name]}

    def parts_of(self, shown: Any) -> list[dict[str, Any]]:
        """One row a target."""
        return [
            {
                "text": each.text,
                "target": each.target,
                "result": each.result,
                "grade": enums.Grade[each.grade.name].value if each.grade else "",
            }
            for each in shown.targets
        ]

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The measure with its targets."""
        targets = [
            {**part, "grade": core.Grade[enums.Grade(part["grade"]).name] if part["grade"] else None} for part in parts
        ]
        values = {
            **cleaned,
            "id": cleaned["code"],
            "direction": core.Direction[enums.Direction(cleaned["direction"]).name],
            "parent": cleaned["parent"] or None,
            "targets": tuple(targets),
        }
        del values["code"]
        return values


class CloseForm(forms.Form):
    """The last day of a measure."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label="Sista dagen")


class OwnersForm(forms.Form):
    """The people who follow a measure as its owners."""

    users = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(), label="Personer", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = User.objects.filter(roles__association=association, roles__role=Role.MEASURE_OWNER).distinct()
        self.fields["users"].queryset = owners  # type: ignore[attr-defined]
