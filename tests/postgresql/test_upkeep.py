"""An installation on PostgreSQL: first start, backup with pg_dump, restore into a new database, refusals."""

from __future__ import annotations

import hashlib
import itertools
import json
import zipfile
from pathlib import Path

import psycopg
import pytest

from tests.postgresql.server import PostgresqlServer
from tests.service.running import Installation

_NUMBERS = itertools.count(1)


KEY = {"SAMVERK_SECRET_KEY": "only-for-the-tests"}


@pytest.fixture(scope="module")
def founded(postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with one association, to make others like."""
    folder = tmp_path_factory.mktemp("founded")
    made = Installation(folder, {"DATABASE_URL": postgresql.make("founded"), **KEY})
    made.do("upgrade")
    made.do("association", "add", "storsjo", "--name", "Finsam Storsjö", "--org-number", "222000-0001")
    return "founded"


@pytest.fixture
def installation(postgresql: PostgresqlServer, founded: str, tmp_path: Path) -> Installation:
    """An installation with one association, in a database of its own."""
    url = postgresql.make(f"forbunden{next(_NUMBERS)}", like=founded)
    return Installation(tmp_path / "data", {"DATABASE_URL": url, **KEY})


def _database(installation: Installation) -> str:
    return installation.variables["DATABASE_URL"].rpartition("/")[2]


def test_it_serves_and_is_restored_as_it_was(installation, postgresql, tmp_path):
    name = _database(installation)
    installation.do("backup", "--out", str(tmp_path / "kopior"))
    backup = next((tmp_path / "kopior").glob("*.zip"))
    installation.do("association", "add", "sen", "--name", "Finsam Sen", "--org-number", "222000-0002")
    with installation.serving() as server:
        assert json.loads(server.get("/halsa/").body)["database"] == "läser och skriver"
        assert server.get("/konto/logga-in/").status == 200
        assert "Stoppa servern först" in installation.refuse("restore", str(backup))
    said = installation.do("restore", str(backup))
    assert "alla är hela" in said
    assert postgresql.run("SELECT name FROM organisation_association", name) == [("Finsam Storsjö",)]
    kept = said.partition("ligger kvar: ")[2].split()[0]
    assert len(postgresql.run("SELECT name FROM organisation_association", kept)) == 2
    assert "kedjan är hel" in installation.do("audit", "verify")


def test_while_anyone_is_connected_nothing_is_moved(installation, postgresql, tmp_path):
    installation.do("backup", "--out", str(tmp_path))
    backup = str(next(tmp_path.glob("*.zip")))
    with psycopg.connect(postgresql.url(_database(installation))):
        assert f"Databasen {_database(installation)} används" in installation.refuse("restore", backup)
    left = [name for (name,) in postgresql.run("SELECT datname FROM pg_database WHERE datname LIKE 'samverk_ny_%'")]
    assert not left
    assert "storsjo" in installation.do("association", "list")


def test_a_damaged_dump_is_refused_and_leaves_nothing_behind(installation, postgresql, tmp_path):
    installation.do("backup", "--out", str(tmp_path))
    backup = next(tmp_path.glob("*.zip"))
    with zipfile.ZipFile(backup) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    dump = parts["database.dump"]
    manifest = json.loads(parts["manifest.json"])
    parts["database.dump"] = dump[: len(dump) // 2]
    manifest["sha256"] = hashlib.sha256(parts["database.dump"]).hexdigest()
    parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(tmp_path / "halv.zip", "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    assert "Programmet pg_restore kunde inte göra sitt arbete" in installation.refuse(
        "restore", str(tmp_path / "halv.zip")
    )
    assert "storsjo" in installation.do("association", "list")
    assert postgresql.run("SELECT datname FROM pg_database WHERE datname LIKE 'samverk_ny_%'") == []


def test_a_backup_of_sqlite_is_refused(installation, tmp_path):
    installation.do("backup", "--out", str(tmp_path))
    backup = next(tmp_path.glob("*.zip"))
    with zipfile.ZipFile(backup) as file:
        manifest = {**json.loads(file.read("manifest.json")), "vendor": "sqlite"}
    with zipfile.ZipFile(tmp_path / "annan.zip", "w") as file:
        file.writestr("manifest.json", json.dumps(manifest))
    said = installation.refuse("restore", str(tmp_path / "annan.zip"))
    assert "gjord av en installation med SQLite, men den här använder PostgreSQL" in said


def test_an_upgrade_is_behind_a_backup_and_a_newer_database_is_refused(installation, postgresql):
    installation.migrate("mfa", "0001")
    assert "Säkerhetskopierade till" in installation.do("upgrade")
    name = _database(installation)
    postgresql.run("INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_x', now())", name)
    assert "nyare version av Samverk" in installation.refuse("upgrade")


def test_whoever_waits_too_long_for_another_s_writing_is_told(installation, postgresql):
    impatient = f"{installation.variables['DATABASE_URL']}?options=-c%20lock_timeout%3D200ms"
    with psycopg.connect(postgresql.url(_database(installation))) as other:
        other.execute("SELECT * FROM audit_auditchain FOR UPDATE")
        said = installation.refuse(
            "association", "add", "sen", "--name", "Sen", "--org-number", "222000-0002", DATABASE_URL=impatient
        )
    assert said == "Fel: Någon annan skriver just nu. Ingenting har ändrats. Vänta en stund och försök igen.\n"


def test_a_server_that_does_not_let_us_in_is_told_at_once_with_its_reason(postgresql, tmp_path):
    gone = Installation(tmp_path / "data", {"DATABASE_URL": "postgresql://samverk@%2Ffinns-inte/samverk"})
    said = gone.refuse("upgrade")
    assert "Databasen svarar inte. Kontrollera att PostgreSQL är igång" in said
    assert "WARNING" not in said
    nowhere = Installation(tmp_path / "data", {"DATABASE_URL": postgresql.url("finnsinte")})
    for command in (("upgrade",), ("serve", "--port", "0"), ("backup",), ("user", "list"), ("audit", "verify")):
        assert 'database "finnsinte" does not exist' in nowhere.refuse(*command), command
