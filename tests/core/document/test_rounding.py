"""Rounding keeps its promises (DESIGN.md section 4; reference: controlled rounding)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.document.rounding import SumRule, independent, round_figures
from samverk.core.document.tree import RoundingNote
from samverk.core.money import MoneyUnit

KR = MoneyUnit.KR


def plus(total: str, *terms: str) -> SumRule:
    return SumRule(total, tuple((term, 1) for term in terms))


def test_independent_rounds_each_half_away_from_zero():
    assert independent({"a": 150, "b": -150, "c": 149}, KR) == {"a": 2, "b": -2, "c": 1}


def test_the_figure_nearest_the_middle_gives_way():
    rounded = round_figures({"a": 140, "b": 145, "sum": 285}, [plus("sum", "a", "b")], KR)
    assert rounded.values == {"a": 1, "b": 2, "sum": 3}
    assert rounded.moved == (RoundingNote("b", KR, 1, 2),)
    assert rounded.broken == ()


def test_an_anchor_keeps_its_own_rounding():
    amounts = {"intakter.2024": 149, "kostnader.2024": -10, "arets_resultat.2024": 139}
    rounded = round_figures(amounts, [plus("arets_resultat.2024", "intakter.2024", "kostnader.2024")], KR)
    assert rounded.values["arets_resultat.2024"] == 1


def test_when_anchors_disagree_the_years_result_keeps_its_rounding_and_another_gives_way():
    amounts = {"eget_kapital.2024": 338_746, "arets_resultat.2025": -14_969, "eget_kapital.2025": 323_777}
    rolled = plus("eget_kapital.2025", "eget_kapital.2024", "arets_resultat.2025")
    rounded = round_figures(amounts, [rolled], KR)  # 3 387 − 150 is not 3 238
    assert rounded.values == {"eget_kapital.2024": 3387, "arets_resultat.2025": -150, "eget_kapital.2025": 3237}
    assert rounded.broken == ()


def test_a_sum_that_does_not_tie_in_ore_is_named_and_nothing_moves():
    rounded = round_figures({"a": 140, "sum": 300}, [plus("sum", "a")], KR)
    assert rounded.broken == ("sum",)
    assert rounded.values == {"a": 1, "sum": 3}


def test_sums_that_cannot_hold_together_are_named():
    amounts = {"a": 50, "b": 50, "one": 100, "two": 100, "c": 50, "d": 50, "e": 0}
    # a + b = 1, a + c = 1, b + c = 1 has no whole solution
    rules = [plus("one", "a", "b"), plus("two", "a", "c"), plus("one", "b", "c")]
    rounded = round_figures(amounts, rules, KR)
    assert rounded.broken == ("one",)
    assert rounded.values["a"] + rounded.values["b"] == 1


@st.composite
def reports(draw):
    """Two years of groups of items, group sums and a grand total, and the difference between the years."""
    amounts: dict[str, int] = {}
    rules: list[SumRule] = []
    for year in ("2024", "2023"):
        groups = []
        for group in range(draw(st.integers(1, 4))):
            items = [f"g{group}i{number}.{year}" for number in range(draw(st.integers(1, 6)))]
            amounts.update({item: draw(st.integers(-10_000_000, 10_000_000)) for item in items})
            total = f"g{group}.{year}"
            amounts[total] = sum(amounts[item] for item in items)
            rules.append(plus(total, *items))
            groups.append(total)
        amounts[f"arets_resultat.{year}"] = sum(amounts[group] for group in groups)
        rules.append(plus(f"arets_resultat.{year}", *groups))
    amounts["forandring"] = amounts["arets_resultat.2024"] - amounts["arets_resultat.2023"]
    rules.append(SumRule("forandring", (("arets_resultat.2024", 1), ("arets_resultat.2023", -1))))
    return amounts, rules


@settings(max_examples=200, deadline=None)
@given(reports(), st.sampled_from([MoneyUnit.KR, MoneyUnit.TKR]))
def test_additive_rounding_keeps_its_promises(report, unit):
    amounts, rules = report
    rounded = round_figures(amounts, rules, unit)
    assert rounded.broken == ()
    for rule in rules:
        assert rounded.values[rule.total_id] == sum(sign * rounded.values[name] for name, sign in rule.terms)
    for name, ore in amounts.items():
        assert abs(rounded.values[name] * unit.ore - ore) < unit.ore
        assert rounded.values[name] * unit.ore == ore or ore % unit.ore
    own = independent(amounts, unit)
    assert {note.figure_id for note in rounded.moved} == {name for name in amounts if own[name] != rounded.values[name]}
    whole = {name: value * unit.ore for name, value in rounded.values.items()}
    assert round_figures(whole, rules, unit).values == rounded.values


def test_knots_that_cannot_hold_are_cut_one_by_one_without_harm_to_the_rest():
    """Forty knots of three sums, each without a whole solution: one sum of each gives way, and only one."""
    amounts: dict[str, int] = {}
    rules: list[SumRule] = []
    for knot in range(40):
        amounts.update({f"{name}{knot}": 50 for name in "abc"} | {f"{name}{knot}": 100 for name in "xyz"})
        for total, terms in (("x", "ab"), ("y", "ac"), ("z", "bc")):
            rules.append(plus(f"{total}{knot}", *(f"{term}{knot}" for term in terms)))
    rounded = round_figures(amounts, rules, KR)
    assert len(rounded.broken) == 40
    assert {name[1:] for name in rounded.broken} == {str(knot) for knot in range(40)}
