"""Every page under load: 75 associations with 10 years each, 20 people at once on two cores, SQLite and PostgreSQL.

    python benchmarks/web_load.py                   both databases, as claimed
    python benchmarks/web_load.py --database sqlite --associations 5 --seconds 10

The queries of a page are counted in this process, first with nothing remembered and then again. The times are those of
the server of `samverk serve --production`, two processes with four threads each, asked by people who look at a page for
a second on average, each in an association of their own: first through every page there is, when nothing is remembered
of any association yet, and then on among them, where one step in twenty saves a measure or takes in a year's books. The
claim is about the time after that first walk.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import Claim, postgresql
from web_people import Answer, Person, Walk

ROOT = Path(__file__).resolve().parents[1]
if TYPE_CHECKING:
    from samverk.apps.organisation.models import Association

MOST_QUERIES = 25
DATABASES = ("sqlite", "postgresql")
SERVER = """
from samverk.cli.installation import open_installation
from samverk.cli.serve import prepare, run_server
open_installation(None)
prepare(lambda _: None)
run_server(port=0, workers=2, ready=lambda address: print(address, flush=True))
"""


@dataclass(frozen=True)
class Measured:
    """What a run came to: seconds are the 95th percentiles after the first walk, `failed` kinds with their status."""

    most_queries: int
    failed: list[tuple[str, int]]
    page_seconds: float
    saved: int
    save_seconds: float


# ── queries ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def count_queries(slug: str) -> dict[str, tuple[int, int]]:
    """Kind of page → its queries the first time, and when what can be remembered is."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.cookies["samverk_session"] = session_of(slug)

    def fetch(path: str) -> Answer:
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(path, headers={"host": "localhost"})
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode() if "html" in answer.headers.get("Content-Type", "") else ""
        return Answer(answer.status_code, bool(text), text, 0, len(seen))

    walk = Walk(slug)
    first = {kind: answer.queries for kind, answer in walk.through(fetch)}
    return {kind: (queries, fetch(walk.samples[kind]).queries) for kind, queries in first.items()}


def session_of(slug: str) -> str:
    """A session of the association's director's."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from samverk.apps.users.models import RoleAssignment

    role = RoleAssignment.objects.select_related("user").filter(association__slug=slug, role="director").first()
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(role.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = role.user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


# ── load ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def serving() -> Iterator[int]:
    """The server of service on a free port."""
    from samverk.apps.upkeep.databases import close_all

    close_all()
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline().strip("/\n").rpartition(":")[2])
        process.terminate()


def load(associations: list[Association], seconds: float, look: float) -> list[tuple[str, Answer]]:
    """Let one person per association loose for so many seconds; every answer."""
    sessions = [session_of(association.slug) for association in associations]
    with serving() as port:
        until = time.monotonic() + seconds
        people = [
            Person(port, association.slug, association.org_number, session, until, look)
            for association, session in zip(associations, sessions, strict=True)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    return [answer for person in people for answer in person.answers]


# ── the report ──────────────────────────────────────────────────────────────────────────────────────────────────────


def percentile(values: list[float], share: int) -> float:
    """The percentile, in the unit of the values; of few values the largest."""
    return statistics.quantiles(values, n=100)[share - 1] if len(values) > 20 else max(values, default=0.0)


def told(seconds: list[float], share: int) -> str:
    """A percentile in milliseconds as it is printed; "–" of nothing."""
    if not seconds:
        return f"{'–':>9}"
    return f"{(statistics.median(seconds) if share == 50 else percentile(seconds, share)) * 1000:>6.0f} ms"


def tell(queries: Mapping[str, tuple[int, int]], answers: list[tuple[str, Answer]], seconds: float) -> Measured:
    """Write what was measured, page by page, and what it comes to."""
    times: dict[bool, dict[str, list[float]]] = {True: defaultdict(list), False: defaultdict(list)}
    for kind, answer in answers:
        times[answer.is_first][kind].append(answer.seconds)
    first, after = times[True], times[False]
    failed = [(kind, answer.status) for kind, answer in answers if not 200 <= answer.status < 400]
    print(f"  {'page':<58} {'queries':>9} {'first walk':>16} {'after it':>27}")
    print(f"  {'':<58} {'cold':>4} {'then':>4} {'asked':>6} {'p95':>9} {'asked':>6} {'median':>9} {'p95':>9}")
    for kind in sorted(
        queries.keys() | first.keys() | after.keys(), key=lambda each: (-percentile(after[each], 95), each)
    ):
        cold, then = queries.get(kind, (0, 0))
        print(f"  {kind:<58} {cold:>4} {then:>4} {len(first[kind]):>6} {told(first[kind], 95)}", end="")
        print(f" {len(after[kind]):>6} {told(after[kind], 50)} {told(after[kind], 95)}")
    worst = max((cold for cold, _ in queries.values()), default=0)
    saves = [answer.seconds for _, answer in answers if answer.is_save]
    for words, is_first in (("the first walk", True), ("after it", False)):
        own = [answer for _, answer in answers if answer.is_first is is_first and not answer.is_save]
        pages = [answer.seconds for answer in own if answer.is_page]
        files = [answer.seconds for answer in own if not answer.is_page]
        print(f"  {words}: {len(pages)} pages, median {told(pages, 50)}, p95 {told(pages, 95)}; ", end="")
        print(f"{len(files)} files, p95 {told(files, 95)}")
    print(f"  {len(saves)} saves, median {told(saves, 50)}, p95 {told(saves, 95)}")
    print(f"  {len(answers) / seconds:.1f} answers a second; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"  most queries on a page: {worst} (at most {MOST_QUERIES}); errors: {len(failed)} {failed[:5] or ''}")
    return Measured(worst, failed, percentile(pages, 95), len(saves), percentile(saves, 95))


# ── a run ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def run_inside(chosen: argparse.Namespace) -> Measured:
    """Build and measure in this process's installation."""
    import django

    django.setup()
    from samverk.apps.accounting.models import Posting
    from samverk.apps.organisation.models import Association
    from samverk.cli.serve import prepare
    from web_data import build

    prepare(lambda _: None)
    began = time.monotonic()
    build(chosen.associations, chosen.years)
    made = list(Association.objects.order_by("pk"))
    took, postings = time.monotonic() - began, Posting.objects.count()
    print(f"{chosen.database}: {len(made)} associations, {postings:,} postings, made in {took:.0f} s", flush=True)
    queries = count_queries(made[-1].slug)
    answers = load(made[: chosen.people], chosen.seconds, chosen.look)
    return tell(queries, answers, chosen.seconds)


