"""What must hold before anything is served: Django checks that an app registers under one tag.

Whoever takes a copy, restores one or proves the trail is not stopped by them.
"""

from __future__ import annotations

from django.core.checks import run_checks

from samverk.apps.upkeep.refused import UpkeepRefused

SERVING = "serving"


def check_serving() -> None:
    """Raises UpkeepRefused with what does not hold."""
    found = run_checks(tags=[SERVING])
    if found:
        raise UpkeepRefused(" ".join(str(each.msg) for each in found))
