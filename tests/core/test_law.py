from datetime import date

import pytest

from samverk.core.law import PROVISIONS, SOURCES, citation


def test_citation_names_source_and_section():
    assert citation("FinsamL", "5 §") == "FinsamL 5 §"
    assert citation("R14", "") == "R14"


def test_citation_of_an_unknown_source_is_refused():
    with pytest.raises(KeyError):
        citation("Brottsbalken", "1 kap.")


def test_every_provision_belongs_to_a_source_and_says_something():
    for provision in PROVISIONS.values():
        assert provision.key in SOURCES
        assert provision.wording.endswith(".")
        assert provision.valid_from is None or provision.valid_from >= date(2004, 1, 1)


@pytest.mark.parametrize("section", ["3 §", "5 §", "5 a §", "10 §", "21 §", "23 §", "24 §", "25 §", "26 §"])
def test_the_sections_of_finsaml_that_checks_cite_are_there(section):
    assert PROVISIONS["FinsamL", section].url.startswith("https://")


def test_what_was_not_found_has_no_address():
    assert PROVISIONS["Nationella rådet", "tak för sparade medel"].url == ""
    assert PROVISIONS["LKBR", "11:10"].url == ""
