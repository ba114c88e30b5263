"""What an installation is told: what may be left open, what must be decided, and that the handbook tells it all."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from samverk.config import environment
from samverk.config.environment import THIS_MACHINE, SettingError, read_environment

ROOT = Path(__file__).resolve().parents[2]
DECIDED = {"SAMVERK_PRODUCTION": "ja", "SAMVERK_HOSTS": "samverk.example.se", "SAMVERK_HTTPS": "nej"}


@pytest.fixture
def read(tmp_path):
    def read(**variables: str):
        return read_environment({"SAMVERK_DATA": str(tmp_path / "data"), **variables})

    return read


def test_a_laptop_decides_nothing(read, tmp_path):
    found = read()
    assert found.database_url == f"sqlite:///{tmp_path / 'data' / 'samverk.sqlite3'}"
    assert found.hosts == THIS_MACHINE
    assert not any((found.production, found.https, found.log_json, found.log_ip, found.demo))
    assert found.require_totp


def test_the_key_is_made_once_and_is_its_owner_s_alone(read, tmp_path):
    key = read().secret_key
    assert len(key) > 60
    assert read().secret_key == key
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret.key"]


def test_of_two_that_make_a_key_at_once_the_first_one_s_stands(read, tmp_path):
    key = read().secret_key
    environment._make_secret(tmp_path / "data" / "secret.key")
    assert read().secret_key == key


def test_a_key_in_the_environment_makes_no_file(read, tmp_path):
    assert read(SAMVERK_SECRET_KEY="hemlig").secret_key == "hemlig"
    assert not (tmp_path / "data").exists()


def test_an_empty_key_is_refused(read, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secret.key").touch()
    with pytest.raises(SettingError, match="är tom"):
        read()


def test_a_directory_that_is_a_file_is_refused(read, tmp_path):
    (tmp_path / "data").touch()
    with pytest.raises(SettingError, match="går inte att använda"):
        read()


def test_production_logs_json_and_knows_its_hosts(read):
    found = read(**DECIDED, SAMVERK_LOG_IP="ja")
    assert (found.production, found.log_json, found.log_ip) == (True, True, True)
    assert found.hosts == ("samverk.example.se",)
    assert not read(**DECIDED, SAMVERK_LOG_JSON="nej").log_json


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SAMVERK_HOSTS": ""}, "SAMVERK_HOSTS saknas"),
        ({"SAMVERK_HTTPS": ""}, "SAMVERK_HTTPS är inte bestämt"),
        ({"SAMVERK_HTTPS": "ja"}, "behöver SAMVERK_PROXIES"),
        ({"SAMVERK_DEMO": "ja"}, "SAMVERK_DEMO=ja går inte ihop med drift"),
        ({"SAMVERK_HTTPS": "kanske"}, "SAMVERK_HTTPS ska vara ja eller nej, men är ”kanske”"),
        ({"SAMVERK_PROXIES": "-1"}, "SAMVERK_PROXIES ska vara ett heltal"),
        ({"SAMVERK_OIDC_SERVER": "https://id.example.se"}, "SAMVERK_OIDC_CLIENT_ID, SAMVERK_OIDC_SECRET"),
    ],
)
def test_what_production_needs_is_told(read, changed, said):
    with pytest.raises(SettingError, match=said):
        read(**DECIDED | changed)


@pytest.mark.parametrize("address", ["hej", "mysql://samverk@/samverk", "postgresql:", "postgresql://samverk@host/"])
def test_a_database_of_another_kind_or_without_a_name_is_refused(read, address):
    with pytest.raises(SettingError, match="DATABASE_URL ska vara en databas i PostgreSQL") as refused:
        read(DATABASE_URL=address)
    assert "samverk@host" not in str(refused.value)


OIDC = {"SAMVERK_OIDC_CLIENT_ID": "samverk", "SAMVERK_OIDC_SECRET": "hemlig"}


def test_a_provider_is_told_with_what_it_vouches_for(read):
    found = read(
        **OIDC,
        SAMVERK_OIDC_SERVER="https://id.example.se/realms/x/",
        SAMVERK_OIDC_DOMAINS="Example.se, @kommun.example.se,",
        SAMVERK_OIDC_TWO_STEPS="ja",
    ).oidc
    assert found.server == "https://id.example.se/realms/x"
    assert found.domains == ("example.se", "kommun.example.se")
    assert found.two_steps
    assert "hemlig" not in repr(found)
    assert not read(**OIDC, SAMVERK_OIDC_SERVER="https://id.example.se").oidc.two_steps


@pytest.mark.parametrize("server", ["id.example.se", "http://id.example.se", "ftp://id.example.se"])
def test_a_provider_without_https_is_refused(read, server):
    with pytest.raises(SettingError, match="SAMVERK_OIDC_SERVER ska vara tjänstens hela adress"):
        read(**OIDC, SAMVERK_OIDC_SERVER=server)


def test_the_handbook_has_every_variable_and_no_other():
    code = Path(environment.__file__).read_text(encoding="utf-8")
    known = set(re.findall(r'"(SAMVERK_[A-Z_]+|DATABASE_URL)"', code))
    page = (ROOT / "docs" / "handbok" / "drift.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(SAMVERK_[A-Z_]+|DATABASE_URL)` \|", page, re.MULTILINE))
    assert told == known
