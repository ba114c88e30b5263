"""Which rules a stranger's document is tried by, and which of them need to be seen holding before a failure counts.

A review tells where a document contradicts itself. Rules that ask for chapters, decisions or facts that the document
may lawfully leave out are for our own reports; so are those that follow our figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import wraps

from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.finding import Verdict
from samverk.core.checks.rule import Check, Context, Fault, Held, Outcome, Rounded, Rule

LEFT_OUT = frozenset(
    {
        "BK-01",  # the sum of a stranger's table is tried by TB-01
        "BU-06",
        "DA-03",
        "DA-04",
        "DR-02",
        "FB-01",
        "FB-02",
        "FB-03",
        "FB-05",
        "FB-06",
        "FB-07",
        "FL-02",  # the sum of the table is tried by TB-01, the signs by TB-04
        "FL-03",
        "NO-03",
        "NO-04",
        "NT-01",
        "NT-02",
        "NT-03",
        "RR-02",  # a stranger's lines are not all known by name
        "RR-03",  # nor does a stranger say what its sums of income and costs leave out
        "RR-04",
        "SP-01",
        "SP-02",
        "SP-03",
        "SP-04",
        "TB-02",
        "TB-03",
        "TB-07",  # a stranger's years are read from the very headings
        "TB-05",  # JF-01 asks for agreement first
    }
)
"""Rules about our own making: what a report must hold, and how its figures were made."""

LEFT_OUT_FAMILIES = frozenset({"DG", "IN", "UN"})

NEED_PROOF = frozenset({"BR-04", "FL-01", "KF-04", "KF-05", "MF-04", "MF-05", "NO-01"})
"""Rules that rest on what a row is taken to mean: a failure counts when the same relation holds somewhere else."""


NEVER_CERTAIN = frozenset({"NO-02"})
"""Rules that rest on the reader having found every heading: a failure may be ours."""


def rules_for_review() -> tuple[Rule, ...]:
    """The rules a review tries, by code."""
    chosen = (
        rule
        for rule in all_rules()
        if not rule.needs_facts and rule.code not in LEFT_OUT and rule.family not in LEFT_OUT_FAMILIES
    )
    return tuple(replace(rule, check=_careful(rule)) for rule in chosen)


def _careful(rule: Rule) -> Check:
    if rule.code in NEED_PROOF:
        return _proven(rule.check)
    return _in_doubt(rule.check) if rule.code in NEVER_CERTAIN else rule.check


def _in_doubt(check: Check) -> Check:
    """The check with failures as doubts, and none at all where it fails as often as it holds."""

    @wraps(check)
    def doubting(context: Context) -> Iterable[Outcome]:
        outcomes = list(check(context))
        failing = sum(isinstance(outcome, Fault) for outcome in outcomes)
        is_meant = len(outcomes) - failing >= 2 * failing
        return [
            replace(outcome, verdict=Verdict.AMBIGUOUS) if isinstance(outcome, Fault) else outcome
            for outcome in outcomes
            if is_meant or not isinstance(outcome, Fault)
        ]

    return doubting


def _proven(check: Check) -> Check:
    """The check with failures left out unless the same two rows are seen to agree for another year."""

    @wraps(check)
    def with_proof(context: Context) -> Iterable[Outcome]:
        outcomes = list(check(context))
        return list(_with_proof(outcomes))

    return with_proof


def _with_proof(outcomes: list[Outcome]) -> Iterator[Outcome]:
    proven = {_relation(outcome) for outcome in outcomes if isinstance(outcome, Held | Rounded) and outcome.cells}
    for outcome in outcomes:
        if not isinstance(outcome, Fault) or _relation(outcome) in proven or outcome.verdict is not Verdict.FAULT:
            yield outcome


def _relation(outcome: Held | Rounded | Fault) -> tuple[tuple[str, str], ...]:
    """The rows that took part, whatever the year."""
    return tuple((cell.table, cell.row) for cell in outcome.cells)
