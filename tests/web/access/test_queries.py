"""Every page asks the database at most 25 times, also when nothing at all is remembered yet."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.apps.audit.caches import MEMORY
from samverk.apps.users.enums import Role
from tests.web.access import table
from tests.web.access.objects import address_of, association_pages

PAGES = {name: each for name, each in association_pages().items() if name not in table.OPEN_TO_ALL}
MOST = 25


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_asks_little_cold_and_no_more_warm(lund, client_as, name):
    client = client_as(Role.DIRECTOR)
    address = address_of(name, lund)
    wanted = 302 if name in table.SENT_BACK else 404 if name in table.NOTHING_ASKED else 200
    MEMORY.clear()
    asked: list[list[str]] = []
    for _ in ("cold", "warm"):
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(address)
            if answer.streaming:
                b"".join(answer.streaming_content)
        assert answer.status_code == wanted
        asked.append([each["sql"][:160] for each in seen.captured_queries])
    cold, warm = asked
    assert len(cold) <= MOST, "\n".join(cold)
    assert len(warm) <= len(cold), "\n".join(warm)
