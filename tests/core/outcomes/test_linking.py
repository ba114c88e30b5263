"""From records to a return: tables with margins, one name for one group, hiding, means, corrections, re-check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.disclosure.control import SuppressionReason
from samverk.core.disclosure.releases import ReleaseRegister
from samverk.core.disclosure.rule import DisclosureRule, ZeroRule
from samverk.core.outcomes.count_tables import all_coordinates, tabulate
from samverk.core.outcomes.linking import cell_key, linked, make_return, released
from samverk.core.outcomes.receiving import refusals
from samverk.core.outcomes.record import AnonymousCount
from samverk.core.outcomes.returned import HiddenBecause, ReturnCell, ReturnCellState, ReturnSummary
from samverk.core.outcomes.simulate import measure_ids, simulate
from samverk.core.outcomes.simulated_iris import IRIS_2024
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.summaries import summaries_of
from samverk.core.outcomes.table_kinds import ALL, TABLE_KINDS
from samverk.core.outcomes.tables import anonymous_table, queue_table, tables_of, violence_table
from samverk.core.outcomes.violence import ViolenceCount
from tests.factories.participations import record

YEAR = Span.of_year(2024)
RULE = DisclosureRule()
ORG = "222000-0000"
KINDS = (
    "enrolled_by_gender",
    "enrolled_by_sub_project",
    "enrolled_by_support",
    "exits_by_reason",
    "exits_by_destination",
)


@pytest.fixture(scope="module")
def iris():
    simulated = simulate(IRIS_2024)
    tables = tables_of(simulated.records, YEAR, KINDS, measure_ids(IRIS_2024))
    summaries = summaries_of(simulated.records, YEAR, RULE.threshold, simulated.queue)
    tables = (*tables, queue_table(simulated.queue, YEAR))
    return make_return(ORG, "iris", YEAR, tables, RULE, summaries=summaries)


@pytest.fixture(scope="module")
def small():
    """Eleven women of whom four came by themselves, and nine men of whom none did."""
    records = [record(number, referrer="own" if number < 4 else "region") for number in range(11)]
    records += [record(20 + number, gender="man", referrer="region") for number in range(9)]
    return tables_of(records, YEAR, ["enrolled_by_gender", "enrolled_by_referrer"])


def with_cell(given_, table, at, cell):
    """The return with one cell changed."""
    changed = replace(
        given_.table(table), cells=tuple(cell if each.at == at else each for each in given_.table(table).cells)
    )
    return replace(given_, tables=tuple(changed if each.table == table else each for each in given_.tables))


def shown(at, count):
    return ReturnCell(at, ReturnCellState.SHOWN, count)


def test_the_published_facts_come_out_of_the_return(iris):
    sent, _ = iris
    genders = sent.table("enrolled_by_gender")
    assert [genders.cell(code).value for code in (ALL, "woman", "man", "other")] == [396, 223, 173, 0]
    means = [sent.summary("months_in_support", "enrolled_by_gender", code) for code in (ALL, "woman", "man")]
    assert [round(each.tenths / 10) for each in means] == [43, 45, 41]
    support = sent.table("enrolled_by_support")
    assert [support.cell(code, ALL).value for code in ("social_assistance", "sickness_benefit")] == [147, 75]
    destination = sent.table("exits_by_destination")
    assert (destination.cell("work_or_studies", ALL).value, destination.cell(ALL, ALL).value) == (65, 160)
    assert sent.table("enrolled_by_sub_project").cell("iris_kompetenstrappan", ALL).value == 110


def test_a_hidden_cell_says_nothing_of_why(iris):
    sent, controlled = iris
    hidden = [cell for table in sent.tables for cell in table.cells if cell.state is ReturnCellState.SUPPRESSED]
    assert hidden
    assert {cell.reason for cell in hidden} == {HiddenBecause.PROTECTED}
    reasons = {cell.reason for cell in controlled.cells if cell.reason is not None}
    assert {SuppressionReason.PRIMARY, SuppressionReason.COMPLEMENTARY} <= reasons  # the register knows


def test_the_association_takes_what_the_register_has_controlled(iris):
    assert refusals(iris[0], RULE) == ()


def test_definitions_that_were_used_are_told(iris):
    codes = [each.code for each in iris[0].definitions]
    assert codes == [
        "participations",
        "months_in_support",
        "main_support",
        "exits_to_work_or_studies",
        "time_in_measure",
        "queue",
        "waiting_time",
    ]


def test_a_table_has_every_margin():
    kind = TABLE_KINDS["enrolled_by_referrer"]
    table = tabulate(kind, [(("own", "woman"), 2), (("region", "man"), 3)])
    assert table.total == 5
    assert (table.counts["own", ALL], table.counts[ALL, "man"], table.counts["own", "man"]) == (2, 3, 0)
    assert list(table.counts) == all_coordinates(kind)
    for wrong in (("own", "cat"), ("own", ALL)):
        with pytest.raises(KeyError):
            tabulate(kind, [(wrong, 1)])
    with pytest.raises(KeyError):
        tables_of([], YEAR, ["queue_by_gender"])


def test_tables_that_are_not_of_records():
    counts = [AnonymousCount("a", "woman", 2024, 6), AnonymousCount("a", "woman", 2023, 5)]
    assert anonymous_table(counts, 2024).total == 6
    answers = [ViolenceCount("a", 2024, "seven_lifetime", "woman", answer, 7) for answer in ("yes", "no")]
    assert violence_table(answers, "seven_lifetime", 2024).counts["yes", ALL] == 7
    assert violence_table(answers, "seven_current", 2024).total == 0


def test_the_same_people_have_the_same_key_in_every_table():
    gender, support = TABLE_KINDS["enrolled_by_gender"], TABLE_KINDS["enrolled_by_support"]
    project = TABLE_KINDS["enrolled_by_sub_project"]
    assert cell_key("iris", YEAR, gender, ("woman",)) == cell_key("iris", YEAR, support, (ALL, "woman"))
    assert cell_key("iris_usb", YEAR, gender, ("woman",)) == cell_key("iris", YEAR, project, ("iris_usb", "woman"))
    exits = TABLE_KINDS["exits_by_reason"]
    assert cell_key("iris", YEAR, exits, (ALL, "woman")) != cell_key("iris", YEAR, gender, ("woman",))


def test_a_rolled_up_code_is_tied_to_its_parts():
    tables = tables_of(simulate(IRIS_2024).records, YEAR, ["exits_by_reason", "exits_by_destination"])
    totals = linked("iris", YEAR, tables).totals
    key = cell_key("iris", YEAR, TABLE_KINDS["exits_by_destination"], ("work_or_studies", "woman"))
    parts = [total.addends for total in totals if total.total == key and len(total.addends) == 2]
    reasons = TABLE_KINDS["exits_by_reason"]
    assert parts == [tuple(cell_key("iris", YEAR, reasons, (each, "woman")) for each in ("to_work", "to_studies"))]


def test_a_small_count_is_hidden_together_with_what_gives_it_away(small):
    sent, controlled = make_return(ORG, "arbetsvagen", YEAR, small, RULE)
    table = sent.table("enrolled_by_referrer")
    assert table.cell("own", "woman").reason is HiddenBecause.PROTECTED
    assert table.cell("region", "woman").state is ReturnCellState.SUPPRESSED
    assert sent.table("enrolled_by_gender").cell("woman").value == 11
    assert not controlled.report.unprotected
    assert refusals(sent, RULE) == ()


def test_a_correction_is_controlled_against_what_was_sent(small):
    sent, controlled = make_return(ORG, "arbetsvagen", YEAR, small, RULE)
    register = ReleaseRegister().remember(controlled.release("1", remembers=True))
    more = [record(number, referrer="own" if number < 4 else "region") for number in range(12)]
    more += [record(20 + number, gender="man", referrer="region") for number in range(9)]
    tables = tables_of(more, YEAR, ["enrolled_by_gender", "enrolled_by_referrer"])
    naive, _ = make_return(ORG, "arbetsvagen", YEAR, tables, RULE, number=2)
    assert naive.table("enrolled_by_gender").cell("woman").value == 12
    assert any("går att räkna ut" in each for each in refusals(naive, RULE, [sent]))
    careful, _ = make_return(ORG, "arbetsvagen", YEAR, tables, RULE, number=2, register=register)
    assert careful.table("enrolled_by_gender").cell("woman").value is None  # one woman more would be told
    assert refusals(careful, RULE, [sent]) == ()


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (DisclosureRule(threshold=10), "gränsen för små antal är 5, förbundets är 10"),
        (DisclosureRule(width=6), "dolda antal skyddas med 4, förbundets regel kräver 6"),
        (DisclosureRule(hides_alike=True), "grupper där alla är lika döljs inte"),
        (DisclosureRule(zeros=ZeroRule.SENSITIVE), "nollor visas"),
    ],
)
def test_a_rule_that_protects_less_than_the_board_s_is_refused(small, own, told):
    sent, _ = make_return(ORG, "arbetsvagen", YEAR, small, RULE)
    assert told in refusals(sent, own)[0]


def test_a_small_count_shown_is_refused(small):
    sent, _ = make_return(ORG, "arbetsvagen", YEAR, small, RULE)
    opened = with_cell(sent, "enrolled_by_referrer", ("own", "woman"), shown(("own", "woman"), 4))
    told = refusals(opened, RULE)
    assert any("Små antal visas öppet: ”Inskrivna efter remittent: Egen anmälan, Kvinna”" in each for each in told)


def test_a_margin_that_gives_away_is_refused(small):
    sent, _ = make_return(ORG, "arbetsvagen", YEAR, small, RULE)
    opened = with_cell(sent, "enrolled_by_referrer", ("region", "woman"), shown(("region", "woman"), 7))
    assert any("går att räkna ut ur summorna" in each for each in refusals(opened, RULE))


def test_tables_that_contradict_each_other_are_refused(small):
    sent, _ = make_return(ORG, "arbetsvagen", YEAR, small, RULE)
    summed = with_cell(sent, "enrolled_by_gender", (ALL,), shown((ALL,), 99))
    assert "säger emot varandra i" in refusals(summed, RULE)[0]
    impossible = with_cell(sent, "enrolled_by_referrer", ("region", "woman"), shown(("region", "woman"), 50))
    assert "går inte ihop" in " ".join(refusals(impossible, RULE))


def test_a_mean_of_too_few_is_not_sent_and_not_taken(small):
    at = ("own", "woman")
    few = ReturnSummary("months_in_support", "enrolled_by_referrer", at, 430)
    all_women = ReturnSummary("months_in_support", "enrolled_by_gender", ("woman",), 400)
    sent, _ = make_return(ORG, "arbetsvagen", YEAR, small, RULE, summaries=[few, all_women])
    assert sent.summaries == (all_women,)
    opened = with_cell(replace(sent, summaries=(few,)), "enrolled_by_referrer", at, shown(at, 2))
    assert any("gäller för få personer" in each for each in refusals(opened, RULE))


def test_a_cell_is_one_thing():
    for wrong in ((ReturnCellState.SHOWN, None), (ReturnCellState.SUPPRESSED, 5), (ReturnCellState.SHOWN, 0)):
        with pytest.raises(ValueError, match="a "):
            ReturnCell(("woman",), *wrong)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["woman", "man"]),
            st.sampled_from(["own", "region", "municipality"]),
            st.sampled_from([0, 1]),
        ),
        max_size=40,
    )
)
@settings(max_examples=12, deadline=None)
def test_whatever_the_records_the_association_can_take_the_return(drawn):
    records = [
        record(number, gender=gender, referrer=referrer, exit=YEAR.last if is_out else None)
        for number, (gender, referrer, is_out) in enumerate(drawn)
    ]
    tables = tables_of(records, YEAR, ["enrolled_by_referrer", "exits_by_destination"])
    sent, controlled = make_return(ORG, "arbetsvagen", YEAR, tables, RULE)
    assert refusals(sent, RULE) == ()
    assert released(sent, "a").known() == controlled.release("b").known()
