"""Every page, in both widths and both colours: it answers, breaks no rule of axe and does not scroll sideways."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.apps.users.enums import Role
from tests.browser.rules import faults
from tests.web.access.objects import arguments, association_pages

ASKED = {"record_day": "?deadline=AH-SAMRAD:budget:2026", "search": "?q=ekonomi", "trail": "?words=la"}
"""What a page is asked for after its question mark."""
OUTSIDE = ("/?alla", "/galleri/", "/tillganglighet/", "/konto/", "/konto/losenord/glomt/", "/finns-inte/")
HOSTS = ("/installation/", "/installation/forbund/nytt/", "/installation/forbund/lund/", "/installation/konton/nytt/")


@pytest.mark.parametrize("name", association_pages())
def test_a_page_of_the_association_breaks_no_rule(demo, client_as, browse, name):
    pattern = association_pages()[name]
    address = reverse(name, kwargs={"association": demo.slug, **arguments(name, pattern, demo)}) + ASKED.get(name, "")
    answer = client_as(Role.DIRECTOR).get(address)
    assert answer.status_code in (200, 302, 405), address
    if answer.status_code == 200 and b'class="masthead"' in b"".join(answer):
        page = browse(Role.DIRECTOR)
        page.goto(address)
        assert faults(page) == []
        assert not page.said


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_page_outside_the_association_breaks_no_rule(browse, address):
    page = browse(Role.DIRECTOR)
    page.goto(address)
    assert faults(page) == []


@pytest.mark.parametrize("address", HOSTS)
def test_a_page_of_the_host_breaks_no_rule(browse, address):
    page = browse(host=True)
    page.goto(address)
    assert faults(page) == []
    assert not page.said
