"""Every page under load: 75 associations with 10 years each, 20 people at once on two cores, SQLite and PostgreSQL.

    python -m benchmarks.web_load                     both databases, as claimed
    python -m benchmarks.web_load --database sqlite --associations 5 --seconds 10

The queries of a page are counted in this process, first with nothing remembered and then again. The times are those of
the server of `samverk serve --production`, two processes with four threads each, asked by people who look at a page for
a second on average, each in an association of their own: first through every page there is, when nothing is remembered
of any association yet, and then on among them. The claim is about the time after that first walk.
"""

from __future__ import annotations

import argparse
import html
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[1]
MOST_QUERIES = 25
MOST_SAMPLES = 200
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
SERVER = """
from samverk.cli.installation import open_installation
from samverk.cli.serve import prepare, run_server
open_installation(None)
prepare(lambda _: None)
run_server(port=0, workers=2, ready=lambda address: print(address, flush=True))
"""


@dataclass(frozen=True)
class Answer:
    """What came back: `body` is text for pages and "" for files."""

    status: int
    is_page: bool
    body: str
    seconds: float
    queries: int = 0
    is_first: bool = True


@dataclass
class Walk:
    """The pages that a person finds by following links, one of each kind."""

    slug: str
    samples: dict[str, str] = field(default_factory=dict)

    def through(self, fetch: Callable[[str], Answer]) -> Iterator[tuple[str, Answer]]:
        """Visit one page of each kind, breadth first from the association's first page; (kind, answer)."""
        waiting = [f"/{self.slug}/"]
        while waiting and len(self.samples) < MOST_SAMPLES:
            path = waiting.pop(0)
            kind = kind_of(path)
            if not kind or kind in self.samples:
                continue
            self.samples[kind] = path
            answer = fetch(path)
            yield kind, answer
            found = (html.unescape(link) for link in LINK.findall(answer.body))
            waiting += [link for link in found if link.startswith(f"/{self.slug}/")]


def kind_of(path: str) -> str:
    """The pattern of an address and the names in its query; "" for what is nobody's."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(path)
    try:
        route = resolve(parts.path).route.removeprefix("<slug:association>/")
    except Resolver404:
        return ""
    names = ",".join(sorted(parse_qs(parts.query)))
    return f"/{route}?{names}" if names else f"/{route}"


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


class Person(threading.Thread):
    """Someone who walks through every page and then goes on among them, with a look at each."""

    def __init__(self, port: int, slug: str, session: str, until: float, look: float) -> None:
        super().__init__(daemon=True)
        self.port, self.walk, self.until, self.look = port, Walk(slug), until, look
        self.headers = {"Cookie": f"samverk_session={session}", "Host": "localhost"}
        self.dice = random.Random(slug)
        self.answers: list[tuple[str, Answer]] = []

    def run(self) -> None:
        """Ask until the time is out."""
        time.sleep(self.dice.random() * self.look)
        for kind, answer in self.walk.through(self.fetch):
            self.answers.append((kind, answer))
            if time.monotonic() > self.until:
                return
            time.sleep(self.dice.random() * 2 * self.look)
        while time.monotonic() < self.until:
            kind, path = self.dice.choice(list(self.walk.samples.items()))
            self.answers.append((kind, replace(self.fetch(path), is_first=False)))
            time.sleep(self.dice.random() * 2 * self.look)

    def fetch(self, path: str) -> Answer:
        """Ask for one address."""
        began = time.perf_counter()
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as line:
                line.request("GET", path, headers=self.headers)
                answer = line.getresponse()
                body = answer.read()
        except OSError:
            return Answer(0, True, "", time.perf_counter() - began)
        is_page = "html" in answer.headers.get("Content-Type", "")
        text = body.decode() if is_page else ""
        return Answer(answer.status, is_page, text, time.perf_counter() - began)


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


def load(slugs: list[str], seconds: float, look: float) -> list[tuple[str, Answer]]:
    """Let one person per association loose for so many seconds; every answer."""
    sessions = [session_of(slug) for slug in slugs]
    with serving() as port:
        until = time.monotonic() + seconds
        people = [Person(port, slug, session, until, look) for slug, session in zip(slugs, sessions, strict=True)]
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


def tell(queries: Mapping[str, tuple[int, int]], answers: list[tuple[str, Answer]], seconds: float) -> bool:
    """Write what was measured; True when nothing failed and no page asks too much."""
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
    for words, is_first in (("the first walk", True), ("after it", False)):
        own = [answer for _, answer in answers if answer.is_first is is_first]
        pages = [answer.seconds for answer in own if answer.is_page]
        files = [answer.seconds for answer in own if not answer.is_page]
        print(f"  {words}: {len(pages)} pages, median {told(pages, 50)}, p95 {told(pages, 95)}; ", end="")
        print(f"{len(files)} files, p95 {told(files, 95)}")
    print(f"  {len(answers) / seconds:.1f} answers a second; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"  most queries on a page: {worst} (at most {MOST_QUERIES}); errors: {len(failed)} {failed[:5] or ''}")
    return not failed and worst <= MOST_QUERIES


def measure(chosen: argparse.Namespace) -> bool:
    """Build and measure in this process's installation."""
    import django

    django.setup()
    from benchmarks.web_data import build

    from samverk.apps.organisation.models import Association
    from samverk.cli.serve import prepare

    prepare(lambda _: None)
    began = time.monotonic()
    build(chosen.associations, chosen.years)
    slugs = list(Association.objects.order_by("pk").values_list("slug", flat=True))
    from samverk.apps.accounting.models import Posting

    postings = Posting.objects.count()
    print(
        f"{chosen.database}: {len(slugs)} associations, {postings:,} postings, made in {time.monotonic() - began:.0f} s"
    )
    queries = count_queries(slugs[-1])
    answers = load(slugs[: chosen.people], chosen.seconds, chosen.look)
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
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        if name == "sqlite":
            yield told
            return
        from tests.postgresql.server import programs, running

        found = programs()
        assert found is not None, "PostgreSQL is not installed"
        with running(found) as server:
            yield {**told, "DATABASE_URL": server.make("samverk")}


def main() -> None:
    """Measure each database in a process of its own."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--database", choices=("sqlite", "postgresql"))
    asked.add_argument("--associations", type=int, default=75)
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=300)
    asked.add_argument("--look", type=float, default=1.0, help="seconds a person looks at a page, on average")
    asked.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.inside:
        sys.exit(not measure(chosen))
    codes = []
    for name in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
        with database(name) as variables:
            arguments = [*sys.argv[1:], *([] if chosen.database else ["--database", name]), "--inside"]
            command = [sys.executable, "-m", "benchmarks.web_load", *arguments]
            codes.append(subprocess.run(command, env={**os.environ, **variables}, cwd=ROOT, check=False).returncode)
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
