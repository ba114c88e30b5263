"""Backup and restore on SQLite: made while people work, refused when damaged, in place only when proved."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import stat
import threading
import zipfile
from contextlib import closing
from pathlib import Path

from samverk.apps.upkeep.manifest import MEMBER

DATABASE = "database.sqlite3"


def _names(installation):
    return [name for (name,) in installation.rows("SELECT name FROM organisation_association ORDER BY id")]


def _changed(backup: Path, target: Path, *, manifest=None, database=None, sealed: bool = True) -> Path:
    """A backup with another manifest or database; `sealed` with the right checksum of what it holds."""
    with zipfile.ZipFile(backup) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    described = {**json.loads(parts[MEMBER]), **(manifest or {})}
    parts[DATABASE] = database or parts[DATABASE]
    if sealed:
        described["sha256"] = hashlib.sha256(parts[DATABASE]).hexdigest()
    parts[MEMBER] = json.dumps(described).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target


def _database_with(backup: Path, folder: Path, statement: str) -> bytes:
    """The database of a backup after someone has been at it."""
    with zipfile.ZipFile(backup) as file:
        file.extract(DATABASE, folder)
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute(statement)
    return (folder / DATABASE).read_bytes()


def test_what_was_saved_comes_back_and_what_stood_there_is_kept(installation, backup_of):
    backup = backup_of()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    installation.do("association", "add", "sen", "--name", "Finsam Sen", "--org-number", "222000-0002")
    said = installation.do("restore", str(backup))
    assert _names(installation) == ["Finsam Storsjö"]
    kept = re.search(r"ligger kvar: (.+)", said)
    assert kept is not None
    with closing(sqlite3.connect(kept[1])) as old:
        assert old.execute("SELECT count(*) FROM organisation_association").fetchone() == (2,)
    assert "alla är hela" in said
    assert "kedjan är hel" in installation.do("audit", "verify")
    assert not list(installation.data.glob(".samverk-restore-*"))


def test_a_backup_is_restored_on_another_machine_with_the_key_it_brings(installation, backup_of, empty, tmp_path):
    from tests.service.running import Installation

    elsewhere = Installation(tmp_path / "annan", {})
    said = elsewhere.run("restore", str(backup_of()))
    assert said.returncode == 0
    assert "annan hemlig nyckel" in said.stderr
    assert _names(elsewhere) == ["Finsam Storsjö"]
    done = elsewhere.run("restore", str(backup_of("--with-key")))
    assert "annan hemlig nyckel" not in done.stderr
    own, theirs = ((each.data / "secret.key").read_text() for each in (elsewhere, installation))
    assert own == theirs
    assert len(list(elsewhere.data.glob("secret.key.fore-*"))) == 1


def test_the_key_is_not_in_a_backup_unless_asked_for(backup_of):
    with zipfile.ZipFile(backup_of()) as file:
        assert sorted(file.namelist()) == [DATABASE, MEMBER]


def test_a_backup_is_made_while_others_write(installation, tmp_path):
    done = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(installation.data / "samverk.sqlite3", timeout=30)) as database:
            number = 0
            while not done.is_set():
                number += 1
                with database:
                    database.execute("INSERT INTO django_session VALUES (?, '', '2030-01-01')", (f"s{number}",))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        installation.do("backup", "--out", str(tmp_path))
    finally:
        done.set()
        writer.join()
    assert "alla är hela" in installation.do("restore", str(next(tmp_path.glob("*.zip"))))


def test_only_the_newest_are_kept_and_nothing_else_is_touched(installation, tmp_path):
    out = tmp_path / "kopior"
    out.mkdir()
    for name in ("samverk-2020-01-01-000000.zip", "samverk-2021-01-01-000000.zip", "mina-anteckningar.zip"):
        (out / name).write_text("x")
    assert "Tog bort 1 äldre kopia" in installation.do("backup", "--out", str(out), "--keep", "2")
    left = sorted(path.name for path in out.iterdir())
    assert left[:2] == ["mina-anteckningar.zip", "samverk-2021-01-01-000000.zip"]
    assert len(left) == 3


def _truncated(backup: Path, folder: Path) -> Path:
    path = folder / "avhuggen.zip"
    path.write_bytes(backup.read_bytes()[:-2000])
    return path


def _damaged(backup: Path, folder: Path) -> Path:
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path = folder / "skadad.zip"
    path.write_bytes(content)
    return path


def _another_zip(_backup: Path, folder: Path) -> Path:
    path = folder / "bilder.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("bild.txt", "hej")
    return path


def _no_zip(_backup: Path, folder: Path) -> Path:
    path = folder / "bokforing.se"
    path.write_text("#FLAGGA 0\n")
    return path


WRONG = {
    "truncated": (_truncated, "bara en del av en"),
    "damaged": (_damaged, "är skadad"),
    "another zip": (_another_zip, "ingen läsbar innehållsförteckning"),
    "another file": (_no_zip, "är ingen säkerhetskopia från Samverk"),
    "not there": (lambda _backup, folder: folder / "finns-inte.zip", "finns inte"),
    "newer": (
        lambda backup, folder: _changed(
            backup, folder / "n.zip", manifest={"migrations": ["audit.0999_x"], "version": "9"}
        ),
        "nyare version av Samverk (9; den har audit.0999_x)",
    ),
    "of PostgreSQL": (
        lambda backup, folder: _changed(backup, folder / "p.zip", manifest={"vendor": "postgresql"}),
        "gjord av en installation med PostgreSQL, men den här använder SQLite",
    ),
    "another checksum": (
        lambda backup, folder: _changed(backup, folder / "s.zip", manifest={"sha256": "0" * 64}, sealed=False),
        "stämmer inte med sin kontrollsumma",
    ),
    "an event changed": (
        lambda backup, folder: _changed(
            backup,
            folder / "a.zip",
            database=_database_with(backup, folder, "UPDATE audit_auditevent SET sentence = 'Ingenting.'"),
        ),
        "har ändrats efter att den skrevs",
    ),
    "the last event removed": (
        lambda backup, folder: _changed(
            backup,
            folder / "b.zip",
            database=_database_with(backup, folder, "DELETE FROM audit_auditchain WHERE association_id = 0"),
        ),
        "är inte hel",
    ),
    "a page overwritten": (
        lambda backup, folder: _changed(backup, folder / "c.zip", database=b"SQLite format 3\x00" + b"\xff" * 60_000),
        "är skadad",
    ),
}


RESTORE_EACH = """
import sys
from samverk.cli.main import samverk
from samverk.cli.swedish import run
for path in sys.argv[1:]:
    print("KOD", run(samverk, ["restore", path]), file=sys.stderr)
