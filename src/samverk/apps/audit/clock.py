"""What day it is: the one place where apps and pages ask. A demo stands still on the day its story is told."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day in Sweden; in a demo the day of the story (SAMVERK_DEMO_DAY)."""
    day: date | None = settings.SAMVERK_DEMO_DAY
    return day or timezone.localdate()
