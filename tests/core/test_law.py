"""The sources that rules cite."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.core.law import OWN_RULE, SOURCES, citation


def test_a_citation_names_source_and_section():
    assert citation("FinsamL", "23 §") == "FinsamL 23 §"
    assert citation(OWN_RULE, "") == "egen regel"


def test_an_unknown_source_is_an_error():
    with pytest.raises(KeyError):
        citation("XL", "1 §")


def test_the_accounting_act_applies_from_2019():
    assert SOURCES["LKBR"].in_force == date(2019, 1, 1)
