"""Personal identity numbers: what is one, how it is kept, and that the key lies outside the database."""

from __future__ import annotations

import stat
from datetime import date

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.identity import IdentityError, IdentityNumber, index_of, opened, read_identity, sealed
from samverk.apps.participants.models import Participant
from samverk.apps.upkeep.refused import UpkeepRefused
from samverk.apps.upkeep.serving import check_serving
from tests.factories.identity_numbers import numbered
from tests.factories.participating import intake
from tests.factories.register import officer, register, register_measure

DAY = date(2026, 11, 29)


BORN = date(1990, 5, 17)
NUMBER = numbered(BORN, 238)


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    settings.SAMVERK_DEMO_DAY = DAY
    settings.SAMVERK_IDENTITY_KEY_FILE = tmp_path / "data" / "identity.key"


@given(
    st.dates(date(1900, 1, 1), DAY), st.integers(0, 999), st.booleans(), st.sampled_from(["-", "", " "]), st.booleans()
)
def test_every_right_number_is_read(born, serial, coordination, sign, is_short):
    text = numbered(born, serial, coordination=coordination).replace("-", sign)
    is_old = DAY.year - born.year >= 100 or (DAY.year - born.year) % 100 != DAY.year - born.year
    number = read_identity(text[2:] if is_short and not is_old else text, DAY)
    assert number.birth_year == born.year
    assert len(number.digits) == 12


@given(st.integers(1, 9), st.integers(0, 9))
def test_a_digit_that_is_misread_is_found(wrong, place):
    ten = NUMBER.replace("-", "")[2:]
    misread = ten[:place] + str((int(ten[place]) + wrong) % 10) + ten[place + 1 :]
    with pytest.raises(IdentityError):
        read_identity(f"19{misread}", DAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tio eller tolv siffror"),
        ("Anna", "tio eller tolv siffror"),
        (numbered(date(2027, 1, 2), 238), "inte är född än"),
        ("19900230-000" + "6", "."),
    ],
)
def test_what_is_no_number_is_told(text, said):
    with pytest.raises(IdentityError, match=said):
        read_identity(text, DAY)


def test_a_plus_is_a_hundred_years_ago():
    old = numbered(date(1920, 5, 17), 238)
    assert read_identity(old[2:].replace("-", "+"), DAY).birth_year == 1920


def test_the_key_is_a_file_of_its_own_that_only_the_owner_reads(settings):
    number = IdentityNumber(NUMBER.replace("-", ""))
    kept = sealed(number)
    assert number.digits.encode() not in kept
    assert opened(kept) == number
    assert stat.S_IMODE(settings.SAMVERK_IDENTITY_KEY_FILE.stat().st_mode) == 0o600
    first = index_of(number)
    settings.SAMVERK_IDENTITY_KEY = Fernet.generate_key().decode()
    assert index_of(number) != first
    with pytest.raises(IdentityError, match="inte den som de låstes med"):
        opened(kept)


def test_a_key_that_is_no_key_is_told(settings):
    settings.SAMVERK_IDENTITY_KEY = "kort"
    with pytest.raises(IdentityError, match="32 byte"):
        sealed(IdentityNumber(NUMBER.replace("-", "")))


def test_nothing_is_served_with_a_key_that_is_no_key(settings):
    check_serving()  # without a key there is nothing to refuse, and none is made
    assert not settings.SAMVERK_IDENTITY_KEY_FILE.exists()
    settings.SAMVERK_IDENTITY_KEY = "för kort och inte base64"
    with pytest.raises(UpkeepRefused, match=r"i SAMVERK_IDENTITY_KEY går inte att använda.*Rätta variabeln") as told:
        check_serving()
    assert settings.SAMVERK_IDENTITY_KEY not in str(told.value)
    settings.SAMVERK_IDENTITY_KEY = ""
    settings.SAMVERK_IDENTITY_KEY_FILE.parent.mkdir()
    settings.SAMVERK_IDENTITY_KEY_FILE.write_text("trasig")
    with pytest.raises(UpkeepRefused, match=r"i filen identity\.key går inte att använda"):
        check_serving()
    settings.SAMVERK_IDENTITY_KEY = Fernet.generate_key().decode()
    check_serving()


def test_nothing_is_noted_with_a_key_that_is_no_key(settings):
    register(allows_identity=True, identity_decision="KS 2025/12")
    measure = register_measure()
    settings.SAMVERK_IDENTITY_KEY = "kort"
    with pytest.raises(RefusedChange, match="32 byte"):
        intake(officer(measure), measure, identity=NUMBER)


def test_the_same_number_is_the_same_person_with_the_card_from_before():
    register(allows_identity=True, identity_decision="KS 2025/12")
    steget, bron = register_measure(), register_measure("bron", "Bron")
    actor = officer(steget, bron)
    first = intake(actor, steget, identity=NUMBER, birth_year=None)
    second = intake(actor, bron, identity=NUMBER, birth_year=1990)
    assert second.participant == first.participant
    kept = Participant.objects.get()
    assert kept.birth_year == 1990
    assert opened(kept.identity).digits == NUMBER.replace("-", "")
    with pytest.raises(ValidationError, match="kön eller födelseår är ett annat"):
        intake(actor, bron, identity=NUMBER, gender="man")


def test_a_number_that_does_not_agree_with_the_year_is_refused():
    register(allows_identity=True, identity_decision="KS 2025/12")
    measure = register_measure()
    with pytest.raises(ValidationError, match="stämmer inte med personnumret"):
        intake(officer(measure), measure, identity=NUMBER, birth_year=1991)


def test_without_the_party_s_decision_no_number_is_kept():
    register()
    measure = register_measure()
    with pytest.raises(RefusedChange, match="får inte antecknas"):
        intake(officer(measure), measure, identity=NUMBER)
    assert not Participant.objects.exists()
