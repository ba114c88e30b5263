"""Associations of the web with facts taken in from a directory."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.actions import import_facts
from samverk.apps.users.actor import command_line
from tests.factories.lund import LUND

OVAN = Path(__file__).parents[1] / "data" / "forbund-ovan"


@cache
def directory(path: Path) -> dict[str, bytes]:
    """The files of a facts directory."""
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in path.rglob("*") if each.is_file()}


def lund(slug: str = "lund") -> Association:
    """Finsam Lund with its facts for 2024 taken in."""
    association = add_association(command_line(), slug, "Finsam Lund", "222000-0000")
    import_facts(command_line(association), directory(LUND), 2024)
    return Association.objects.get(pk=association.pk)
