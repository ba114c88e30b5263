"""A day in the year wheel, and the kind of day it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.core.law import PROVISIONS, Provision, citation
from samverk.core.year_wheel.days import month_end, short_date
from samverk.core.year_wheel.kinds import Binding, Destination, Progress, WheelRole

_SOON = 14
_COUNTED = 60
"""So many days ahead are told as a number of days; further off, the day itself says more."""


@dataclass(frozen=True, slots=True)
class DeadlineKind:
    """What holds for every day of a kind. `title` has the places {year}, {member} and so on.

    `lead_days` is how long before its day the work should begin: our proposal, with no source, and a setting
    (`WheelSettings.lead_days`). `happens` marks what comes by itself, that nobody can be late with; `past` is how it is
    told afterwards. Without an `explanation` the wording of the first source explains it.
    """

    code: str
    title: str
    binding: Binding
    acts: WheelRole
    destination: Destination
    waits: tuple[WheelRole, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    explanation: str = ""
    lead_days: int = 30
    happens: bool = False
    past: str = "klart"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A thing with a day, as seen on the day `seen`.

    `due` is the last day, None when no source gives one; `due_from` is the first day when practice gives a period.
    `begins` is when the work can or should begin, never after `due`. `subject` names the object of the work
    ("budget:2026", "minutes:12"). `sources` are (key, section) of core.law. `acts` is who has it now, `waits` those who
    wait. `note` says in Swedish what is known of the work. `setting` names the field of WheelSettings that gives the
    day, and `setting_source` where that was decided, "" when no source is known.
    """

    kind: DeadlineKind
    subject: str
    title: str
    seen: date
    progress: Progress
    binding: Binding
    acts: WheelRole
    waits: tuple[WheelRole, ...]
    sources: tuple[tuple[str, str], ...]
    explanation: str
    due: date | None = None
    due_from: date | None = None
    begins: date | None = None
    done: date | None = None
    note: str = ""
    setting: str = ""
    setting_source: str = ""

    @property
    def code(self) -> str:
        """The kind's stable code: AH-BUDGET."""
        return self.kind.code

    @property
    def id(self) -> str:
        """The same for the same thing on every day: AH-BUDGET:budget:2026."""
        return f"{self.code}:{self.subject}"

    @property
    def destination(self) -> Destination:
        """Where the work is done."""
        return self.kind.destination

    @property
    def happens(self) -> bool:
        """True for what comes by itself and cannot be late."""
        return self.kind.happens

    @property
    def days_left(self) -> int | None:
        """Days from `seen` to `due`, negative when it has passed; None without a day."""
        return None if self.due is None else (self.due - self.seen).days

    @property
    def is_open(self) -> bool:
        """True while something may remain to be done."""
        return self.progress not in (Progress.DONE, Progress.NOT_APPLICABLE)

    @property
    def is_late(self) -> bool:
        """True when its day has passed and it is known not to be done."""
        return self.progress is Progress.LATE

    @property
    def is_soon(self) -> bool:
        """True when it is open and its day is within two weeks."""
        return self.is_open and self.days_left is not None and 0 <= self.days_left <= _SOON

    @property
    def was_late(self) -> bool:
        """True when it was done after its day."""
        return self.done is not None and self.due is not None and self.done > self.due

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """What the sources say and where they can be read."""
        return tuple(PROVISIONS[source] for source in self.sources)

    @property
    def citations(self) -> tuple[str, ...]:
        """The sources as a reader knows them: FinsamL 23 §."""
        return tuple(citation(*source) for source in self.sources)

    @property
    def who(self) -> str:
        """Who has it and who waits, as a sentence; "" for what comes by itself."""
        if self.happens:
            return ""
        if not self.waits:
            return f"Det här gör {self.acts.in_words}."
        *most, last = (role.in_words for role in self.waits)
        waiting = f"{', '.join(most)} och {last}" if most else last
        return f"{waiting.capitalize()} väntar på {self.acts.in_words}."

    @property
    def words(self) -> str:
        """When, in Swedish: "om 12 dagar", "i dag", "skulle ha varit klart senast 4 april", "klart 21 mars"."""
        if self.progress is Progress.DONE:
            return f"{self.kind.past} {short_date(self.done, self.seen)}" if self.done else self.kind.past
        if self.progress is Progress.NOT_APPLICABLE:
            return self.progress.in_words
        if self.due is None:
            return "ingen dag bestämd"
        if self.due < self.seen:
            return self._passed(short_date(self.due, self.seen))
        if self.due_from is not None and self.seen < self.due_from:
            return self._period(self.due_from, self.due)
        return self._ahead(self.due)

    def _passed(self, day: str) -> str:
        if self.progress is Progress.UNKNOWN:
            return f"uppgift saknas; dagen var {day}"
        usual = "brukar vara klart" if self.binding is Binding.PRACTICE else "skulle ha varit klart"
        return f"{usual} senast {day}"

    def _period(self, first: date, last: date) -> str:
        if first.day == 1 and last == month_end(first.year, first.month):
            return "i " + short_date(first, self.seen).partition("\u00a0")[2]
        return f"{short_date(first, self.seen)} – {short_date(last, self.seen)}"

    def _ahead(self, due: date) -> str:
        left = (due - self.seen).days
        if left > _COUNTED:
            day = short_date(due, self.seen)
            return day if self.happens else f"senast {day}"
        return {0: "i dag", 1: "i morgon"}.get(left, f"om {left} dagar")
