"""The demo's register: a simulated IRIS whose totals Finsam Lund has published, invented staff, returns of two years.

Nobody in it exists. The story's day is the association's (`SAMVERK_DEMO_DAY`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from samverk.apps.participants.count_actions import Told, count_anonymous
from samverk.apps.participants.demo_rows import put_in
from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.register_models import MeasureReturn, Register, RegisterMeasure
from samverk.apps.participants.return_actions import draft_return, make_return_key, release_return, review_return
from samverk.apps.participants.staff_actions import add_register_measure, give_register_role, set_up_register
from samverk.apps.users.actions import add_person
from samverk.apps.users.actor import Actor, command_line
from samverk.apps.users.models import User
from samverk.core.outcomes.simulated_iris import PARENT, iris_register
from samverk.core.outcomes.span import Span

PARTY = "Lunds kommun (påhittat register)"
ORG_NUMBER = "222000-0000"
"""The demo association's."""
MEASURES = (
    (PARENT, "IRIS", ""),
    ("iris_usb", "IRIS USB", PARENT),
    ("iris_insam", "IRIS Insam", PARENT),
    ("iris_kompetenstrappan", "IRIS Kompetenstrappan", PARENT),
    ("iris_sydost", "IRIS Sydost", PARENT),
    ("iris_hoganas", "IRIS Höganäs", PARENT),
    ("iris_vsb", "IRIS VSB", PARENT),
)
"""(id, name, umbrella) as the association has them."""
OFFICERS = (("Saga Björkdal", "deltagaransvarig@example.se"), ("Elof Svanmark", "deltagaransvarig2@example.se"))
KEEPER = ("Loke Granhammar", "registeransvarig@example.se")
YEARS = (2023, 2024)

_ANONYMOUS = ((2023, 7, 6), (2024, 9, 8))
"""(year, women, men) who take part without consent; made up."""
_FIRST_DAY = date(2023, 1, 1)


@transaction.atomic
def load_register_demo(push_address: str = "") -> Register:
    """Make the register, whole or not at all, with its returns released; or give back the one that is there."""
    known = Register.objects.first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    register = set_up_register(
        command_line(),
        party=PARTY,
        association_name="Finsam Lund",
        association_number=ORG_NUMBER,
        push_address=push_address,
    )
    rows: dict[str, RegisterMeasure] = {}
    for code, name, parent in MEASURES:
        rows[code] = add_register_measure(
            command_line(), code=code, name=name, parent=rows.get(parent), start=date(2021, 2, 1), end=date(2026, 1, 31)
        )
    first, second = (_officer(*each, rows.values()) for each in OFFICERS)
    give_register_role(command_line(), _user(*KEEPER), RegisterRole.REGISTER_KEEPER, _FIRST_DAY)
    made = iris_register()
    put_in(command_line(), made.records, made.queue)
    for year, women, men in _ANONYMOUS:
        count_anonymous(first, rows["iris_usb"], year, {"woman": Told(women), "man": Told(men)})
    make_return_key(command_line())
    for year in YEARS:
        span = Span.of_year(year)
        row = draft_return(first, rows[PARENT], span.first, span.last)
        row = review_return(second, row, row.version)
        release_return(second, row, row.version)
    return register


def released_files() -> Iterator[tuple[str, bytes]]:
    """(name, signed bytes) of every return that stands, the earliest period first."""
    for row in MeasureReturn.objects.filter(file__isnull=False).select_related("measure").order_by("first", "number"):
        yield f"{row.measure.code}-{row.first}-{row.last}-{row.number}.json", bytes(row.file or b"")


def _user(name: str, address: str) -> User:
    return add_person(command_line(), address, name)


def _officer(name: str, address: str, measures: Iterable[RegisterMeasure]) -> Actor:
    user = _user(name, address)
    for measure in measures:
        give_register_role(command_line(), user, RegisterRole.PARTICIPANT_OFFICER, _FIRST_DAY, measure=measure)
    return Actor(user.name, None, user.pk, frozenset({RegisterRole.PARTICIPANT_OFFICER}))
