from __future__ import annotations

import pytest

from samverk.reports.charts.colours import (
    INK,
    PETROL,
    QUIET_INK,
    TEXT_CONTRAST,
    WHITE,
    contrast,
    mix,
    palette,
    readable_accent,
    text_on,
)


def test_contrast_runs_from_one_to_twentyone():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert contrast(PETROL, PETROL) == 1


@pytest.mark.parametrize("accent", ["", "#ffe600", "#e30613", "#0f5c6e", "#FFFFFF", "#000000"])
def test_every_series_holds_three_to_one_against_white_and_the_accent_may_carry_text(accent):
    colours = palette(accent)
    assert len(set(colours)) == 5
    assert all(contrast(colour) >= 3 for colour in colours)
    assert contrast(colours[0]) >= TEXT_CONTRAST


def test_a_readable_accent_is_kept_and_a_pale_one_only_darkened():
    assert readable_accent("#0F5C6E") == "#0f5c6e"
    assert readable_accent("") == PETROL
    assert readable_accent("#ffe600") != "#ffe600"


@pytest.mark.parametrize("ink", [INK, QUIET_INK])
def test_inks_read_on_white(ink):
    assert contrast(ink) >= TEXT_CONTRAST


@pytest.mark.parametrize("fill", [*palette(), *(mix(colour, WHITE, 0.84) for colour in palette())])
def test_values_inside_bars_read_on_their_fill(fill):
    assert contrast(text_on(fill), fill) >= TEXT_CONTRAST


@pytest.mark.parametrize("wrong", ["petrol", "#12345", "#12345g", "0f5c6e"])
def test_an_accent_that_is_no_colour_is_refused_with_the_form_to_use(wrong):
    with pytest.raises(ValueError, match="hexadecimala tecken: #0f5c6e"):
        readable_accent(wrong)
