"""The files to review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 10
MOST_BYTES = 60_000_000  # of all files together; the reader itself takes 100 MB


class ManyFilesInput(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Several files, each named."""

    def clean(self, data: Any, initial: object = None) -> list[UploadedFile]:  # type: ignore[override]
        """The files. Raises ValidationError, in Swedish, when there are none, too many or too much."""
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        present = [file for file in files if file]
        if not present:
            raise forms.ValidationError("Välj minst en fil: PDF, Word, Excel eller text.")
        if len(present) > MOST_FILES:
            raise forms.ValidationError(f"Du valde {len(present)} filer. Granska högst {MOST_FILES} i taget.")
        size = sum(file.size or 0 for file in present)
        if size > MOST_BYTES:
            raise forms.ValidationError(
                f"Filerna är tillsammans {size // 1_000_000} MB. Högst {MOST_BYTES // 1_000_000} MB går att granska på "
                "en gång. Granska färre filer, eller spara dem utan bilder."
            )
        return present


class ReviewForm(forms.Form):
    """What to review."""

    documents = ManyFilesField(
        label="Filer",
        help_text="Årsredovisning, delårsrapport, plan eller budget, som PDF, Word, Excel eller text. Flera filer "
        "prövas också mot varandra.",
        widget=ManyFilesInput(attrs={"multiple": True, "accept": ".pdf,.docx,.xlsx,.txt"}),
    )
