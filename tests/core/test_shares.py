from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.organisation import Association
from samverk.core.shares import PartyShares, contributions, lawful_shares, party_shares, split

DAY = date(2024, 12, 31)
QUARTER = Fraction(1, 4)


def association(*members: tuple[str, str, str]) -> Association:
    return Association.model_validate(
        {
            "namn": "Prov",
            "organisationsnummer": "000000-0000",
            "kommuner": ["Prov"],
            "medlem": [
                {"namn": name, "typ": kind, "andelar": [{"andel": share, "fran": "2020-01-01"}]}
                for name, kind, share in members
            ],
            "kontoplan": {"profil": "bas"},
            "arsredovisning": {"ar": 2024},
        }
    )


FOUR = (
    ("Försäkringskassan", "forsakringskassan", "1/4"),
    ("Arbetsförmedlingen", "arbetsformedlingen", "1/4"),
    ("Region Prov", "region", "1/4"),
    ("Norra", "kommun", "15 %"),
    ("Södra", "kommun", "10 %"),
)


def test_split_gives_the_odd_ore_to_the_largest_remainder():
    assert split(100, [Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)]) == (34, 33, 33)
    assert split(10, [Fraction(1, 8), Fraction(7, 8)]) == (1, 9)
    assert split(-100, [Fraction(1, 3), Fraction(2, 3)]) == (-33, -67)


@given(
    st.integers(-(10**14), 10**14),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(lambda keys: sum(keys)),
)
def test_split_sums_to_the_ore_and_no_part_is_an_ore_off(total, keys):
    shares = [Fraction(key, sum(keys)) for key in keys]
    parts = split(total, shares)
    assert sum(parts) == total
    assert all(abs(part - total * share) < 1 for part, share in zip(parts, shares, strict=True))


@pytest.mark.parametrize("shares", [[QUARTER], [Fraction(-1, 2), Fraction(3, 2)], []])
def test_split_refuses_shares_that_are_not_a_whole(shares):
    with pytest.raises(ValueError, match="sum to 1"):
        split(100, shares)


def test_contributions_name_member_payer_and_amount():
    found = contributions(association(*FOUR), 737_000_001, DAY)
    assert [each.member for each in found] == [name for name, _, _ in FOUR]
    assert sum(each.amount_ore for each in found) == 737_000_001
    assert found[3].amount_ore == 110_550_000
    assert found[0].payer == "Försäkringskassan"


def test_contributions_leave_out_who_has_no_share_that_day():
    with pytest.raises(ValueError, match="sum to 1"):
        contributions(association(*FOUR), 100, date(2019, 12, 31))


def test_party_shares_add_the_members_of_each_party():
    assert party_shares(association(*FOUR), DAY) == PartyShares(Fraction(1, 2), QUARTER, QUARTER)
    assert party_shares(association(*FOUR), DAY).total == 1


def test_lawful_shares_are_a_half_and_two_quarters():
    assert lawful_shares(association(*FOUR), DAY) == PartyShares(Fraction(1, 2), QUARTER, QUARTER)


def test_without_a_region_the_municipality_pays_the_other_half():
    alone = association(FOUR[0], FOUR[1], ("Ön", "kommun", "1/2"))
    assert lawful_shares(alone, DAY) == PartyShares(Fraction(1, 2), Fraction(0), Fraction(1, 2))
    assert party_shares(alone, DAY) == lawful_shares(alone, DAY)
