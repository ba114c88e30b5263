"""People at work in the association's office: they follow links, look at pages, change a measure and take in books."""

from __future__ import annotations

import html
import http.client
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

BOOKS = Path(__file__).resolve().parents[1] / "examples" / "lund" / "bokforing-2024.se"
MOST_SAMPLES = 200
SAVES = 0.05
"""The share of a person's steps that change something."""
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
SAVE_MEASURE, TAKE_IN_BOOKS = "a measure saved", "books taken in"


@dataclass(frozen=True)
class Answer:
    """What came back: `body` is text for pages and "" for files. A form that was not saved has an error's status."""

    status: int
    is_page: bool
    body: str
    seconds: float
    queries: int = 0
    is_first: bool = True
    is_save: bool = False


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


class Person(threading.Thread):
    """Someone who walks through every page and then goes on among them, with a look at each, and at times saves."""

    def __init__(self, port: int, slug: str, org_number: str, session: str, until: float, look: float) -> None:
        super().__init__(daemon=True)
        self.port, self.walk, self.org_number, self.until, self.look = port, Walk(slug), org_number, until, look
        self.cookies = {"samverk_session": session}
        self.dice = random.Random(slug)
        self.answers: list[tuple[str, Answer]] = []

    def run(self) -> None:
        """Ask until the time is out."""
        time.sleep(self.dice.random() * self.look)
        for kind, answer in self.walk.through(self.ask):
            self.answers.append((kind, answer))
            if time.monotonic() > self.until:
                return
            time.sleep(self.dice.random() * 2 * self.look)
        while time.monotonic() < self.until:
            if self.dice.random() < SAVES:
                self.save_measure() if self.dice.random() < 0.8 else self.take_in_books()
            else:
                kind, path = self.dice.choice(list(self.walk.samples.items()))
                self.answers.append((kind, replace(self.ask(path), is_first=False)))
            time.sleep(self.dice.random() * 2 * self.look)

    def save_measure(self) -> None:
        """Give a measure another description, as its own form sends it."""
        path = next(path for path in self.walk.samples.values() if re.search(r"/insatser/\d+/andra/$", path))
        self.send(SAVE_MEASURE, path, {"description": f"Ändrad {time.monotonic()}"})

    def take_in_books(self) -> None:
        """Take in a year's books once more, with another text in them."""
        books = BOOKS.read_bytes().replace(b"222000-0000", self.org_number.encode())
        books = books.replace(b"Rekonstruerad", f"Rekonstruerad {time.monotonic()}".encode())
        path = f"/{self.walk.slug}/bokforing/las-in/"
        self.send(TAKE_IN_BOOKS, path, {"file": BytesIO(books)})

    def send(self, kind: str, path: str, changed: Mapping[str, object]) -> None:
        """Fill in the form of a page and send it. What is saved is answered with a redirect; else it is an error."""
        from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
        from lxml.html import fromstring

        forms = fromstring(self.ask(path).body).forms
        form = next(form for form in forms if changed.keys() <= set(form.fields.keys()))
        values = {name: value for name, value in form.form_values() if name not in changed} | dict(changed)
        answer = self.ask(path, encode_multipart(BOUNDARY, values), MULTIPART_CONTENT)
        saved = answer.status == HTTPStatus.FOUND
        status = answer.status if saved else max(answer.status, HTTPStatus.UNPROCESSABLE_ENTITY)
        self.answers.append((kind, replace(answer, status=status, is_first=False, is_save=True)))

    def ask(self, path: str, body: bytes | None = None, content_type: str = "") -> Answer:
        """Ask for one address, or send a form to it."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": "localhost"}
        if body is not None:
            headers["Content-Type"] = content_type
        began = time.perf_counter()
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as line:
                line.request("GET" if body is None else "POST", path, body, headers)
                answer = line.getresponse()
                told = answer.read()
        except OSError:
            return Answer(0, True, "", time.perf_counter() - began)
        seconds = time.perf_counter() - began
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        is_page = "html" in answer.headers.get("Content-Type", "")
        return Answer(answer.status, is_page, told.decode() if is_page else "", seconds)
