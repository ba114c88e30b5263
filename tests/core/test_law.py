"""The sources that rules cite."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.core.law import OWN_RULE, PROVISIONS, SOURCES, citation


def test_a_citation_names_source_and_section():
    assert citation("FinsamL", "23 §") == "FinsamL 23 §"
    assert citation(OWN_RULE, "") == "egen regel"


def test_an_unknown_source_is_an_error():
    with pytest.raises(KeyError):
        citation("XL", "1 §")


def test_the_accounting_act_applies_from_2019():
    assert SOURCES["LKBR"].in_force == date(2019, 1, 1)


def test_every_provision_belongs_to_a_source_and_says_what_it_demands():
    assert {key for key, _section in PROVISIONS} <= SOURCES.keys()
    for provision in PROVISIONS.values():
        assert provision.wording.endswith(".")
        assert provision.url.startswith("https://") or not provision.url


def test_the_days_of_the_year_wheel_are_stated():
    assert "30 november" in PROVISIONS["FinsamL", "23 §"].wording
    assert "fjorton dagar" in PROVISIONS["KL", "5:69"].wording
    assert "andra dagen" in PROVISIONS["KL", "8:12"].wording
    assert "tre veckor" in PROVISIONS["KL", "13:5"].wording
    assert "juni" in PROVISIONS["MOMS", "8 §"].wording
