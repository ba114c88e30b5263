"""Wilson's interval, targets, Kaplan and Meier: against scipy and against published figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, binomtest, ecdf

from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.survival import (
    MedianTime,
    Waited,
    kaplan_meier,
    median_time,
    median_time_to_work,
    time_to_work,
)
from samverk.core.outcomes.targets import Interval, TargetVerdict, deviate, judged, wilson
from tests.factories.participations import later, record, status

# Freireich and others 1963, weeks in remission, as reprinted in most textbooks; + is censored
SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def waits(text: str) -> list[Waited]:
    return [Waited(int(each.removesuffix("+")), not each.endswith("+")) for each in text.split()]


@given(st.integers(1, 3000), st.data(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
@settings(max_examples=50)
def test_wilson_is_what_scipy_says(base, data, confidence):
    count = data.draw(st.integers(0, base))
    own = wilson(count, base, confidence)
    theirs = binomtest(count, base).proportion_ci(confidence, method="wilson")
    assert own.low == pytest.approx(theirs.low, abs=1e-12)
    assert own.high == pytest.approx(theirs.high, abs=1e-12)


def test_wilson_by_hand():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20 and 1 of 29
    assert [
        (round(each.low, 4), round(each.high, 4))
        for each in (wilson(81, 263), wilson(15, 148), wilson(0, 20), wilson(1, 29))
    ] == [(0.2553, 0.3662), (0.0624, 0.1605), (0.0, 0.1611), (0.0061, 0.1718)]


@pytest.mark.parametrize(("count", "base"), [(1, 0), (-1, 5), (6, 5)])
def test_no_share_no_interval(count, base):
    with pytest.raises(ValueError, match="no share"):
        wilson(count, base)
    with pytest.raises(ValueError, match="not between"):
        deviate(1.0)


@pytest.mark.parametrize(
    ("count", "base", "target", "verdict"),
    [
        (28, 40, Fraction(7, 10), TargetVerdict.CANNOT_SAY),
        (36, 40, Fraction(7, 10), TargetVerdict.REACHED),
        (10, 40, Fraction(7, 10), TargetVerdict.NOT_REACHED),
        (9, 9, Fraction(1, 10), TargetVerdict.TOO_FEW),
        (10, 10, Fraction(1, 10), TargetVerdict.REACHED),
        (0, 0, Fraction(1, 10), TargetVerdict.TOO_FEW),
    ],
)
def test_a_target_is_reached_or_not_or_nobody_can_say(count, base, target, verdict):
    found = judged(CountShare(count, base), target)
    assert found.verdict is verdict
    assert (found.interval is None) == (verdict is TargetVerdict.TOO_FEW)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60))
@settings(max_examples=50)
def test_kaplan_meier_is_what_scipy_says(drawn):
    waited = [Waited(*each) for each in drawn]
    steps = kaplan_meier(waited)
    happened = np.array([each.days for each in waited if each.happened], dtype=float)
    censored = np.array([each.days for each in waited if not each.happened], dtype=float)
    if not happened.size:
        assert steps == ()
        return
    theirs = ecdf(CensoredData(uncensored=happened, right=censored)).sf
    with np.errstate(all="ignore"):
        bands = _quiet_interval(theirs)
    for step in steps:
        assert step.share == pytest.approx(float(theirs.evaluate(step.days)), abs=1e-12)
        if step.share > 0:
            assert step.low == pytest.approx(float(bands.low.evaluate(step.days)), abs=1e-9)
            assert step.high == pytest.approx(float(bands.high.evaluate(step.days)), abs=1e-9)
    median = median_time(waited).days
    below = theirs.quantiles[theirs.probabilities <= 0.5]
    assert median == (int(below[0]) if below.size else None)


def _quiet_interval(curve):
    """scipy warns where the last share is 0 and there is no interval; that is not compared."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return curve.confidence_interval(method="log-log")


def test_the_published_medians_of_the_leukaemia_trial():
    # R's survfit with conf.type="log-log": 23 (13, NA) and 8 (4, 11)
    assert median_time(waits(SIX_MP)) == MedianTime(23, Interval(13, None), 21, 9)
    assert median_time(waits(PLACEBO)) == MedianTime(8, Interval(4, 11), 21, 21)


def test_the_published_curve_of_the_leukaemia_trial():
    steps = kaplan_meier(waits(SIX_MP))
    assert [(step.days, step.at_risk, round(step.share, 3)) for step in steps] == [
        (6, 21, 0.857),
        (7, 17, 0.807),
        (10, 15, 0.753),
        (13, 12, 0.690),
        (16, 11, 0.627),
        (22, 7, 0.538),
        (23, 6, 0.448),
    ]
    assert [round(end, 3) for end in (steps[0].low, steps[0].high)] == [0.620, 0.952]


def test_nobody_and_all_at_once():
    assert median_time([]) == MedianTime(None, Interval(None, None), 0, 0)
    assert median_time([Waited(5, True)] * 3) == MedianTime(5, Interval(None, None), 3, 3)
    with pytest.raises(ValueError, match="no time"):
        Waited(-1, True)


START, END, DAY = date(2024, 2, 1), date(2024, 6, 1), date(2024, 12, 31)


@pytest.mark.parametrize(
    ("given_", "found"),
    [
        ({}, Waited(334, False)),  # still in the measure
        ({"exit": END}, Waited(121, False)),  # gone, nothing known
        ({"exit": END, "at_exit": status(END, work=100)}, Waited(121, True)),
        (
            {
                "exit": END,
                "at_exit": status(END, doing="seeking"),
                "followed_up": (later(3, status(date(2024, 9, 1), work=50)),),
            },
            Waited(213, True),
        ),
        (
            {"exit": END, "followed_up": (later(3, status(date(2024, 9, 1), studies=50)),)},
            Waited(213, False),
        ),
        ({"at_start": status(START, work=25)}, None),
        ({"start": date(2025, 1, 1), "at_start": status(date(2025, 1, 1))}, None),
    ],
)
def test_time_to_work_is_censored_where_nothing_more_is_known(given_, found):
    assert time_to_work(record(**given_), DAY) == found


def test_median_time_to_work():
    worked = [record(number, exit=END, at_exit=status(END, work=100)) for number in range(3)]
    assert median_time_to_work([*worked, record(9)], DAY) == MedianTime(121, Interval(121, None), 4, 3)
