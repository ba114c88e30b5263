"""Running the rules: order, counting, skipping, rules that fail, one cause told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import CellPlace, CheckInput, Context, FactsMissingError, Fault, Held, Outcome, Rule, rule
from samverk.core.checks.run import SYSTEM_CODE, run
from samverk.core.document.tree import Document
from tests.factories.checked import DAY, check, checked_document, checked_facts, plain, with_cell
from tests.factories.documents import sample_document


def _rule(code: str, outcomes: tuple[Outcome, ...], **fields: object) -> Rule:
    def body(context: Context) -> Iterator[Outcome]:
        yield from outcomes

    body.__doc__ = "Meddelandet.\n\nGör så här."
    known = {
        "title": "Prov",
        "severity": Severity.WARNING,
        "source": ("egen regel", ""),
        "valid_from": date(2004, 1, 1),
    }
    return Rule(code, check=body, **(known | fields))  # type: ignore[arg-type]


def _run(*rules: Rule, document: Document | None = None):
    return run(CheckInput(document or checked_document()), DAY, rules)


def test_the_sound_report_has_no_finding_at_all():
    assert check().findings == ()


def test_every_rule_is_listed_whether_tried_or_not():
    assert [tried.code for tried in check().tried] == [rule.code for rule in all_rules()]


def test_outcomes_are_counted():
    report = _run(_rule("XX-01", (Held(), Held(), Fault("Här"))))
    (tried,) = report.tried
    assert (tried.tried, tried.held, tried.rounding, tried.failed, tried.skipped) == (3, 2, 0, 1, "")


def test_message_advice_and_severity_come_from_the_rule():
    (finding,) = _run(_rule("XX-01", (Fault("Här", "a", "b", detail="Detalj."),))).findings
    assert (finding.message, finding.advice) == ("Meddelandet. Detalj.", "Gör så här.")
    assert finding.severity is Severity.WARNING


def test_findings_are_sorted_by_severity_then_reading_order():
    notes = _rule("AA-01", (Fault("sist"),), severity=Severity.NOTE)
    errors = _rule(
        "ZZ-01", (Fault("b", section_id="noter"), Fault("a", section_id="oversikt")), severity=Severity.ERROR
    )
    assert [finding.place for finding in _run(notes, errors).findings] == ["a", "b", "sist"]


def test_a_rule_that_raises_is_told_as_an_error_and_hides_no_other():
    def broken(context: Context) -> Iterator[Outcome]:
        """Sväljer allt."""
        yield Fault("före felet")
        raise ZeroDivisionError("noll")

    failing = Rule("XX-01", "Prov", Severity.NOTE, ("egen regel", ""), date(2004, 1, 1), broken)
    report = _run(failing, _rule("XX-02", (Fault("en annan"),)))
    assert [finding.code for finding in report.findings] == [SYSTEM_CODE, "XX-02", "XX-01"]
    system = report.findings[0]
    assert system.severity is Severity.ERROR
    assert (system.place, system.found) == ("Regel XX-01 (Prov)", "ZeroDivisionError: noll")


def test_rules_that_need_facts_are_skipped_with_a_reason_without_them():
    report = run(CheckInput(checked_document()), DAY)
    skipped = {tried.code: tried.skipped for tried in report.tried if tried.skipped}
    assert skipped.keys() == {rule.code for rule in all_rules() if rule.needs_facts}
    assert set(skipped.values()) == {"Ej prövad: regeln behöver förbundets fakta, och de finns inte med."}
    assert report.findings == ()


def test_a_rule_is_not_tried_on_a_year_before_it_applied():
    document = replace(checked_document(), year=2018)
    (tried,) = _run(_rule("XX-01", (Fault("Här"),), valid_from=date(2019, 1, 1)), document=document).tried
    assert tried.skipped == "Ej prövad: regeln gäller från 2019-01-01."


def test_facts_are_not_silently_missing_for_a_rule_that_forgot_to_ask():
    def forgetful(context: Context) -> Iterator[Outcome]:
        """Glömsk."""
        yield Fault(str(context.facts.year))

    failing = Rule("XX-01", "Prov", Severity.NOTE, ("egen regel", ""), date(2004, 1, 1), forgetful)
    (finding,) = _run(failing).findings
    assert FactsMissingError.__name__ in finding.found


def test_a_code_is_registered_once():
    with pytest.raises(ValueError, match="TB-01"):
        rule("TB-01", title="x", severity=Severity.NOTE, source=("egen regel", ""), valid_from=DAY)(lambda context: ())


def test_one_cause_is_told_once_with_the_gravest_severity():
    here, there = CellPlace("t", "r", "2024"), CellPlace("u", "r", "2024")
    alone = _rule("AA-01", (Fault("Här", cells=(here,)),))
    between = _rule("BB-01", (Fault("Där", cells=(there, here)),), severity=Severity.ERROR)
    (finding,) = _run(alone, between).findings
    assert (finding.code, finding.place, finding.severity) == ("AA-01", "Här", Severity.ERROR)
    assert finding.message.endswith("Samma tal gör att en avstämning till inte stämmer (regel BB-01).")


def test_a_number_that_another_relation_vouches_for_is_not_taken_for_the_cause():
    cells = [CellPlace("t", row, "2024") for row in "abc"]
    faults = tuple(Fault(each.row, cells=(each, cells[2]), difference_ore=100) for each in cells[:2])
    report = _run(_rule("AA-01", (*faults, Held((cells[2],)))))
    assert [finding.place for finding in report.findings] == ["a", "b"]


def test_two_causes_are_told_twice():
    document = with_cell(checked_document(), "balansrakning", "summa_tillgangar", "2023", 3_010_000)
    document = with_cell(document, "kassaflodesanalys", "kf.arets_kassaflode", "2024", -30_000)
    places = {plain(finding).place for finding in check(document).findings}
    assert places == {"Balansräkning, Summa tillgångar, 2023", "Kassaflödesanalys, Årets kassaflöde, 2024"}


def test_a_document_without_any_known_table_is_no_trouble():
    report = run(CheckInput(replace(sample_document(), sections=()), checked_facts()), DAY)
    assert SYSTEM_CODE not in {finding.code for finding in report.findings}


def test_every_finding_of_a_thoroughly_spoilt_report_is_a_full_sentence():
    document = replace(checked_document(), sections=checked_document().sections[:2], decided=date(2030, 1, 1))
    for finding in check(document, day=date(2025, 1, 1)).findings:
        assert finding.message.endswith("."), finding
        assert finding.advice.endswith("."), finding
        assert finding.place, finding
