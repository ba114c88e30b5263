"""The demo's returns: the register's key is trusted, and what it has released is taken, as any register's would be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.actions import add_register, take_file
from samverk.apps.outcomes.models import RegisterKey
from samverk.apps.users.actor import command_line

PARTY = "Lunds kommun (påhittat register)"
UMBRELLA = "iris"


def take_demo_returns(association: Association, public_key: str, files: Iterable[bytes]) -> int:
    """Trust the demo's register for IRIS and its parts, and take its files. The number that were taken."""
    if not RegisterKey.objects.filter(association=association).exists():
        measures = association.measures.filter(code=UMBRELLA) | association.measures.filter(parent__code=UMBRELLA)
        codes = sorted(measures.values_list("code", flat=True))
        add_register(command_line(association), PARTY, public_key, codes, date(2023, 1, 1))
    return sum(take_file(command_line(association), data).pk is not None for data in files)
