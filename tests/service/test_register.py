"""A register as its keeper runs it: first person, key, disposal, copies; and never mixed up with an association."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path

import pytest

from tests.service.running import Installation


@pytest.fixture
def register(tmp_path: Path) -> Installation:
    """A register with its tables, and nothing else."""
    made = Installation(tmp_path / "registret", {})
    made.do("register", "upgrade")
    return made


SET_UP = """
import django; django.setup()
from samverk.apps.participants.staff_actions import set_up_register
from samverk.apps.users.actor import command_line
set_up_register(command_line(), party="Storsjö kommun", association_name="Finsam", association_number="222000-1111")
"""


def _set_up(register: Installation) -> None:
    Installation(register.data, {"DJANGO_SETTINGS_MODULE": "samverk.config.settings.register"}).python(SET_UP)


def test_the_first_keeper_gets_a_link_and_a_new_one_when_asked_again(register):
    said = register.do("register", "user", "loke@example.se", "Loke Granhammar")
    assert "Loke Granhammar är registeransvarig." in said
    assert re.search(r"http://\S+/konto/\S+", said)
    again = register.do("register", "user", "loke@example.se", "Loke Granhammar")
    assert "är registeransvarig" not in again
    assert "/konto/" in again


def test_a_key_is_made_once_for_its_owner_alone(register):
    assert "Ställ in registret först" in register.refuse("register", "key")
    _set_up(register)
    said = register.do("register", "key")
    assert re.search(r"Fingeravtryck: ([0-9a-f]{4} ){15}[0-9a-f]{4}\n", said)
    key = register.data / "return.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert "redan en nyckel" in register.refuse("register", "key")
    assert key.read_bytes() == before


def test_nothing_is_disposed_of_without_a_decision(register):
    assert "Parten har inte bestämt" in register.do("register", "dispose")
    _set_up(register)
    assert "Parten har inte bestämt" in register.do("register", "dispose", "--dry-run")


def test_a_register_is_copied_without_its_keys_restored_and_proved(register, tmp_path):
    _set_up(register)
    register.do("register", "key")
    (register.data / "identity.key").write_bytes(b"not a key at all, which stops nobody from taking a copy")
    said = register.do("register", "backup", "--out", str(tmp_path / "kopior"))
    copy = next((tmp_path / "kopior").glob("*.zip"))
    assert copy.name in said
    with zipfile.ZipFile(copy) as file:
        assert sorted(file.namelist()) == ["database.sqlite3", "manifest.json"]
    elsewhere = Installation(tmp_path / "annan", {})
    restored = elsewhere.run("register", "restore", str(copy))
    assert restored.returncode == 0
    assert "med samverk register forget-totp, eller lägg tillbaka filen secret.key" in restored.stderr
    elsewhere.do("register", "user", "loke@example.se", "Loke Granhammar")
    assert "på nytt vid nästa inloggning" in elsewhere.do("register", "forget-totp", "loke@example.se")
    assert "kedjan är hel" in elsewhere.do("register", "audit", "verify")
    assert "stämmer" in elsewhere.do("register", "upgrade", "--check")
    assert not (elsewhere.data / "return.key").exists()


def test_nothing_is_served_with_a_key_that_cannot_be_used(register):
    (register.data / "identity.key").write_bytes(b"kort")
    assert "i filen identity.key går inte att använda" in register.refuse("register", "serve", "--port", "0")


def test_an_association_s_program_leaves_a_register_alone_and_the_other_way_round(register, tmp_path):
    _set_up(register)
    association = Installation(tmp_path / "kontoret", {})
    association.do("upgrade")
    at_register = {"DATABASE_URL": f"sqlite:///{register.data / 'register.sqlite3'}"}
    at_office = {"DATABASE_URL": f"sqlite:///{association.data / 'samverk.sqlite3'}"}
    for command in (("serve", "--port", "0"), ("upgrade",), ("backup",), ("user", "list")):
        assert "hör till ett register" in association.refuse(*command, **at_register), command
    for command in (("serve", "--port", "0"), ("upgrade",), ("backup",), ("key",)):
        assert "hör till ett förbunds kontor" in register.refuse("register", *command, **at_office), command
    register.do("register", "backup")
    copy = next((register.data / "backups").glob("*.zip"))
    assert "hör till ett register" in association.refuse("restore", str(copy))
    association.do("backup")
    copy = next((association.data / "backups").glob("*.zip"))
    assert "hör till ett förbunds kontor" in register.refuse("register", "restore", str(copy))


def test_a_word_that_is_forgotten_begins_no_second_installation_in_the_directory_of_the_first(register, tmp_path):
    _set_up(register)
    files = sorted(path.name for path in register.data.iterdir())
    for command in (("upgrade",), ("upgrade", "--check"), ("serve", "--port", "0"), ("backup",), ("audit", "verify")):
        assert "Katalogen hör till ett register" in register.refuse(*command), command
    assert sorted(path.name for path in register.data.iterdir()) == files
    association = Installation(tmp_path / "kontoret", {})
    association.run("register", "upgrade", "--check")  # leaves an empty database, which is no installation
    association.do("upgrade")
    assert "Katalogen hör till ett förbunds kontor" in association.refuse(
        "register", "upgrade", "--data", str(association.data)
    )
