"""Läs in en fil: first what would happen row by row, then, once confirmed, done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.participants.import_actions import ImportedRow, RowOutcome, import_participations, try_import
from samverk.apps.participants.import_questions import questions_in_file
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.formats.participations.columns import COLUMNS, CodedColumn
from samverk.formats.participations.read import MOST_BYTES, ParticipationTable, read_participations
from samverk.formats.participations.write import template
from samverk.web.carried import carried, carried_back
from samverk.web.participants.found import own_measure
from samverk.web.participants.page import RegisterRequest, register_page


class FileForm(forms.Form):
    """A table of participations."""

    file = forms.FileField(
        label="Fil, CSV eller XLSX",
        help_text="Högst 5 MB och 2 000 rader. Filen sparas inte.",
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom (0 byte). Fyll i mallen."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt", "data-most-bytes": MOST_BYTES}),
    )

    def clean_file(self) -> Any:
        """The file, when it is no larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Filen är större än 5 MB. Dela den.")
        return file


@register_page(CHANGE_PARTICIPANTS, post=True)
def import_file(request: RegisterRequest, measure: int) -> HttpResponse:
    """Choose a file; what it would do; do it."""
    row = own_measure(request, measure)
    whose = (request.user.pk, row.pk)
    if "content" in request.POST:
        return _confirmed(request, row, carried_back(request.POST["content"], whose))
    form = FileForm(request.POST or None, request.FILES or None, label_suffix="")
    own = _own_columns(row)
    context: dict[str, Any] = {"row": row, "form": form, "columns": (*COLUMNS, *own)}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        table = read_participations(data, "filen", own)
        if not table.refusal:
            return _shown(request, row, table, carried(data, whose))
        form.add_error("file", table.refusal)
    return render(request, "participants/import.html", context, status=422 if form.errors else 200)


def _own_columns(row: RegisterMeasure) -> list[CodedColumn]:
    return [each.column for each in questions_in_file(row)]


def _shown(request: RegisterRequest, row: RegisterMeasure, table: ParticipationTable, content: str) -> HttpResponse:
    found = _outcomes(table, try_import(request.actor, row, table.rows))
    kinds = [(kind.value, len({each.row for each in found if each.outcome is kind})) for kind in RowOutcome]
    does_something = any(each.outcome.does_something for each in found)
    context = {"row": row, "found": found, "kinds": kinds, "content": content, "does_something": does_something}
    return render(request, "participants/import_tried.html", context)


def _outcomes(table: ParticipationTable, found: list[ImportedRow]) -> list[ImportedRow]:
    faults = [ImportedRow(each.row, "", RowOutcome.REFUSED, each.cell, each.message) for each in table.faults]
    return sorted([*found, *faults], key=lambda each: (each.row, each.cell))


def _confirmed(request: RegisterRequest, row: RegisterMeasure, data: bytes | None) -> HttpResponse:
    if data is None:
        messages.error(request, "Filen låg kvar för länge eller har ändrats. Välj den igen.")
        return redirect("import_file", measure=row.pk)
    found = import_participations(request.actor, row, read_participations(data, "filen", _own_columns(row)).rows)
    done = sum(each.outcome.does_something for each in found)
    messages.success(request, f"Inlästa deltaganden: {done}.")
    return redirect("measure_participations", measure=row.pk)


@register_page(CHANGE_PARTICIPANTS)
def import_template(request: RegisterRequest, measure: int) -> HttpResponse:
    """The template to fill in, with the measure's own questions."""
    own = _own_columns(own_measure(request, measure))
    answer = HttpResponse(template(own), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="deltaganden-mall.csv"'
    return answer
