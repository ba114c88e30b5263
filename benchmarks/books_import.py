"""Taking in a ledger of 100,000 vouchers: read, reconciled, kept as a file and as rows, told in the trail.

Claim: within 4 times of the plain reader, which keeps every voucher and runs every check but stores nothing; on SQLite
with the settings of service, and on PostgreSQL.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import ledger_maker
from measuring import DATA, Claim, postgresql, run_program

COUNT = 100_000
ROUNDS = 3
MOST = 4
FOLDER = DATA / "ledger"
PROGRAM = """
import gc, sys, time
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from samverk.apps.accounting.actions import import_books
from samverk.apps.accounting.models import Posting
from samverk.apps.audit.chain import verify
from samverk.apps.organisation.actions import add_association
from samverk.apps.users.actor import command_line
from samverk.formats.sie import read

call_command("migrate", verbosity=0)
data, rounds = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])
reading, importing = [], []
for number in range(rounds):
    start = time.perf_counter()
    ledger, problems = read(data)
    reading.append(time.perf_counter() - start)
    lines = sum(len(voucher.postings) for voucher in ledger.vouchers)
    del ledger, problems
    gc.collect()
    # the organisation number of the made ledger can belong to one association at a time
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisation_association SET org_number = 'gammalt ' || id")
    ours = add_association(command_line(), f"matning-{number}", "Mätning", "222000-0000")
    start = time.perf_counter()
    version = import_books(command_line(ours), data, "ledger.se")
    importing.append(time.perf_counter() - start)
    stored = Posting.objects.filter(voucher__ledger_import=version).count()
    assert (version.ties, stored) == (True, lines), (version.sentence, stored, lines)
    assert verify(ours.pk).is_whole
    gc.collect()
print(min(reading), min(importing))
"""


def measure() -> Iterable[Claim]:
    """Make the ledger, then read it and take it in by turns, each database in a process of its own."""
    ledger_maker.write_all(FOLDER, COUNT)
    with tempfile.TemporaryDirectory() as folder:
        yield from _claims("SQLite", folder, f"sqlite:///{folder}/samverk.sqlite3")
    with postgresql() as url, tempfile.TemporaryDirectory() as folder:
        yield from _claims("PostgreSQL", folder, url)


def _claims(name: str, folder: str, url: str) -> Iterable[Claim]:
    settings = {
        "SAMVERK_DATA": folder,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "samverk.config.settings.association",
        "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src"),
    }
    os.environ.update(settings)
    written = run_program(sys.executable, "-c", PROGRAM, FOLDER / "ledger.se", str(ROUNDS))
    reading, importing = map(float, written.split())
    yield Claim(f"{name}: 100,000 vouchers taken in, against the plain reader", importing / reading, MOST)
    yield Claim(f"{name}: the same in seconds", importing, unit="s")
