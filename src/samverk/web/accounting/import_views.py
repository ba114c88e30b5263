"""Taking in books: a file in, the reconciliation and the differences as the first thing seen."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.accounting.actions import import_books
from samverk.apps.accounting.perms import IMPORT_BOOKS
from samverk.apps.audit.door import RefusedChange
from samverk.formats.sie.recognise import refuse_size
from samverk.web.accounting.forms import ImportForm
from samverk.web.page import AssociationRequest, page
from samverk.web.uploads import too_large


@page(IMPORT_BOOKS, post=True)
def import_file(request: AssociationRequest) -> HttpResponse:
    """Choose a file; sending it takes it in."""
    if request.method != "POST":
        return render(request, "accounting/import.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if too_large(request):
        form.errors.clear()
        form.add_error("file", refuse_size(too_large(request)).message)
    elif form.is_valid():
        answer = _take_in(request, form, form.cleaned_data["file"])
        if answer is not None:
            return answer
    return render(request, "accounting/import.html", {"form": form}, status=422)


def _take_in(request: AssociationRequest, form: ImportForm, file: UploadedFile) -> HttpResponse | None:
    try:
        version = import_books(request.actor, file.read(), file.name or "bokföring.se")
    except RefusedChange as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, f"{version.file_name} är inläst som version {version.number} för {version.year}.")
    return redirect("books_year", association=request.association.slug, year=version.year)
