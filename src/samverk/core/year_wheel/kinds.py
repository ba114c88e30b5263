"""The closed lists of the year wheel: who acts, what binds, how far the work has come, where it is done."""

from __future__ import annotations

from enum import Enum, StrEnum


class WheelRole(StrEnum):
    """Who does a thing, or waits for it. `in_words` is the definite form of Swedish running text."""

    DIRECTOR = "director"
    OFFICE = "office"
    BOARD = "board"
    PREPARATORY_GROUP = "preparatory_group"
    MEASURE_OWNER = "measure_owner"
    BOOKKEEPER = "bookkeeper"
    AUDITOR = "auditor"
    MEMBER = "member"

    @property
    def in_words(self) -> str:
        """The role as in "styrelsen väntar"."""
        return _ROLES[self]


class Binding(StrEnum):
    """What makes a day binding. Order: strongest first."""

    LAW = "law"
    CHARTER = "charter"
    CONDITION = "condition"  # of a grant or of a decision on a measure
    PRACTICE = "practice"  # what associations usually do; no text demands it
    SETTING = "setting"  # the association's own choice

    @property
    def in_words(self) -> str:
        """What binds, in Swedish."""
        return _BINDINGS[self]

    @property
    def is_duty(self) -> bool:
        """True when somebody else demands it: law, charter or condition."""
        return self in (Binding.LAW, Binding.CHARTER, Binding.CONDITION)


class Progress(StrEnum):
    """How far the work has come. UNKNOWN: nobody has told, and nothing is guessed."""

    NOT_BEGUN = "not_begun"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    LATE = "late"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"

    @property
    def in_words(self) -> str:
        """The state in Swedish, late told without blame (UX.md, Words)."""
        return _PROGRESS[self]


class Known(Enum):
    """What is known of a thing when its day is not: that it is done, or that it is not."""

    DONE = "done"
    NOT_YET = "not_yet"


class Destination(StrEnum):
    """Where the work is done: a name that the pages turn into an address."""

    BOOKS = "books"
    ANNUAL_REPORT = "annual_report"
    AUDIT = "audit"
    DISCHARGE = "discharge"
    CONSULTATION = "consultation"
    BUDGET = "budget"
    STATE_ALLOCATION = "state_allocation"
    INTERIM_REPORT = "interim_report"
    VAT = "vat"
    ESF = "esf"
    RETURNS = "returns"
    MINUTES = "minutes"
    MANDATES = "mandates"
    AUDITORS = "auditors"
    MEMBERS = "members"
    CHARTER = "charter"
    ARCHIVE = "archive"


_ROLES = {
    WheelRole.DIRECTOR: "förbundschefen",
    WheelRole.OFFICE: "kansliet",
    WheelRole.BOARD: "styrelsen",
    WheelRole.PREPARATORY_GROUP: "beredningsgruppen",
    WheelRole.MEASURE_OWNER: "insatsägaren",
    WheelRole.BOOKKEEPER: "redovisningen",
    WheelRole.AUDITOR: "revisorerna",
    WheelRole.MEMBER: "medlemmarna",
}
_BINDINGS = {
    Binding.LAW: "lag",
    Binding.CHARTER: "förbundsordning",
    Binding.CONDITION: "villkor",
    Binding.PRACTICE: "praxis",
    Binding.SETTING: "egen inställning",
}
_PROGRESS = {
    Progress.NOT_BEGUN: "inte påbörjat",
    Progress.IN_PROGRESS: "pågår",
    Progress.DONE: "klart",
    Progress.LATE: "dagen har passerat",
    Progress.NOT_APPLICABLE: "behövs inte",
    Progress.UNKNOWN: "uppgift saknas",
}
