"""The facts directory of `samverk report`, down as a zip file and up again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.door import RefusedChange
from samverk.apps.organisation.queries import is_set_up
from samverk.apps.publishing.actions import FactsRefused, import_facts
from samverk.apps.publishing.perms import EXPORT_FACTS, IMPORT_FACTS
from samverk.apps.publishing.queries import facts_files, report_years
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.facts.archive import MOST_BYTES, pack, unpack
from samverk.web.organisation.forms import FactsFileForm
from samverk.web.page import AssociationRequest, page

MOST_PACKED = 64 * 1024 * 1024
"""How large a zip file may be; Lund's facts for a year are a tenth of a megabyte."""
SHOWN_PROBLEMS = 200
_SHOWN_WARNINGS = 10


@page(EXPORT_FACTS, post=True, change=IMPORT_FACTS)
def facts(request: AssociationRequest) -> HttpResponse:
    """Years to fetch, and a field to hand in a zip file."""
    form = FactsFileForm(request.POST or None, request.FILES or None, label_suffix="")
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            year, found = import_facts(request.actor, _unpacked(form.cleaned_data["file"]))
        except FactsRefused as refused:
            form.add_error(None, str(refused))
            problems = refused.problems
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            _tell(request, year, found)
            return redirect("facts", association=request.association.slug)
    context = {
        "form": form,
        "problems": problems[:SHOWN_PROBLEMS],
        "left_out": max(0, len(problems) - SHOWN_PROBLEMS),
        "years": report_years(request.association),
        "is_set_up": is_set_up(request.association),
        "may_import": IMPORT_FACTS.holds(request.actor),
        "most": f"{MOST_PACKED // 1024**2} MB packad och {MOST_BYTES // 1024**2} MB uppackad",
    }
    return render(request, "organisation/facts.html", context, status=422 if form.errors else 200)


def _unpacked(file: UploadedFile) -> dict[str, bytes]:
    """The files of an uploaded zip. Raises FactsRefused and RefusedChange."""
    if (file.size or 0) > MOST_PACKED:
        raise RefusedChange(
            f"Zip-filen är större än {MOST_PACKED // 1024**2} MB. En faktakatalog är några MB. Ingenting har lästs in."
        )
    files, problems = unpack(file.read(MOST_PACKED + 1))
    if files is None:
        raise FactsRefused(problems)
    return files


def _tell(request: AssociationRequest, year: int, problems: list[Problem]) -> None:
    """What came of it, and what someone should look at."""
    messages.success(request, f"Faktafilerna för {year} är inlästa. Allt som filerna säger gäller nu.")
    warnings = [problem for problem in problems if problem.severity is not ProblemSeverity.NOTE]
    for problem in warnings[:_SHOWN_WARNINGS]:
        messages.warning(request, str(problem))


@page(EXPORT_FACTS)
def facts_zip(request: AssociationRequest, year: int) -> HttpResponse:
    """The facts directory of a year as a zip file."""
    if year not in report_years(request.association):
        raise Http404
    name = f"{request.association.slug}-{year}"
    packed = pack(facts_files(request.association, year), folder=name)
    return HttpResponse(
        packed, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}.zip"'}
    )
