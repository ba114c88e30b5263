"""Run every rule on a document and its facts: findings in order, and how much was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.core.checks.blame import told_where_it_is
from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.doubt import with_doubt
from samverk.core.checks.finding import Finding, Severity, Verdict
from samverk.core.checks.folding import Reported, fold
from samverk.core.checks.reading import Reading
from samverk.core.checks.rule import CheckInput, Context, Fault, Held, Outcome, Rounded, Rule
from samverk.core.periods import year_end

SYSTEM_CODE = "SYS-01"
"""Code of the finding that says that a rule itself failed."""

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Tried:
    """How often one rule was tried. `skipped` says in Swedish why it was not tried at all, "" when it was."""

    code: str
    title: str
    tried: int = 0
    held: int = 0
    rounding: int = 0
    failed: int = 0
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What came of a check: findings by severity, then in reading order, and one `Tried` per rule by code."""

    findings: tuple[Finding, ...]
    tried: tuple[Tried, ...]


def run(check_input: CheckInput, day: date, rules: Sequence[Rule] | None = None) -> CheckReport:
    """Try every rule (or `rules`) on a document as of `day`.

    A rule that needs facts is skipped, with the reason, when there are none; so is one that did not apply yet when the
    document's year ended. A rule that raises becomes the error finding SYS-01; the others still run.
    """
    document = check_input.document
    others = tuple(Reading(other) for other in check_input.others)
    context = Context(document, day, Reading(document), check_input.facts, others)
    reported: list[Reported] = []
    faults: list[tuple[Rule, Fault]] = []
    held: list[Held | Rounded] = []
    rounded: list[tuple[Rule, Rounded]] = []
    tried: list[Tried] = []
    for rule in all_rules() if rules is None else rules:
        outcomes, entry = _try(rule, context)
        tried.append(entry)
        for outcome in outcomes:
            if isinstance(outcome, Fault):
                faults.append((rule, outcome))
            else:
                held.append(outcome)
        rounded += [(rule, outcome) for outcome in outcomes if isinstance(outcome, Rounded)]
    for rule, fault in faults:
        if not document.figures:
            fault = told_where_it_is(fault, held, document)
        reported.append(Reported(rule.code, fault, _finding(rule, fault)))
    findings = (*with_doubt(fold(reported, held), held, document), *_rounding_notes(rounded, context))
    return CheckReport(tuple(sorted(findings, key=_order(context))), tuple(tried))


def _try(rule: Rule, context: Context) -> tuple[list[Outcome], Tried]:
    reason = _why_not(rule, context)
    if reason:
        return [], Tried(rule.code, rule.title, skipped=reason)
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(rule.check(context))
    except Exception as error:  # a rule at fault must be seen and must not hide what the others find
        outcomes.append(_broken(rule, error))
    failed = sum(isinstance(outcome, Fault) for outcome in outcomes)
    rounding = sum(isinstance(outcome, Rounded) for outcome in outcomes)
    count = len(outcomes)
    return outcomes, Tried(rule.code, rule.title, count, count - failed - rounding, rounding, failed)


def _why_not(rule: Rule, context: Context) -> str:
    if rule.needs_facts and context.known_facts is None:
        return "Ej prövad: regeln behöver förbundets fakta, och de finns inte med."
    year = context.document.year  # 0 in a document that was read and does not say
    if not year and rule.family == "DA":
        return "Ej prövad: det går inte att se vilket år dokumentet gäller."
    if year and rule.valid_from > year_end(year):
        return f"Ej prövad: regeln gäller från {rule.valid_from.isoformat()}."
    return ""


class _BrokenRule(Fault):
    """The fault of a rule that raised; told apart so that it gets its own code."""

    __slots__ = ()


def _broken(rule: Rule, error: Exception) -> Fault:
    return _BrokenRule(
        place=f"Regel {rule.code} ({rule.title})",
        expected="att regeln kan prövas",
        found=f"{type(error).__name__}: {error}",
        verdict=Verdict.NOT_CHECKABLE,
    )


def _finding(rule: Rule, fault: Fault) -> Finding:
    if isinstance(fault, _BrokenRule):
        return Finding(
            SYSTEM_CODE,
            Severity.ERROR,
            f"Regel {rule.code} kunde inte prövas, eftersom Samverk stötte på något som regeln inte är gjord för.",
            fault.place,
            fault.expected,
            fault.found,
            fault.verdict,
            advice="Anmäl felet och bifoga raden ovan. Pröva det som regeln gäller för hand så länge.",
        )
    return Finding(
        rule.code,
        fault.severity or rule.severity,
        f"{rule.message} {fault.detail}".strip(),
        fault.place,
        fault.expected,
        fault.found,
        fault.verdict,
        fault.section_id,
        fault.figure_id,
        rule.advice,
        fault,
    )


def _rounding_notes(rounded: Sequence[tuple[Rule, Rounded]], context: Context) -> Iterator[Finding]:
    """One quiet note per table where rounding explains a difference, however many rules and cells it touches."""
    tables: dict[str, list[tuple[Rule, Rounded]]] = {}
    for rule, outcome in rounded:
        tables.setdefault(outcome.table, []).append((rule, outcome))
    for table_id, entries in tables.items():
        table = context.reading.table(table_id)
        rows = [table.row(outcome.row) for _, outcome in entries] if table else []
        labels = dict.fromkeys(row.label for row in rows if row)
        cells = tuple(dict.fromkeys(cell for _, outcome in entries for cell in outcome.cells[:1]))
        codes = sorted({rule.code for rule, _ in entries})
        yield Finding(
            codes[-1],
            Severity.NOTE,
            f"Tal skiljer på sista siffran därför att varje tal är avrundat för sig (regel {', '.join(codes)}).",
            table.title if table else table_id,
            "exakt samma tal",
            f"skillnad inom avrundning: {', '.join(labels)}",
            Verdict.ROUNDING,
            entries[0][1].section_id,
            advice="Inget behöver göras. Välj additiv avrundning om tabellen ska gå jämnt ut.",
            fault=Fault(table.title if table else table_id, cells=cells, verdict=Verdict.ROUNDING),
        )


def _order(context: Context) -> Callable[[Finding], tuple[int, int, str]]:
    """Severity first, then the place in the document (what has no place there comes last), then the code."""
    sections = {section.id: number for number, section in enumerate(context.document.all_sections())}

    def key(finding: Finding) -> tuple[int, int, str]:
        return (_SEVERITIES.index(finding.severity), sections.get(finding.section_id, len(sections)), finding.code)

    return key
