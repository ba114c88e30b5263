"""The forms of Uppföljning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.enums import Destination, ReleasePlace, Zeros
from samverk.apps.outcomes.queries import TakenReturn
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.table_kinds import TABLE_KINDS
from samverk.formats.returns.canonical import MOST_BYTES
from samverk.web.components.fields import DayField

_PROPOSED = DisclosureRule()
_KEY_BYTES = 4_000


class ReturnFileForm(forms.Form):
    """A return as a file."""

    file = forms.FileField(
        label="Återrapport från registret",
        help_text="Filen som insatsens register har gjort. Den är signerad och innehåller bara antal.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> UploadedFile:
        """No larger than a return can be."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"Filen är {(file.size or 0) // 1000} kB. En återrapport är högst {MOST_BYTES // 1000} kB. "
                "Kontrollera att det är rätt fil."
            )
        return file


def _measure_choices(association: Association) -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in association.measures.all()]


class MeasuresForm(forms.Form):
    """Which measures a register may report."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    measures = forms.MultipleChoiceField(
        label="Insatser som registret får rapportera",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en insats."},
        help_text="Ett paraplyprojekts återrapport nämner sina delprojekt. Välj dem också då.",
    )

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["measures"].choices = _measure_choices(association)  # type: ignore[attr-defined]


class RegisterForm(MeasuresForm):
    """A register to trust."""

    party = forms.CharField(
        label="Part som för registret", max_length=200, help_text="Till exempel kommunen som äger insatsen."
    )
    public_key = forms.CharField(
        label="Publik nyckel",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Texten mellan BEGIN PUBLIC KEY och END PUBLIC KEY, med de raderna. Eller välj filen nedan.",
    )
    key_file = forms.FileField(label="Nyckeln som fil", required=False)
    valid_from = DayField(label="Gäller från")
    field_order = ("party", "public_key", "key_file", "measures", "valid_from")

    def clean(self) -> dict[str, Any]:
        """The key from the text or the file."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("key_file")
        if file is not None and not cleaned.get("public_key"):
            cleaned["public_key"] = file.read(_KEY_BYTES).decode("ascii", errors="replace")
        if not cleaned.get("public_key"):
            self.add_error("public_key", "Klistra in registrets publika nyckel eller välj filen.")
        return cleaned


class CloseRegisterForm(forms.Form):
    """From when a key is trusted no more."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    day = DayField(label="Stängd från")


class RuleForm(forms.Form):
    """The board's decision on small counts."""

    decided_on = DayField(label="Styrelsen beslutade")
    reference = forms.CharField(
        label="Beslut", max_length=200, help_text="Var det står, till exempel ”protokoll 2025-03-20, § 14”."
    )
    threshold = forms.IntegerField(
        label="Minsta antal som visas",
        min_value=2,
        max_value=100,
        initial=_PROPOSED.threshold,
        help_text="Antal från 1 till ett mindre än detta döljs.",
    )
    narrowest = forms.IntegerField(
        label="Minsta osäkerhet om ett dolt antal",
        min_value=1,
        max_value=100,
        initial=_PROPOSED.narrowest,
        help_text="Så långt ska det minst vara mellan det lägsta och det högsta som någon kan räkna ut.",
    )
    zeros = forms.ChoiceField(label="Nollor", choices=Zeros.choices)
    hides_alike = forms.BooleanField(label="Dölj också grupper där alla, eller alla utom en, är lika", required=False)


class TargetForm(forms.Form):
    """A target for exits."""

    year = forms.IntegerField(label="År", min_value=2004, max_value=2100)
    destination = forms.ChoiceField(label="Avslut till", choices=Destination.choices)
    percent = forms.IntegerField(
        label="Andel i procent", min_value=0, max_value=100, help_text="Av de avslut vars orsak är känd."
    )
    source = forms.CharField(
        label="Var målet är beslutat",
        max_length=200,
        required=False,
    )


class ReleaseForm(forms.Form):
    """What to release and where."""

    name = forms.CharField(
        label="Namn", max_length=200, help_text="Till exempel ”Årsredovisningen 2024, deltagare i IRIS”."
    )
    place = forms.ChoiceField(label="Publiceras i", choices=ReleasePlace.choices)
    received = forms.MultipleChoiceField(
        label="Återrapporter", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Välj minst en."}
    )
    tables = forms.MultipleChoiceField(
        label="Tabeller",
        widget=forms.CheckboxSelectMultiple,
        help_text="Ta bara med det som läsaren behöver. Ju fler tabeller, desto mer går att räkna ut.",
        error_messages={"required": "Välj minst en tabell."},
    )

    def __init__(self, *args: Any, taken: Sequence[TakenReturn], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        there = {table.table for each in taken for table in each.given.tables}
        self.fields["received"].choices = [(str(each.row.pk), _named(each)) for each in taken]  # type: ignore[attr-defined]
        self.fields["tables"].choices = [  # type: ignore[attr-defined]
            (kind.id, kind.title) for kind in TABLE_KINDS.values() if kind.id in there
        ]


def _named(taken: TakenReturn) -> str:
    row = taken.row
    return f"{row.measure.name}, {row.first}–{row.last}, nummer {row.number}"
