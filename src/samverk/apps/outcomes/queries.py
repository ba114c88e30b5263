"""Rows → core values: whom to trust, which rule holds, and the returns that were taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from samverk.apps.audit.clock import today
from samverk.apps.audit.remembered import remembered
from samverk.apps.measures.queries import keys_visible_to
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.enums import ReleaseState
from samverk.apps.outcomes.models import (
    DisclosureDecision,
    OutcomeRelease,
    ReceivedReturn,
    RegisterKey,
    ReleasedPart,
)
from samverk.apps.users.actor import Actor
from samverk.core.disclosure.releases import Release, ReleaseRegister
from samverk.core.disclosure.rule import DisclosureRule, ZeroRule
from samverk.core.outcomes.releasing import chosen, hindrances, release_of
from samverk.core.outcomes.returned import Return
from samverk.core.outcomes.table_kinds import ALL
from samverk.core.outcomes.told import count_at, of_year, sum_of
from samverk.formats.releases.read import read as read_releases
from samverk.formats.releases.write import write as write_releases
from samverk.formats.returns.kept import kept_return, signed_by
from samverk.formats.returns.keys import key_id, read_public_pem
from samverk.formats.returns.read import TrustedKey


@dataclass(frozen=True, slots=True)
class TakenReturn:
    """A return with its row. `is_latest` when no correction has come after it."""

    row: ReceivedReturn
    given: Return
    is_latest: bool


def open_keys(association: Association, day: date) -> list[RegisterKey]:
    """The keys that hold on `day`."""
    rows = RegisterKey.objects.filter(association=association, valid_from__lte=day)
    return [row for row in rows if row.closed_on is None or day < row.closed_on]


def trusted(association: Association, rows: Sequence[RegisterKey]) -> list[TrustedKey]:
    """Keys as the reader of returns knows them; a measure that is there no more is not theirs to report."""
    known = set(association.measures.values_list("code", flat=True))
    return [
        TrustedKey(public_key_of(row), association.org_number, frozenset(known.intersection(row.measures)))
        for row in rows
    ]


def public_key_of(row: RegisterKey) -> Ed25519PublicKey:
    """The key itself."""
    return read_public_pem(row.public_key.encode("ascii"))


def signer_of(association: Association, data: bytes) -> RegisterKey | None:
    """Whose signature a file bears, whatever else is wrong with it; None when nobody's that is known."""
    rows = {row.key_id: row for row in RegisterKey.objects.filter(association=association)}
    key = signed_by(data, [public_key_of(row) for row in rows.values()])
    return None if key is None else rows[key_id(key)]


def rule_on(association: Association, day: date) -> DisclosureRule:
    """The rule that holds on `day`: the board's latest decision, or our proposal with an empty source."""
    found = DisclosureDecision.objects.filter(association=association, decided_on__lte=day).order_by("-decided_on")
    row = found.first()
    if row is None:
        return DisclosureRule()
    return DisclosureRule(
        threshold=row.threshold,
        zeros=ZeroRule(row.zeros),
        width=row.narrowest,
        hides_alike=row.hides_alike,
        source=row.reference,
    )


@remembered
def taken_returns(association: Association) -> tuple[TakenReturn, ...]:
    """Every return that was taken, in the order they came."""
    rows = ReceivedReturn.objects.filter(association=association).select_related("measure", "register_key")
    found = list(rows.order_by("pk"))
    latest = {(row.measure_id, row.first, row.last): row.pk for row in found}
    return tuple(
        TakenReturn(row, kept_return(bytes(row.content)), latest[row.measure_id, row.first, row.last] == row.pk)
        for row in found
    )


def taken_visible_to(actor: Actor) -> tuple[TakenReturn, ...]:
    """The returns the actor may see: all, or a measure owner's own."""
    assert actor.association is not None  # noqa: S101 - pages of an association only
    seen = keys_visible_to(actor)
    return tuple(each for each in taken_returns(actor.association) if each.row.measure_id in seen)


def latest_of(taken: Sequence[TakenReturn], measure_id: str, year: int) -> TakenReturn | None:
    """The return that tells most of a measure's year, in its latest version; None when none does."""
    latest = [each for each in taken if each.is_latest]
    given = of_year([each.given for each in latest], measure_id, year)
    return next((each for each in latest if each.given is given), None)


@dataclass(frozen=True, slots=True)
class ParticipantsTold:
    """How many participations the returns of a year tell of; None when some of it is hidden."""

    year: int
    count: int | None


def participants_told(association: Association, day: date) -> ParticipantsTold | None:
    """The latest year that a return tells of, on `day`; None when none does. A part is counted in its umbrella."""
    latest = [each for each in taken_returns(association) if each.is_latest and each.row.last <= day]
    year = max((each.row.last.year for each in latest), default=None)
    if year is None:
        return None
    told = {each.row.measure_id: latest_of(latest, each.given.measure, year) for each in latest}
    whole = [each for each in told.values() if each is not None and each.row.measure.parent_id not in told]
    return ParticipantsTold(year, sum_of(count_at(each.given, "enrolled_by_gender", ALL) for each in whole))


def participant_facts(association: Association, year: int) -> dict[str, Return]:
    """What registers have told of the participants of `year`: id of the measure → its return, the latest version.

    Of several periods within the year the longest counts. A measure that nobody has reported is missing.
    """
    taken = taken_returns(association)
    found = {each.given.measure: latest_of(taken, each.given.measure, year) for each in taken}
    return {measure: each.given for measure, each in found.items() if each is not None}


def draft_of(release: OutcomeRelease, day: date | None = None) -> Release:
    """What a release prints, worked out from its parts, as the attack knows it."""
    parts = [chosen(kept_return(bytes(each.received.content)), each.tables) for each in parts_of(release)]
    return release_of(release.name, parts, day)


def parts_of(release: OutcomeRelease) -> list[ReleasedPart]:
    """The parts of a release with their returns, in order."""
    return list(release.parts.select_related("received__measure", "received__register_key").order_by("pk"))


def released_register(association: Association) -> ReleaseRegister:
    """Everything that was released about participants, the earliest first, as it was printed."""
    rows = OutcomeRelease.objects.filter(association=association, state=ReleaseState.RELEASED)
    return ReleaseRegister(tuple(_frozen(row) for row in rows.order_by("released_on", "pk")))


def _frozen(row: OutcomeRelease) -> Release:
    file, problems = read_releases(bytes(row.content))
    if file is None:
        raise ValueError(f"the release {row.pk} cannot be read: {problems}")
    return file.releases[0]


def releases_file(association: Association) -> bytes | None:
    """The register of releases as a file for `samverk disclosure attack`; None while nothing is released."""
    releases = released_register(association).releases
    return write_releases(releases, rule_on(association, today())) if releases else None


def hindrances_of(release: OutcomeRelease) -> tuple[str, ...]:
    """Why a release may not be printed as things stand, in Swedish; () when it may."""
    latest = {each.row.pk: each.is_latest for each in taken_returns(release.association)}
    parts = parts_of(release)
    if not all(latest.get(each.received_id, False) for each in parts):
        return ("En av återrapporterna är rättad av en senare. Kasta utkastet och gör ett nytt av den som gäller.",)
    before = released_register(release.association).releases
    return hindrances(before, draft_of(release), rule_on(release.association, today()))
