"""The closed list of tables (tabeller) that may leave a register: what each counts, and by what.

A table is named by its kind, its rows and columns by shipped codes. There is no other word in it, and so no place for a
person. Two tables of the same population share their margins.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from samverk.core.outcomes.ages import ESF_PLUS_BANDS
from samverk.core.outcomes.code_lists import (
    ANSWERS,
    CHANGE_NAMES,
    EDUCATION_LEVELS,
    EXIT_REASONS,
    GENDERS,
    REFERRERS,
    SUPPORT_GROUP_NAMES,
    SUPPORT_SOURCES,
    TO_STUDIES,
    TO_WORK,
    VIOLENCE_DEFINITIONS,
)
from samverk.core.outcomes.codes import MISSING, MISSING_NAME, CodeList
from samverk.core.outcomes.span import FOLLOW_UP_MONTHS

ALL = "*"
"""The code of everyone in a dimension: a margin."""

ENROLLED, EXITED, QUEUED, ANONYMOUS = "enrolled", "exited", "queued", "anonymous"

SUB_PROJECT = "sub_project"
WORK_OR_STUDIES, OTHER_EXIT = "work_or_studies", "other_exit"


@dataclass(frozen=True, slots=True)
class TableDimension:
    """What a table is divided by: code → name.

    `members` are codes of the dimension `rolls_up` that together are a code of this one.
    """

    id: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    rolls_up: str = ""
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes, in order; () for sub-projects, which are the measures of the association."""
        return tuple(self.names)


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table that may leave the register: what it counts (`population`), by which dimensions, by which definition."""

    id: str
    title: str
    population: str
    dimensions: tuple[TableDimension, ...]
    definition: str


def _named(codes: CodeList) -> dict[str, str]:
    return {code: codes.name_of(code) for code in codes.shipped}


def _grouped() -> dict[str, str]:
    return {**SUPPORT_GROUP_NAMES, MISSING: MISSING_NAME}


_GENDER = TableDimension("gender", "Kön", {each.code: each.name for each in GENDERS.codes})
_AGE = TableDimension(
    "age",
    "Ålder vid start",
    {band: ESF_PLUS_BANDS.name_of(band) for band in ESF_PLUS_BANDS.shipped},
)
_EDUCATION = TableDimension("education", "Utbildning", _named(EDUCATION_LEVELS))
_REFERRER = TableDimension("referrer", "Remittent", _named(REFERRERS))
_SUPPORT = TableDimension("support", "Huvudsaklig försörjning vid start", _named(SUPPORT_SOURCES))
_EXIT_REASON = TableDimension("exit_reason", "Avslutsorsak", _named(EXIT_REASONS))
_EXIT_TO = TableDimension(
    "exit_to",
    "Avslutad till",
    {WORK_OR_STUDIES: "Arbete eller studier", OTHER_EXIT: "Annat", MISSING: MISSING_NAME},
    rolls_up="exit_reason",
    members={
        WORK_OR_STUDIES: (TO_WORK, TO_STUDIES),
        OTHER_EXIT: tuple(code for code in EXIT_REASONS.shipped if code not in (TO_WORK, TO_STUDIES, MISSING)),
        MISSING: (MISSING,),
    },
)
_SUB_PROJECT = TableDimension(SUB_PROJECT, "Delprojekt")
_BEFORE = TableDimension("support_before", "Försörjning vid start", _grouped())


def exit_to(reason: str) -> str:
    """Whether an exit reason is to work or studies."""
    return next(code for code, members in _EXIT_TO.members.items() if reason in members)


def _later(months: int) -> str:
    return f"{months} månader efter avslut" if months else "vid avslut"


def _flow(months: int) -> TableKind:
    after = TableDimension(
        f"support_after_{months}",
        f"Försörjning {_later(months)}",
        _grouped(),
    )
    title = f"Försörjning vid start och {_later(months)}"
    return TableKind(f"support_flow_{months}", title, EXITED, (_BEFORE, after), "support_transitions")


def _work(months: int) -> TableKind:
    names = {**CHANGE_NAMES, MISSING: MISSING_NAME}
    found = TableDimension(f"work_{months}", "Arbete och studier", names)
    title = f"Arbete och studier {_later(months)}"
    return TableKind(f"work_{months}", title, EXITED, (found, _GENDER), "started_or_increased")


def _violence(definition: str) -> TableKind:
    answer = TableDimension("violence_answer", "Utsatt för våld", {each.code: each.name for each in ANSWERS.codes})
    title = f"Frågor om våld: {VIOLENCE_DEFINITIONS.name_of(definition)}"
    return TableKind(f"violence_{definition}", title, f"asked_{definition}", (answer, _GENDER), "violence")


_MOMENTS = (0, *FOLLOW_UP_MONTHS)

_KINDS = (
    TableKind("enrolled_by_gender", "Inskrivna efter kön", ENROLLED, (_GENDER,), "participations"),
    TableKind("enrolled_by_age", "Inskrivna efter ålder", ENROLLED, (_AGE, _GENDER), "participations"),
    TableKind("enrolled_by_education", "Inskrivna efter utbildning", ENROLLED, (_EDUCATION, _GENDER), "participations"),
    TableKind("enrolled_by_referrer", "Inskrivna efter remittent", ENROLLED, (_REFERRER, _GENDER), "participations"),
    TableKind("enrolled_by_support", "Inskrivna efter försörjning", ENROLLED, (_SUPPORT, _GENDER), "main_support"),
    TableKind(
        "enrolled_by_sub_project", "Inskrivna efter delprojekt", ENROLLED, (_SUB_PROJECT, _GENDER), "participations"
    ),
    TableKind("exits_by_reason", "Avslut efter orsak", EXITED, (_EXIT_REASON, _GENDER), "exits_to_work_or_studies"),
    TableKind("exits_by_destination", "Avslut till", EXITED, (_EXIT_TO, _GENDER), "exits_to_work_or_studies"),
    TableKind(
        "exits_by_sub_project", "Avslut efter delprojekt", EXITED, (_SUB_PROJECT, _EXIT_TO), "exits_to_work_or_studies"
    ),
    *(_work(months) for months in _MOMENTS),
    *(_flow(months) for months in _MOMENTS),
    TableKind("queue_by_gender", "I kö periodens sista dag", QUEUED, (_GENDER,), "queue"),
    TableKind("anonymous_by_gender", "Anonyma deltagare", ANONYMOUS, (_GENDER,), "anonymous"),
    *(_violence(each.code) for each in VIOLENCE_DEFINITIONS.codes),
)

TABLE_KINDS: dict[str, TableKind] = {kind.id: kind for kind in _KINDS}
"""Id → kind, in the order they are shown."""
