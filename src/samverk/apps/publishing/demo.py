"""The demo: Finsam Lund's published figures, invented people with a role each, and the day on which the story is told.

On that day, in March, the books are closed and the board has not yet decided on the annual report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samverk.apps.accounting.actions import unlock_version
from samverk.apps.accounting.queries import current_import
from samverk.apps.measures.actions import set_measure_owners
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.actions import import_facts
from samverk.apps.publishing.models import AnnualReportYear
from samverk.apps.publishing.writing import set_report_days
from samverk.apps.users.actions import add_person, give_role, make_host
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User

SLUG = "lund"
YEAR = 2024
DEMO_DAY = date(2025, 3, 10)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person and the role that the demo shows through their eyes."""

    name: str
    address: str
    role: Role


PEOPLE = (
    DemoPerson("Malva Rydenskog", "forbundschef@example.se", Role.DIRECTOR),
    DemoPerson("Vidar Snöbohm", "kansli@example.se", Role.OFFICE),
    DemoPerson("Ingegerd Vallmark", "ledamot@example.se", Role.BOARD_MEMBER),
    DemoPerson("Gunhild Sjöståhl", "ersattare@example.se", Role.DEPUTY),
    DemoPerson("Hjalmar Östrand", "beredningsgrupp@example.se", Role.PREPARATORY_GROUP),
    DemoPerson("Ebba Klintvik", "insatsagare@example.se", Role.MEASURE_OWNER),
    DemoPerson("Tage Lundmarker", "redovisning@example.se", Role.BOOKKEEPER),
    DemoPerson("Alfhild Norrmo", "revisor@example.se", Role.AUDITOR),
)
HOST = ("Sigvard Driftlind", "drift@example.se")
OWNED = ("iris_usb",)
"""The measures of the demo's measure owner."""


@transaction.atomic
def load_demo(files: Mapping[str, bytes]) -> Association:
    """Make the demo of the facts directory in `files`, whole or not at all, or give back the one that is there."""
    known = Association.objects.filter(slug=SLUG).first()
    if known is not None:
        return known
    association = add_association(command_line(), SLUG, "Finsam Lund", "222000-0000")
    import_facts(command_line(association), files, YEAR)
    association.refresh_from_db()
    _undecide(association)
    people = {each.role: _person(association, each) for each in PEOPLE}
    for measure in association.measures.filter(code__in=OWNED):
        set_measure_owners(command_line(association), measure, [people[Role.MEASURE_OWNER]])
    host = add_person(command_line(), HOST[1], HOST[0])
    make_host(command_line(), host, True)
    return association


def _undecide(association: Association) -> None:
    """Take back the decision, which comes after the demo's day, and the lock that it put on the books."""
    books = current_import(association, YEAR)
    if books is not None:
        unlock_version(command_line(association), books, "styrelsen har inte beslutat än")
    report = AnnualReportYear.objects.get(association=association, year=YEAR)
    set_report_days(
        command_line(association),
        YEAR,
        report.version,
        decided=None,
        signed=None,
        audit_report=None,
        town=report.town,
        registration_number=report.registration_number,
    )


def _person(association: Association, each: DemoPerson) -> User:
    user = add_person(command_line(association), each.address, each.name)
    last_day = date(DEMO_DAY.year + 1, 6, 30) if each.role == Role.AUDITOR else None
    give_role(command_line(association), user, each.role, date(2023, 4, 1), last_day)
    return user
