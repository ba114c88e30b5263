"""Sentences about people as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samverk.core.disclosure.claims import alike_claims, difference_claims, few_claims, share_claims


def test_a_share_claim_knows_its_base_and_where_it_stands():
    sentence = "Av de 14 som avslutades gick 57,1 % till arbete."
    (claim,) = share_claims(sentence)
    assert (claim.percent, claim.total, claim.count, claim.is_certain) == (Decimal("57.1"), 14, None, True)
    assert sentence[claim.offset :].startswith("57,1 %")


def test_a_base_in_thousands_and_in_letters_is_read():
    assert share_claims("Av de 1 240 deltagarna var 12 % män.")[0].total == 1240
    assert share_claims("Av de tolv deltagarna var 12 % män.")[0].total == 12


def test_the_count_beside_a_share_is_read():
    (claim,) = share_claims("Arbete fick 8 av 14 deltagare (57 %).")
    assert (claim.count, claim.total) == (8, 14)


@pytest.mark.parametrize(
    "sentence",
    [
        "Av 12 deltagare och av 40 personer var 11 % män.",
        "11 % av kostnaden är hyra.",
        "Av de 12 insatserna var 11 % nya.",
    ],
)
def test_a_share_without_one_plain_base_is_no_claim(sentence):
    assert not share_claims(sentence)


def test_few_and_all_are_counted():
    assert [claim.count for claim in few_claims("Två kvinnor och 3 män fick arbete.")] == [2, 3]
    assert [claim.total for claim in alike_claims("Samtliga 12 deltagare fick arbete.")] == [12]


def test_a_difference_adds_women_and_men_only():
    (claim,) = difference_claims("Insatsen hade 40 deltagare, varav 20 kvinnor och 18 män.")
    assert (claim.count, claim.total) == (38, 40)
    assert not difference_claims("Insatsen hade 40 deltagare, varav 25 kvinnor och 13 unga.")
    assert not difference_claims("Insatsen hade 40 deltagare, varav 45 kvinnor.")
