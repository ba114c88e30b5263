"""Drop a file, get every contradiction with its place. Nothing of the file is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from samverk.apps.audit.clock import today
from samverk.apps.publishing.perms import REVIEW_DOCUMENTS
from samverk.core.review.review import review
from samverk.formats.source import MAX_BYTES, read_source
from samverk.reports.review.html import content, opening
from samverk.reports.review.html_style import own_sheet
from samverk.web.page import AssociationRequest, page
from samverk.web.review.forms import ReviewForm


@page(REVIEW_DOCUMENTS, post=True)
def review_page(request: AssociationRequest) -> HttpResponse:
    """Choose files; the answer to sending them is the review."""
    form = ReviewForm(request.POST, request.FILES) if request.method == "POST" else ReviewForm()
    if form.is_valid():
        return _reviewed(request, form.cleaned_data["documents"])
    return render(request, "review/choose.html", {"form": form}, status=422 if form.errors else 200)


def _reviewed(request: AssociationRequest, files: Sequence[UploadedFile]) -> HttpResponse:
    day = today()
    read = [
        (name, *read_source(file.read(MAX_BYTES + 1), name)) for name, file in zip(_names(files), files, strict=True)
    ]
    found = review(read, day)
    # both are escaped where they are written (reports.review.html)
    context = {
        "opening": mark_safe(opening(found, day)),  # noqa: S308
        "content": mark_safe(content(found)),  # noqa: S308
        "sheet": mark_safe(own_sheet()),  # noqa: S308 - our own file
    }
    return render(request, "review/result.html", context)


def _names(files: Sequence[UploadedFile]) -> list[str]:
    """What the review calls each file; two of the same name are numbered."""
    names = [file.name or "fil" for file in files]
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            names[place] = f"{name} ({seen[name]})"
    return names
