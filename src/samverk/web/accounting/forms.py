"""The forms of the books: a file, a filter of lines, a rule, a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from samverk.apps.accounting.drilldown import WITHOUT, DimensionChoices, LineFilter
from samverk.apps.accounting.models import BLOCKS
from samverk.core.periods import MONTHS
from samverk.core.statements import profile as core
from samverk.core.statements.lines import BALANCE_LINES, LABELS
from samverk.formats.sie.recognise import MAX_BYTES, refuse_size
from samverk.web.organisation.facts_form import FactsForm
from samverk.web.organisation.fields import CodesField, accounts_field

_RESULT = [(line.value, LABELS[line]) for line in core.Line if line not in BALANCE_LINES]
_BALANCE = [(line.value, LABELS[line]) for line in BALANCE_LINES]
_LINES = [("Resultaträkningen", _RESULT), ("Balansräkningen", _BALANCE)]
_CHOOSE = ("", "Välj rad")


class ImportForm(forms.Form):
    """A SIE file."""

    file = forms.FileField(
        label="SIE-fil",
        help_text="Hela året som SIE typ 4, filändelse .se. Filen avgör själv vilket år den gäller.",
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom (0 byte). Exportera den igen."},
        widget=forms.FileInput(attrs={"accept": ".se,.si,.SE,.SI", "data-most-bytes": MAX_BYTES}),
        allow_empty_file=False,
    )

    def clean_file(self) -> Any:
        """The file, when it is no larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(refuse_size(file.size).message)
        return file


class LineFilterForm(forms.Form):
    """Which lines of an account to show."""

    manad = forms.TypedChoiceField(
        label="Månad",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "hela året"), *((number, name) for number, name in enumerate(MONTHS, 1))],
    )
    q = forms.CharField(label="Text eller verifikatnummer", required=False, max_length=100)

    def __init__(self, data: Any, dimensions: Sequence[DimensionChoices]) -> None:
        super().__init__(data, label_suffix="")
        self.dimensions = {f"d{dimension.number}": dimension.number for dimension in dimensions}
        for dimension in dimensions:
            named = [(code, f"{code} {name}".strip()) for code, name in dimension.codes]
            self.fields[f"d{dimension.number}"] = forms.ChoiceField(
                label=dimension.name, required=False, choices=[("", "alla"), *named, (WITHOUT, "utan")]
            )
        self.order_fields(["manad", *self.dimensions, "q"])

    @property
    def wanted(self) -> LineFilter:
        """The filter; what cannot be understood asks for nothing."""
        values = self.cleaned_data if self.is_valid() else {}
        codes = {number: values[name] for name, number in self.dimensions.items() if values.get(name)}
        return LineFilter(values.get("manad"), codes, values.get("q", ""))


class _RuleForm(FactsForm):
    """What rules of lines and of notes have in common."""

    accounts = accounts_field(label="Konton", help_text="Ett eller flera, med komma emellan: 3010, 3020-3029.")
    line = forms.ChoiceField(label="Rad", choices=[_CHOOSE, *_LINES])
    cost_centres = CodesField(
        label="Bara kostnadsställen", required=False, help_text="Koder med komma emellan. Tomt: alla."
    )
    projects = CodesField(label="Bara projekt", required=False, help_text="Koder med komma emellan. Tomt: alla.")

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The rule's fields; what is left empty is not said."""
        return {name: value for name, value in cleaned.items() if value != ""}


class LineRuleForm(_RuleForm):
    """Which line accounts belong to."""

    model = core.LineRule
    line_if_credit = forms.ChoiceField(
        label="Rad när saldot är i kredit",
        required=False,
        choices=[("", "samma rad"), *_LINES],
        help_text="För konton som kan byta sida, till exempel momskonton.",
    )
    field_order = ("accounts", "line", "line_if_credit", "cost_centres", "projects")


class NoteRuleForm(_RuleForm):
    """Which row of the note accounts belong to."""

    model = core.NoteRule
    name = forms.CharField(label="Notrad", max_length=200, help_text="Vad raden i noten ska heta.")
    block = forms.ChoiceField(
        label="Kostnadsblock",
        required=False,
        choices=[("", "inget"), *BLOCKS],
        help_text="Var en kostnad utan insats hör hemma i budgeten.",
    )
    field_order = ("accounts", "line", "name", "block", "cost_centres", "projects")


class BaseForm(forms.Form):
    """Which chart of accounts the books follow."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.ChoiceField(label="Kontoplan")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["base"].choices = choices  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a year is closed or opened."""

    reason = forms.CharField(
        label="Skäl", max_length=300, error_messages={"required": "Skriv varför, så att revisorn kan följa det."}
    )
