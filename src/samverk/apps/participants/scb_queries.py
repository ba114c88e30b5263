"""SCB's monthly file of a measure: who is in a month, with how many hours, and how every month stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from samverk.apps.participants.identity import keyed_hash, opened
from samverk.apps.participants.models import MonthHours, Participation
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import Register, RegisterMeasure, ScbMonth
from samverk.core.outcomes.code_lists import MISREGISTERED
from samverk.core.periods import long_date
from samverk.core.planning.months import month_words, months_between, period_of
from samverk.formats.scb.monthly import ScbFile, due_of, files_through, month_file
from samverk.formats.scb.participants import MOST_HOURS, ScbParticipant, ScbSettings
from samverk.formats.scb.sending import ScbSent, ScbState, states_of


@dataclass(frozen=True, slots=True)
class ScbLine:
    """A month (yyyymm): how it stands, the last day to send it, when it was sent, how many take part, what is missing.

    `without_hours` and `without_identity` are cards, in order; one that was sent is never late again.
    """

    month: int
    state: ScbState
    due: date
    sent_on: date | None
    people: int
    without_hours: list[str]
    without_identity: list[str]
    is_late: bool

    @property
    def name(self) -> str:
        """The month in Swedish: "mars 2025"."""
        return month_words(self.month)

    @property
    def words(self) -> str:
        """When the month whose turn it is shall be sent, in Swedish: "senast 28 mars 2025", "ska sändas igen"."""
        if self.is_again:
            return self.state.value
        return f"{'sen, skulle ha sänts' if self.is_late else 'senast'} {long_date(self.due)}"

    @property
    def is_again(self) -> bool:
        """True when SCB has had the month and must have it again."""
        return self.state in (ScbState.NEXT_AGAIN, ScbState.WAITING_AGAIN)

    @property
    def is_disposed(self) -> bool:
        """True when disposal has reached the month."""
        return self.state is ScbState.DISPOSED

    @property
    def is_whole(self) -> bool:
        """True when nothing is missing for the file."""
        return not self.without_hours and not self.without_identity

    @property
    def may_fetch(self) -> bool:
        """True when the file can be fetched: every earlier month is sent."""
        return self.state.is_next or self.state is ScbState.SENT


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Someone who takes part in a month, and the hours as they are noted (None until they are)."""

    MOST: ClassVar[int] = MOST_HOURS
    participation: Participation
    noted: MonthHours | None


def scb_settings() -> ScbSettings:
    """The codes for protected identity, as the register has been told them."""
    register = the_register()
    return (
        ScbSettings(man_ending=register.scb_man_ending, man_source=register.scb_man_source)
        if register
        else ScbSettings()
    )


def reported(*measures: RegisterMeasure) -> list[Participation]:
    """Everyone whom SCB is told of, with person and hours: all but those registered by mistake."""
    rows = Participation.objects.filter(measure__in=measures).exclude(exit_reason=MISREGISTERED)
    rows = rows.select_related("participant", "measure").prefetch_related("month_hours")
    return list(rows.order_by("start", "participant__card"))


def takes_part(row: Participation, month: int) -> bool:
    """True in every month from the start to the exit, both included."""
    return period_of(row.start) <= month and (row.exit is None or month <= period_of(row.exit))


def hours_lines(measure: RegisterMeasure, month: int) -> list[HoursLine]:
    """Everyone who takes part in a month, the earliest start first."""
    return [HoursLine(row, _noted(row, month)) for row in reported(measure) if takes_part(row, month)]


def _noted(row: Participation, month: int) -> MonthHours | None:
    return next((each for each in row.month_hours.all() if each.month == month), None)


def scb_lines(measure: RegisterMeasure, day: date) -> list[ScbLine]:
    """Every month from the first start, or the first one sent, in order of time. Raises IdentityError."""
    return scb_lines_of([measure], day)[measure.pk]


def scb_lines_of(measures: Sequence[RegisterMeasure], day: date) -> dict[int, list[ScbLine]]:
    """The months of some measures, each measure by its key. Raises IdentityError when the key cannot be used."""
    people = reported(*measures)
    sent = list(ScbMonth.objects.filter(measure__in=measures).order_by("month"))
    disposed = _disposed(the_register())
    return {
        measure.pk: _lines(
            [row for row in people if row.measure_id == measure.pk],
            {each.month: each for each in sent if each.measure_id == measure.pk},
            disposed,
            day,
        )
        for measure in measures
    }


def _lines(rows: list[Participation], kept: dict[int, ScbMonth], disposed: int, day: date) -> list[ScbLine]:
    months = _months(rows, kept.values(), period_of(day))
    sent = {month: ScbSent(each.sent, each.number) for month, each in kept.items() if each.number}
    now = {month: digest for month, digest in digests(rows, months).items() if month in sent} if sent else {}
    states = states_of(months, now, sent, period_of(day), disposed)
    return [_line(rows, month, states[month], kept.get(month), day) for month in months]


def _line(rows: list[Participation], month: int, state: ScbState, kept: ScbMonth | None, day: date) -> ScbLine:
    inside = [row for row in rows if takes_part(row, month)]
    due = due_of(month)
    return ScbLine(
        month=month,
        state=state,
        due=due,
        sent_on=kept.sent_on if kept else None,
        people=len(inside),
        without_hours=[row.participant.card for row in inside if _noted(row, month) is None],
        without_identity=[row.participant.card for row in inside if row.participant.identity is None],
        is_late=due < day and state in (ScbState.NEXT, ScbState.WAITING),
    )


def _months(rows: list[Participation], kept: Iterable[ScbMonth], running: int) -> tuple[int, ...]:
    """From the first start to this month, or to the last exit when nobody goes on; every month sent is among them."""
    sent = [each.month for each in kept if each.number]
    firsts = [period_of(row.start) for row in rows] + sent
    lasts = [min(running, running if row.exit is None else period_of(row.exit)) for row in rows] + sent
    return months_between(min(firsts), max(lasts)) if firsts else ()


def _disposed(register: Register | None) -> int:
    """The last month (yyyymm) that disposal has reached; 0 when it has reached none."""
    through = register.disposed_through if register else None
    return period_of(through) if through else 0


def digests(rows: list[Participation], months: tuple[int, ...]) -> dict[int, str]:
    """A keyed hash of each month's rows. A person is told by the key of the number, so that none is opened."""
    told = [_told(row, row.participant.identity_index or row.participant.card) for row in rows]
    files = {each.month: each for each in files_through(told, months[-1], ScbSettings())} if months else {}
    return {month: _digest(files.get(month)) for month in months}


def _digest(file: ScbFile | None) -> str:
    rows = file.rows if file else ()
    content = "\n".join(f"{row.month};{row.person};{row.start_month};{row.hours};{row.end or ''}" for row in rows)
    return keyed_hash("scb month", content.encode())


def opened_file(rows: list[Participation], month: int) -> ScbFile:
    """A month's file with the numbers opened. Raises IdentityError, and ScbError for someone without a number."""
    inside = [row for row in rows if takes_part(row, month)]
    told = [
        _told(row, opened(bytes(row.participant.identity)).digits if row.participant.identity else "") for row in inside
    ]
    return month_file(told, month, scb_settings())


def _told(row: Participation, person: str) -> ScbParticipant:
    hours = {each.month: each.hours for each in row.month_hours.all()}
    return ScbParticipant(person, row.participant.gender, row.start, row.exit, hours)
