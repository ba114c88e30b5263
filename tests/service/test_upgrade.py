"""An upgrade: asked first, copied before, refused when the database is newer, resumed when it was cut off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.service.running import Installation


@pytest.fixture
def older(installation: Installation) -> Installation:
    """An installation whose database lacks the latest tables of one package."""
    installation.migrate("mfa", "0001")
    return installation


def test_it_says_what_it_would_do_then_does_it_behind_a_backup(older):
    told = older.run("upgrade", "--check")
    assert told.returncode == 1
    assert re.search(r"ska uppgraderas, i \d+ steg: mfa\.0002_\w+", told.stdout)
    assert "Databasen behöver uppgraderas" in older.refuse("association", "list")
    said = older.do("upgrade")
    copy = re.search(r"Säkerhetskopierade till (.+\.zip)", said)
    assert copy is not None
    assert Path(copy[1]).name.startswith("samverk-fore-uppgradering-")
    assert older.do("upgrade", "--check") == "Databasen stämmer med programmet. Ingenting behöver göras.\n"
    assert "storsjo" in older.do("association", "list")
    # and back again: the copy is of the older tables, and is upgraded before it is put in place
    assert "alla är hela" in older.do("restore", copy[1])


def test_a_newer_database_is_never_touched(installation):
    installation.rows("INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_x', '2030-01-01')")
    for command in (("serve", "--port", "0"), ("upgrade",), ("association", "list"), ("audit", "verify")):
        assert "gjord av en nyare version av Samverk (den har audit.0999_x" in installation.refuse(*command)
    assert not (installation.data / "backups").exists()


def test_a_full_disk_is_told_before_anything_is_done(older):
    code = (
        "import django; django.setup()\n"
        "from samverk.apps.upkeep import upgrade; upgrade.SPARE_BYTES = 10**18\n"
        "from samverk.cli.main import samverk; from samverk.cli.swedish import run\n"
        "print(run(samverk, ['upgrade']))"
    )
    done = older.python(code)
    assert done.stdout == "2\n"
    assert "Uppgraderingen behöver" in done.stderr
    assert "Ingenting har ändrats" in done.stderr
    assert not (older.data / "backups").exists()


def test_the_first_start_goes_on_where_it_was_cut_off(empty):
    empty.migrate("contenttypes")
    empty.do("upgrade")
    assert "Inga förbund är upplagda" in empty.do("association", "list")


def test_an_upgrade_waits_for_the_server_to_stop(older):
    older.do("upgrade")
    with older.serving():
        older.migrate("mfa", "0001")
        assert "Stoppa servern först" in older.refuse("upgrade")