"""


def test_a_backup_that_cannot_be_trusted_is_refused_and_nothing_changes(installation, backup_of, tmp_path):
    backup = backup_of()
    before = (installation.data / "samverk.sqlite3").read_bytes()
    files = [str(make(backup, tmp_path)) for make, _words in WRONG.values()]
    said = installation.python(RESTORE_EACH, *files).stderr.split("KOD 2\n")
    assert len(said) == len(WRONG) + 1
    assert not [name for (name, (_make, words)), told in zip(WRONG.items(), said, strict=False) if words not in told]
    assert "Traceback" not in "".join(said)
    assert (installation.data / "samverk.sqlite3").read_bytes() == before
    assert not list(installation.data.glob("*fore*"))
    assert not list(installation.data.glob(".samverk*"))


def test_nothing_is_restored_under_a_server_that_runs(installation, backup_of):
    backup = backup_of()
    with installation.serving():
        assert "Stoppa servern först" in installation.refuse("restore", str(backup))


def test_there_is_nothing_to_copy_in_an_empty_directory(empty):
    assert "Här finns ingen installation att kopiera" in empty.refuse("backup")


def test_a_place_that_cannot_be_written_is_told(installation, tmp_path):
    (tmp_path / "fil").touch()
    assert "gick inte att skriva" in installation.refuse("backup", "--out", str(tmp_path / "fil" / "kopior"))
