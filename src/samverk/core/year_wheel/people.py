"""Who the association is made of: terms, mandates, auditors, members that leave, and the charter itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from samverk.core.organisation import Mandate, Member, Officer, OfficerRole, Seat
from samverk.core.periods import is_within, long_date
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.days import days_later, is_election_year, short_date, years_later
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Binding, Known
from samverk.core.year_wheel.state import Recorded, WheelState
from samverk.core.year_wheel.telling import tell

_LONGEST_NOTICE = 3  # years (FinsamL 27 §)
_SEATS = {Seat.BOARD_MEMBER: "ledamot", Seat.DEPUTY: "ersättare"}


def term_start(year: int) -> date | None:
    """1 April when `year` follows a general election (FinsamL 13 §), else None."""
    return date(year, 4, 1) if is_election_year(year - 1) else None


def terms(state: WheelState, calendar_year: int) -> Iterator[Deadline]:
    """The board's new term: by its first day every member has appointed a board member and a deputy."""
    start = term_start(calendar_year)
    if start is None or calendar_year <= state.first_year:
        return
    mandates = state.association.mandates
    if state.day < start:  # only those appointed for the new term count
        mandates = tuple(mandate for mandate in mandates if mandate.valid_from >= date(calendar_year, 1, 1))
    on = min(max(start, state.day), days_later(years_later(start, 4), -1))  # a term is four years
    missing = [words for member in state.members_during(on, on) for words in _missing_seats(member, mandates, on)]
    known: Recorded = Known.NOT_YET if missing else Known.DONE
    told = tell(
        catalogue.TERM,
        state,
        f"term:{calendar_year}",
        {"start": long_date(start)},
        due=start,
        recorded=known if state.association.mandates else None,
    )
    if told.is_open and state.association.mandates:
        told = replace(told, note=f"Inte utsedda än: {', '.join(missing)}.")
    yield told


def _missing_seats(member: Member, mandates: Sequence[Mandate], day: date) -> Iterator[str]:
    for seat, word in _SEATS.items():
        if not _seated(mandates, member.name, seat, day):
            yield f"{word} för {member.name}"


def _seated(mandates: Sequence[Mandate], member: str, seat: Seat, day: date) -> int:
    """How many hold such a seat for the member on `day`."""
    return sum(
        mandate.member == member and mandate.seat is seat and is_within(day, mandate.valid_from, mandate.valid_to)
        for mandate in mandates
    )


def ending_mandates(state: WheelState) -> Iterator[Deadline]:
    """Mandates that end without the term ending: nobody has the seat the day after, until somebody is appointed."""
    mandates = state.association.mandates
    for member in state.association.members:
        ends = {mandate.valid_to for mandate in mandates if mandate.member == member.name and mandate.valid_to}
        for end in sorted(ends):
            after = days_later(end, 1)
            is_term = term_start(after.year) == after
            if not is_term and (member.left is None or member.left > end):
                yield _ending(state, member, end)


def _ending(state: WheelState, member: Member, end: date) -> Deadline:
    mandates = state.association.mandates
    after = days_later(end, 1)
    if state.day > end:  # seats may have been given up since; the law asks for one of each
        missing = list(_missing_seats(member, mandates, state.day))
    else:
        missing = [
            f"{word} för {member.name}"
            for seat, word in _SEATS.items()
            if _seated(mandates, member.name, seat, after) < _seated(mandates, member.name, seat, end)
        ]
    told = tell(
        catalogue.MANDATE,
        state,
        f"mandate:{member.name}:{end.isoformat()}",
        {"member": member.name},
        due=end,
        recorded=Known.NOT_YET if missing else Known.DONE,
    )
    return replace(told, note=f"Inte utsedda än: {', '.join(missing)}.") if missing else told


def auditors(state: WheelState) -> Iterator[Deadline]:
    """One auditor per member, one for the two agencies together (FinsamL 25 §): those missing, and those that end."""
    found = [officer for officer in state.association.officers if officer.role is OfficerRole.AUDITOR]
    present = state.members_during(state.day, state.day)
    agencies = tuple(member.name for member in present if member.kind.is_state)
    groups = [agencies, *((member.name,) for member in present if not member.kind.is_state)]
    for group in filter(None, groups):
        told = _auditor(state, group, found)
        if told is not None:
            yield told


def _auditor(state: WheelState, group: tuple[str, ...], found: Sequence[Officer]) -> Deadline | None:
    """None when an auditor is appointed without end. Whom an auditor is for may not be known: then nothing is."""
    names = " och ".join(group)
    mine = [officer for officer in found if set(officer.represents) & set(group)]
    covered, end = _covered_until(mine, state.day)
    if covered and end is None:
        return None
    is_known = bool(found) and all(officer.represents for officer in found)
    told = tell(
        catalogue.AUDITOR,
        state,
        f"auditor:{names}",
        {"member": names},
        due=end,
        recorded=Known.NOT_YET if covered or is_known else None,
        begins=None if end else state.day,
    )
    note = f"Uppdraget går ut {short_date(end, state.day)}." if end else "Ingen revisor är antecknad."
    return replace(told, note=note)


def _covered_until(officers: Sequence[Officer], day: date) -> tuple[bool, date | None]:
    """Whether one of them serves on `day`, and until when without a gap; None for no known end."""
    last, covered = days_later(day, -1), False
    for officer in sorted(officers, key=lambda each: each.valid_from or date.min):
        if officer.valid_to is not None and officer.valid_to <= last:
            continue
        if (officer.valid_from or date.min) <= days_later(last, 1):
            covered = True
            if officer.valid_to is None:
                return True, None
            last = officer.valid_to
    return covered, last if covered else None


def exits(state: WheelState) -> Iterator[Deadline]:
    """The day a member leaves: as it is recorded, else its notice and the time of notice (FinsamL 27 §)."""
    for member in state.association.members:
        given = state.notices.get(member.name)
        if given is None and member.left is None:
            continue
        charter = state.association.charter_on(given) if given else None
        years = charter.notice_period_years if charter else _LONGEST_NOTICE
        due = member.left or (years_later(given, years) if given else None)
        subject, names = f"member:{member.name}", {"member": member.name}
        told = tell(catalogue.EXIT, state, subject, names, due=due, begins=given)
        binding = Binding.CHARTER if charter and years < _LONGEST_NOTICE else Binding.LAW
        yield replace(told, binding=binding, note=_notice_note(given, years, charter is not None))


def _notice_note(given: date | None, years: int, is_by_charter: bool) -> str:
    if given is None:
        return ""
    counted = f"Uppsägningen kom {long_date(given)} och tiden är {years} år"
    return f"{counted}." if is_by_charter else f"{counted} enligt lagen; förbundsordningen är inte inlagd."


def missing_charter(state: WheelState) -> Iterator[Deadline]:
    """Without a charter several days are not known: that it is missing is told, instead of a guess."""
    if state.association.charter_on(state.day) is None:
        yield tell(catalogue.CHARTER, state, "charter", {}, due=None, recorded=Known.NOT_YET, begins=state.day)
