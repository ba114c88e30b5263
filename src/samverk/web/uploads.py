"""Files that are too large are never kept: they are read past, so that the page can say so, and thrown away."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MOST_BYTES = 105_000_000
"""The largest request with files: what the largest reader takes, and the form around it."""


class SizeLimitHandler(FileUploadHandler):
    """First of the upload handlers: skips every file of a request that is too large, by what it says and by count."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Look at the length of the whole request before anything is read."""
        if content_length > MOST_BYTES:
            self._mark(content_length)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Skip the file at once when the request is known to be too large."""
        super().new_file(*args, **kwargs)
        if too_large(self.request):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what comes, and pass it on."""
        self.received += len(raw_data)
        if self.received > MOST_BYTES:
            self._mark(self.received)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""

    def _mark(self, size: int) -> None:
        self.request.samverk_too_large = size  # type: ignore[union-attr]


def too_large(request: HttpRequest | None) -> int:
    """The size in bytes of a request whose files were thrown away, 0 for every other."""
    return int(getattr(request, "samverk_too_large", 0))