@contextmanager
def database(name: str) -> Iterator[Mapping[str, str]]:
    """The environment of an installation with a database of that kind."""
    with tempfile.TemporaryDirectory() as folder:
        told = {
            "SAMVERK_DATA": folder,
            "SAMVERK_SECRET_KEY": "only-for-measuring",
            "SAMVERK_DEMO": "ja",  # the day of the demo's story, when its books are current
            "SAMVERK_DEMO_DAY": "2025-03-10",
            "DJANGO_SETTINGS_MODULE": "samverk.config.settings.association",
            "PYTHONPATH": str(ROOT / "src"),
        }
        if name == "sqlite":
            yield told
            return
        with postgresql() as url:
            yield {**told, "DATABASE_URL": url}


def run(name: str, arguments: list[str]) -> Measured:
    """Measure a database in a process of its own, for Django knows one installation per process."""
    with database(name) as variables, tempfile.NamedTemporaryFile(suffix=".json") as result:
        command = [
            sys.executable,
            str(Path(__file__).resolve()),
            *arguments,
            "--database",
            name,
            "--inside",
            result.name,
        ]
        subprocess.run(command, env={**os.environ, **variables}, cwd=ROOT, check=True)
        return Measured(**json.load(result))


def measure() -> Iterator[Claim]:
    """The claims of run.py, on both databases."""
    for name in DATABASES:
        found = run(name, [])
        yield Claim(f"{name}: the most queries of a page", found.most_queries, MOST_QUERIES, unit="")
        yield Claim(f"{name}: errors", len(found.failed), 0, unit="")
        yield Claim(f"{name}: saves", found.saved, 1, is_floor=True, unit="")
        yield Claim(f"{name}: page, 95th percentile", found.page_seconds, unit="s")
        yield Claim(f"{name}: save, 95th percentile", found.save_seconds, unit="s")


def main() -> None:
    """Measure the databases asked for; exit 1 when something failed or a page asks too much."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--database", choices=DATABASES)
    asked.add_argument("--associations", type=int, default=75)
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=300)
    asked.add_argument("--look", type=float, default=1.0, help="seconds a person looks at a page, on average")
    asked.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.inside:
        chosen.inside.write_text(json.dumps(asdict(run_inside(chosen))))
        return
    found = [run(name, sys.argv[1:]) for name in ([chosen.database] if chosen.database else DATABASES)]
    sys.exit(any(each.failed or each.most_queries > MOST_QUERIES for each in found))


if __name__ == "__main__":
    main()
