"""Disclosure control: worked examples, what every result keeps, and how near the optimum it comes."""

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.disclosure.attack import attack
from samverk.core.disclosure.bounds import CellRange, CellTotal, known
from samverk.core.disclosure.control import REASON_WORDS, SuppressionReason, control
from samverk.core.disclosure.crossed import CellDimension, link, place
from samverk.core.disclosure.equations import KnownShare
from samverk.core.disclosure.invented import counted, random_tables
from samverk.core.disclosure.linked import CellState, LinkedCell, LinkedTables, MeanCell, ShareCell
from samverk.core.disclosure.optimal import SuppressionEffort
from samverk.core.disclosure.releases import Release, ReleasedCell, ReleaseRegister
from samverk.core.disclosure.rule import CellCost, DisclosureRule, ZeroRule

RULE = DisclosureRule()
QUICK = SuppressionEffort(cells=0)
GENDER = CellDimension("kön", {"": ("kvinnor", "män")})
MEASURE = CellDimension("insats", {"": ("iris", "spira"), "iris": ("norr", "söder")})
AGE = CellDimension("ålder", {"": ("unga", "äldre")})


def column(*counts, total=True):
    """A total of parts a, b, c …, and their sum."""
    parts = [LinkedCell(name, count) for name, count in zip("abcdef", counts, strict=False)]
    whole = LinkedCell("alla", sum(counts)) if total else LinkedCell("alla", sum(counts), CellState.IMPLIED)
    return LinkedTables((*parts, whole), (CellTotal("alla", tuple(part.key for part in parts)),))


def square(a, b, c, d):
    """Women and men, young and old, with all margins."""
    counts = {("kvinnor", "unga"): a, ("kvinnor", "äldre"): b, ("män", "unga"): c, ("män", "äldre"): d}
    cells = [(place(kön=g, ålder=y), LinkedCell("", n)) for (g, y), n in counts.items()]
    cells += [
        (place(kön=g), LinkedCell("", sum(n for (h, _), n in counts.items() if h == g))) for g in ("kvinnor", "män")
    ]
    cells += [
        (place(ålder=y), LinkedCell("", sum(n for (_, z), n in counts.items() if z == y))) for y in ("unga", "äldre")
    ]
    return link([*cells, (place(), LinkedCell("", sum(counts.values())))], [GENDER, AGE])


def hidden(result):
    return {each.cell.key for each in result.cells if each.count is None and each.cell.state is CellState.OPEN}


def published(*counts, name="delårsrapporten"):
    return Release(name, tuple(ReleasedCell(key, known(count)) for key, count in counts))


def is_safe(result, register=None):
    earlier = register.releases if register else ()
    report = attack([*earlier, result.release("ny", remembers=True)], RULE)
    return not (report.recovered or report.narrow or report.small or report.contradiction)


def test_one_small_cell_in_a_square_takes_three_with_it_and_no_margin():
    result = control(square(3, 20, 15, 12), RULE)
    assert hidden(result) == {f"kön={g}|ålder={y}" for g in ("kvinnor", "män") for y in ("unga", "äldre")}
    assert result.cell("kön=kvinnor|ålder=unga").reason is SuppressionReason.PRIMARY
    assert result.cell("kön=män|ålder=unga").reason is SuppressionReason.COMPLEMENTARY
    assert (result.report.primary, result.report.complementary, result.report.people) == (1, 3, 47)
    assert result.report.gap == 0
    assert is_safe(result)


def test_nothing_is_hidden_where_nothing_is_small():
    assert hidden(control(square(9, 20, 15, 12), RULE)) == set()


def test_the_rest_of_a_total_is_never_left_small():
    listed = LinkedTables(
        (LinkedCell("alla", 21), LinkedCell("arbete", 20), LinkedCell("resten", 1, CellState.IMPLIED)),
        (CellTotal("alla", ("arbete", "resten")),),
    )
    result = control(listed, RULE)
    assert hidden(result) == {"arbete"}
    assert result.cell("arbete").reason is SuppressionReason.RESIDUAL


def test_two_small_cells_do_not_protect_each_other_when_their_sum_is_told():
    result = control(column(1, 2, 30, 40), RULE)  # 1 + 2 = 3 leaves only 1 and 2 for each
    assert hidden(result) == {"a", "b", "c"}
    assert is_safe(result)


def test_women_men_and_everyone():
    result = control(column(2, 30), RULE)
    assert hidden(result) == {"a", "b"}
    assert result.cell("alla").count == 32


def test_a_small_total_is_hidden_with_its_parts():
    assert hidden(control(column(1, 2), RULE)) == {"a", "b", "alla"}


