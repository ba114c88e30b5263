"""A return that the association has taken is told of in the year's report, in its latest version only."""

from __future__ import annotations

from datetime import date

from samverk.apps.measures.actions import add_measure
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.actions import take_file
from samverk.apps.publishing.queries import facts_of
from samverk.apps.users.actor import command_line
from samverk.core.measures import Direction, Measure
from samverk.formats.returns.write import content_hash, write_return
from tests.factories.iris import PARTS, corrected, iris_bytes, iris_return, trust
from tests.factories.returns import ORG, PRIVATE


def hashes(made: Association, year: int) -> list[str]:
    """What the report of the year would tell: each return's hash, the same as of what it says."""
    returns = facts_of(made, year).returns
    assert all(each.hash == content_hash(each.given) for each in returns)
    return [each.hash for each in returns]


def test_the_latest_version_of_a_year_is_a_fact(db, settings):
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)
    made = add_association(command_line(), "storsjo", "Finsam Storsjö", ORG)
    for code in ("iris", *PARTS):
        parent = None if code == "iris" else "iris"
        each = Measure(id=code, name=code.title(), direction=Direction.INDIVIDUAL, parent=parent)
        add_measure(command_line(made), each)
    trust(made)
    take_file(command_line(made), iris_bytes())
    first, second = iris_return(), corrected(iris_return())
    assert hashes(made, 2024) == [content_hash(first)]
    assert hashes(made, 2023) == []
    take_file(command_line(made), write_return(second, PRIVATE))
    assert hashes(made, 2024) == [content_hash(second)]
