"""What the tests of the room share: a person at Lund's budget, and forms as a browser sends them."""

from __future__ import annotations

import html
import re

from django.test import Client

from samverk.apps.organisation.models import Association
from samverk.apps.users.enums import Role
from tests.factories.people import person

_INPUT = re.compile(r"<input\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def signed_in(of: Association, *roles: Role) -> Client:
    """A browser of someone with these roles."""
    client = Client()
    client.force_login(person("Tuva Rimfrost", *roles, of=of))
    return client


def fields_of(page: str) -> dict[str, str]:
    """The named inputs of the grid as they stand on the page."""
    found = {}
    start = page.find('class="grid-form"')
    for tag in _INPUT.findall(page[start:] if start >= 0 else page):
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        if "name" in attributes and attributes["name"] != "csrfmiddlewaretoken":
            found[attributes["name"]] = attributes.get("value", "")
    return found