def test_a_small_sub_project_takes_its_sister_and_not_the_project():
    cells = {"norr": 2, "söder": 28, "iris": 30, "spira": 40}
    tables = link(
        [*((place(insats=k), LinkedCell("", n)) for k, n in cells.items()), (place(), LinkedCell("", 70))], [MEASURE]
    )
    assert hidden(control(tables, RULE)) == {"insats=norr", "insats=söder"}


@pytest.mark.parametrize(
    ("zeros", "expected"),
    [(ZeroRule.SHOWN, {"b", "c"}), (ZeroRule.HELPER, {"b", "c"}), (ZeroRule.SENSITIVE, {"a", "b", "c"})],
)
def test_zeros_are_shown_or_hidden_as_the_rule_says(zeros, expected):
    assert hidden(control(column(0, 3, 20, 30), DisclosureRule(zeros=zeros))) == expected


def test_a_zero_that_anyone_knows_beforehand_is_always_shown():
    tables = LinkedTables(
        (LinkedCell("alla", 33), LinkedCell("a", 0, is_structural=True), LinkedCell("b", 3), LinkedCell("c", 30)),
        (CellTotal("alla", ("a", "b", "c")),),
    )
    result = control(tables, DisclosureRule(zeros=ZeroRule.SENSITIVE))
    assert result.cell("a").count == 0
    assert hidden(result) == {"b", "c"}


def test_a_percentage_is_hidden_with_the_count_it_tells():
    tables = LinkedTables(
        column(3, 9, 20).cells, column(3, 9, 20).totals, (ShareCell("p", "a", "alla"), ShareCell("q", "c", "alla", 1))
    )
    result = control(tables, RULE)
    told = {each.share.key: each.percent for each in result.shares}
    assert told["p"] is None
    assert told["q"] is not None
    assert told["q"].percent == Decimal("62.5")


def test_a_third_of_three_is_one_person():
    tables = LinkedTables((LinkedCell("a", 1), LinkedCell("alla", 3)), (), (ShareCell("p", "a", "alla"),))
    assert control(tables, RULE).shares[0].percent is None


def test_means_are_told_of_shown_groups_that_are_not_small():
    means = (
        MeanCell("få", "månader", "a", Decimal("8.5")),
        MeanCell("lika", "månader", "c", Decimal("12.0"), Decimal("12.0"), Decimal("12.0")),
        MeanCell("alla", "månader", "alla", Decimal("9.1")),
    )
    tables = LinkedTables(column(2, 9, 20).cells, column(2, 9, 20).totals, (), means)
    assert [mean.key for mean in control(tables, RULE).means] == ["alla"]


def test_a_category_that_holds_the_whole_group_is_hidden_when_the_rule_says_so():
    tables = LinkedTables(
        (LinkedCell("alla", 12), LinkedCell("bistånd", 12, is_category=True), LinkedCell("annat", 0, is_category=True)),
        (CellTotal("alla", ("bistånd", "annat")),),
    )
    assert hidden(control(tables, RULE)) == set()
    result = control(tables, DisclosureRule(hides_alike=True))
    assert result.cell("bistånd").reason is SuppressionReason.ALIKE


def test_a_count_nobody_knows_is_not_shown_and_its_neighbours_are_not_given_away():
    tables = LinkedTables(
        (LinkedCell("a", None), LinkedCell("b", 9), LinkedCell("alla", None)), (CellTotal("alla", ("a", "b")),)
    )
    assert control(tables, RULE).cell("a").reason is SuppressionReason.UNKNOWN


# ── what was published before ─────────────────────────────────────────────────────────────────────────────────────


def test_one_person_more_than_in_an_earlier_release_is_told_by_nobody():
    register = ReleaseRegister().remember(published(("alla", 20)))
    result = control(LinkedTables((LinkedCell("alla", 21),)), RULE, register)
    assert hidden(result) == {"alla"}
    assert result.cell("alla").reason is SuppressionReason.DIFFERENCE
    assert result.cell("alla").release == "delårsrapporten"


def test_a_larger_difference_and_no_difference_are_shown():
    register = ReleaseRegister().remember(published(("alla", 20)))
    assert hidden(control(LinkedTables((LinkedCell("alla", 25),)), RULE, register)) == set()
    assert hidden(control(LinkedTables((LinkedCell("alla", 20),)), RULE, register)) == set()


def test_a_year_so_far_does_not_tell_the_quarter():
    year = CellDimension("period", {"halvåret": ("kvartal 1", "kvartal 2")})
    register = ReleaseRegister().remember(published(("period=kvartal 1", 20)))
    tables = link(
        [
            (place(period="kvartal 1"), LinkedCell("", 20, CellState.FIXED)),
            (place(period="halvåret"), LinkedCell("", 22)),
        ],
        [year],
    )
    result = control(tables, RULE, register)
    assert hidden(result) == {"period=halvåret"}


