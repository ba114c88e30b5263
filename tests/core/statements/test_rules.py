"""First layer first, most specific rule next, contradictions side by side."""

from samverk.core.problems import ProblemSeverity
from samverk.core.statements.books import CellKey
from samverk.core.statements.ranges import parse_range
from samverk.core.statements.rules import Rule, read_ranges, targets_of


def rule(accounts, target, cost_centres=(), projects=()):
    return Rule((parse_range(accounts),), cost_centres, projects, target)


KEY = CellKey("5010", "1", "10")


def test_an_earlier_layer_wins_whatever_a_later_one_says():
    layers = [[rule("5000-5999", "egen")], [rule("5010", "levererad", ("1",), ("10",))]]
    assert targets_of(layers, KEY) == ("egen",)


def test_more_dimensions_beat_fewer():
    rules = [rule("5010", "konto"), rule("5010", "ställe", ("1",)), rule("5010", "båda", ("1",), ("10",))]
    assert targets_of([rules], KEY) == ("båda",)
    assert targets_of([rules], CellKey("5010", "1")) == ("ställe",)
    assert targets_of([rules], CellKey("5010", "2")) == ("konto",)


def test_two_rules_alike_that_agree_are_one_and_that_differ_are_two():
    assert targets_of([[rule("5010", "a"), rule("5000-5999", "a")]], KEY) == ("a",)
    assert targets_of([[rule("5010", "a"), rule("5000-5999", "b")]], KEY) == ("a", "b")


def test_targets_that_do_not_apply_are_passed_over():
    assert targets_of([[rule("5010", "a")], [rule("5010", "b")]], KEY, lambda target: target == "b") == ("b",)
    assert targets_of([[rule("6010", "a")]], KEY) == ()


def test_unreadable_ranges_are_left_out_and_told():
    ranges, problems = read_ranges(["5010", "x"], "kontoplan.rad")
    assert ranges == (parse_range("5010"),)
    assert [(problem.severity, problem.key) for problem in problems] == [(ProblemSeverity.ERROR, "kontoplan.rad")]
