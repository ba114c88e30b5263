"""Cells and sums: what is linked, what follows without being printed, and tables that contradict themselves."""

import pytest

from samverk.core.disclosure.bounds import CellTotal
from samverk.core.disclosure.crossed import CellDimension, cell_key, link, place
from samverk.core.disclosure.linked import CellState, LinkedCell, LinkedTables, LinkedTablesError
from samverk.core.disclosure.rule import CellCost, DisclosureRule, ZeroRule

GENDER = CellDimension("kön", {"": ("kvinnor", "män")})
MEASURE = CellDimension("insats", {"": ("iris", "spira"), "iris": ("norr", "söder")})


def cells(**counts):
    return [(place(insats="" if key == "alla" else key), LinkedCell("", n)) for key, n in counts.items()]


def test_the_same_place_has_the_same_key_whatever_the_order():
    assert (
        cell_key(place(kön="män", insats="iris")) == cell_key(place(insats="iris", kön="män")) == "insats=iris|kön=män"
    )
    assert cell_key(place()) == "alla"


def test_sub_projects_add_up_to_their_project_and_projects_to_the_association():
    linked = link(cells(alla=30, iris=20, spira=10, norr=12, söder=8), [MEASURE])
    assert set(linked.totals) == {
        CellTotal("alla", ("insats=iris", "insats=spira")),
        CellTotal("insats=iris", ("insats=norr", "insats=söder")),
    }
    assert all(cell.state is CellState.OPEN for cell in linked.cells)


def test_men_follow_where_only_women_and_everyone_are_printed():
    linked = link([(place(), LinkedCell("", 30)), (place(kön="kvinnor"), LinkedCell("", 28))], [GENDER])
    men = linked.cell("kön=män")
    assert (men.count, men.state) == (2, CellState.IMPLIED)


def test_several_parts_left_out_are_one_rest():
    ages = CellDimension("ålder", {"": ("16-24", "25-44", "45-66")})
    linked = link([(place(), LinkedCell("", 30)), (place(ålder="16-24"), LinkedCell("", 27))], [ages])
    assert linked.cell("ålder=(övriga)").count == 3


def test_a_total_that_nobody_prints_is_kept_only_where_it_ties_two_splits_together():
    ages = CellDimension("ålder", {"": ("unga", "äldre")})
    women_and_men = [(place(kön="kvinnor"), LinkedCell("", 9)), (place(kön="män"), LinkedCell("", 8))]
    young_and_old = [(place(ålder="unga"), LinkedCell("", 7)), (place(ålder="äldre"), LinkedCell("", 10))]
    assert link(women_and_men, [GENDER, ages]).totals == ()
    both = link([*women_and_men, *young_and_old], [GENDER, ages])
    assert {total.total for total in both.totals} == {"alla"}
    assert both.cell("alla") == LinkedCell("alla", 17, CellState.IMPLIED)


def test_where_one_person_can_have_several_sources_each_source_and_its_opposite_make_everyone():
    sources = CellDimension("källa", {"": ("bistånd", "sjukpenning")}, is_partition=False)
    linked = link([(place(), LinkedCell("", 30)), (place(källa="bistånd"), LinkedCell("", 29))], [sources])
    assert linked.totals == (CellTotal("alla", ("källa=bistånd", "källa=(inte bistånd)")),)
    assert linked.cell("källa=(inte bistånd)").count == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            lambda: link(cells(alla=30, iris=20, spira=11), [MEASURE]),
            "Summan alla är 30, men delarna är tillsammans 31",
        ),
        (lambda: LinkedTables((LinkedCell("a", 1), LinkedCell("a", 2))), "Cellen a finns två gånger"),
        (lambda: LinkedTables((LinkedCell("a", 1),), (CellTotal("a", ("b",)),)), "Cellen b finns inte"),
        (lambda: LinkedTables((LinkedCell("a", -1),)), "Cellen a har värdet -1"),
        (lambda: LinkedTables((LinkedCell("a", 1, is_structural=True),)), "0 i en cell som är tom från början"),
    ],
)
def test_tables_that_contradict_themselves_are_refused(given, words):
    with pytest.raises(LinkedTablesError, match=words):
        given()


def test_the_rule_says_what_is_small_and_how_wide_a_hidden_cell_must_be():
    rule = DisclosureRule()
    assert (rule.threshold, rule.narrowest, rule.least, rule.base, rule.source) == (5, 4, 1, 5, "")
    assert [count for count in range(8) if rule.is_sensitive(count)] == [1, 2, 3, 4]
    assert DisclosureRule(zeros=ZeroRule.SENSITIVE).is_sensitive(0)
    assert DisclosureRule(zeros=ZeroRule.HELPER).least == 0


def test_what_hiding_costs():
    costs = {cost: DisclosureRule(cost=cost).cost_of(7) for cost in CellCost}
    assert costs == {CellCost.CELL: 1, CellCost.LOG: 4, CellCost.COUNT: 7}


@pytest.mark.parametrize("wrong", [{"threshold": 1}, {"width": 0}, {"rounding_base": 1}])
def test_a_rule_that_protects_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="the least is"):
        DisclosureRule(**wrong)