def test_a_cell_hidden_last_year_is_still_hidden_by_what_comes_this_year():
    before = control(column(2, 30), RULE).release("förra", remembers=True)
    register = ReleaseRegister().remember(before)
    result = control(LinkedTables((LinkedCell("b", 30), LinkedCell("c", 40))), RULE, register)
    assert hidden(result) == {"b"}
    assert is_safe(result, register)


def test_what_is_public_already_and_cannot_be_kept_is_told():
    register = ReleaseRegister().remember(published(("alla", 20), ("kvinnor", 18)))
    tables = LinkedTables(
        (LinkedCell("alla", 20), LinkedCell("kvinnor", 18), LinkedCell("män", 2)),
        (CellTotal("alla", ("kvinnor", "män")),),
    )
    result = control(tables, RULE, register)
    assert result.report.unprotected == ("män",)
    assert hidden(result) == {"män"}


def test_an_earlier_percentage_counts_as_published():
    said = Release("intervjun", (ReleasedCell("alla", known(12)), ReleasedCell("a", is_implied=True)), (),
                   (KnownShare("a", "alla", Decimal(33)),))  # fmt: skip
    register = ReleaseRegister((said,))
    tables = LinkedTables(
        (LinkedCell("alla", 12), LinkedCell("a", 4), LinkedCell("b", 8)), (CellTotal("alla", ("a", "b")),)
    )
    result = control(tables, RULE, register)
    assert result.report.unprotected == ("a",)  # 33 % of 12 is 4 and nothing else
    assert control(tables, RULE).report.unprotected == ()


# ── always ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_cell_of_random_linked_tables_is_known_closer_than_the_rule_allows(seed):
    tables, register = random_tables(seed)
    result = control(tables, RULE, register, QUICK)
    report = attack([*register.releases, result.release("ny", remembers=True)], RULE)
    assert report.recovered == []
    assert {each.cell.key for each in report.narrow} <= set(result.report.unprotected)
    assert report.small == ()
    assert report.contradiction == ""


@pytest.mark.parametrize("seed", [0, 2, 6, 10, 15, 20])
def test_the_loss_is_within_a_tenth_of_the_least_possible(seed):
    tables, register = random_tables(seed)
    result = control(tables, RULE, register)
    assert result.report.loss <= 1.1 * result.report.bound + 1e-6


@pytest.mark.parametrize("counts", [(2, 5, 9, 30), (4, 0, 6, 11)])
def test_no_other_choice_of_cells_is_safe_and_cheaper(counts):
    tables = square(*counts)
    result = control(tables, RULE)
    kept = [cell for cell in tables.cells if not RULE.is_sensitive(cell.count) and cell.count]
    for size in range(len(kept) + 1):
        for chosen in combinations(kept, size):
            if sum(RULE.cost_of(cell.count) for cell in chosen) < result.report.loss - 1e-6:
                out = {cell.key for cell in chosen} | {c.key for c in tables.cells if RULE.is_sensitive(c.count)}
                cells = tuple(
                    ReleasedCell(c.key, CellRange() if c.key in out else known(c.count)) for c in tables.cells
                )
                report = attack([Release("annat val", cells, tables.totals)], RULE)
                assert report.recovered or report.narrow


people = st.lists(
    st.fixed_dictionaries(
        {"kön": st.sampled_from(("kvinnor", "män")), "ålder": st.sampled_from(("unga", "äldre")),
         "insats": st.sampled_from(("norr", "söder", "spira"))}
    ),
    max_size=40,
)  # fmt: skip
rules = st.builds(
    DisclosureRule,
    threshold=st.integers(2, 6),
    zeros=st.sampled_from(ZeroRule),
    width=st.one_of(st.none(), st.integers(1, 6)),
    cost=st.sampled_from(CellCost),
)


@settings(max_examples=30, deadline=None)
@given(people, rules)
def test_what_is_shown_is_true_and_what_is_hidden_is_safe(people, rule):
    dimensions = (GENDER, AGE, MEASURE)
    tables = link(counted(people, (("insats", "kön"), ("kön", "ålder")), dimensions), dimensions)
    result = control(tables, rule, effort=QUICK)
    assert all(each.count in (None, each.cell.count) for each in result.cells)
    assert all((each.count is None) == (each.reason is not None) for each in result.cells)
    report = attack([result.release("ny")], rule)
    assert (report.recovered, report.narrow, report.contradiction) == ([], [], "")
    assert result.report.unprotected == ()
    assert result.report.bound <= result.report.loss + 1e-6


def test_every_reason_has_words():
    assert set(REASON_WORDS) == set(SuppressionReason)
