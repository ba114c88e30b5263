"""Choosing where accounts belong: the effect is seen before anything is saved, and then it is as it was shown."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverk.apps.accounting import queries
from samverk.apps.accounting.actions import import_books
from samverk.apps.accounting.models import ChartProfile, LineRule, NoteRule
from samverk.apps.audit.models import AuditEvent
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from tests.factories.lund_web import UNPLACED, lund_with_facts
from tests.factories.people import person

NEW = "/lund/bokforing/regler/rad/ny/"
RULE = {"accounts": "9900, 9901", "line": "verksamhetens_kostnader", "ar": "2024"}


@pytest.fixture
def of():
    made = lund_with_facts()
    import_books(command_line(made), UNPLACED, "ny.se")
    return made


@pytest.fixture
def client(settings, of):
    settings.SAMVERK_REQUIRE_TOTP = False
    client = Client()
    client.force_login(person("Tuva Rimfrost", Role.BOOKKEEPER, of=of))
    return client


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_unplaced_account_gets_a_line_and_the_statements_change_as_was_shown(client, of):
    form = {**RULE, "accounts": "9900"}
    before = queries.statements_of(of, 2024)[0].figures.ore("verksamhetens_kostnader")
    events = AuditEvent.objects.count()
    page = text_of(client.post(NEW, {**form, "effekt": "1"}))
    assert "Effekten 2024" in page
    assert "\u221214 151 166,60" in page
    assert "\u221214 152 366,60" in page
    assert "Regeln löser:" in page
    assert (LineRule.objects.count(), AuditEvent.objects.count()) == (0, events)
    answer = client.post(NEW, form, follow=True)
    assert answer.redirect_chain == [("/lund/bokforing/2024/konton/", 302)]
    assert "Regeln är sparad: konto 9900 till Verksamhetens kostnader." in text_of(answer)
    after = queries.statements_of(of, 2024)[0].figures.ore("verksamhetens_kostnader")
    assert after - before == -1200_00


def test_the_effect_alone_answers_a_page_that_stands(client):
    answer = client.post(NEW, {**RULE, "effekt": "1"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "Regeln löser:" in page
    half = client.post(NEW, {"accounts": "9900", "line": "", "effekt": "1"}, headers={"HX-Request": "true"})
    assert "Fyll i konton och rad" in half.content.decode()


def test_the_effect_asks_the_database_little_even_the_first_time(client):
    for row in ("", f"regler/notrad/{NoteRule.objects.first().pk}/"):
        address = f"/lund/bokforing/{row}" if row else NEW
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(address, {**RULE, "name": "Rad", "effekt": "1"})
        assert answer.context["effect"] is not None
        assert len(asked) <= 25


def test_two_rules_for_one_account_are_told_before_and_after(client):
    client.post(NEW, RULE)
    second = {"accounts": "9900", "line": "finansiella_kostnader", "ar": "2024"}
    assert "Med regeln blir det här fel:" in text_of(client.post(NEW, {**second, "effekt": "1"}))
    client.post(NEW, second)
    page = text_of(client.get("/lund/bokforing/2024/konton/"))
    assert "flera regler</span> raden Verksamhetens kostnader och raden Finansiella kostnader" in page
    assert "hör till mer än en rad" in text_of(client.get("/lund/bokforing/2024/"))


def test_what_cannot_be_a_rule_is_told_at_its_field(client):
    answer = client.post(NEW, {**RULE, "accounts": "12-9"})
    assert answer.status_code == 422
    assert "kontointervall går från ett lägre till ett högre" in text_of(answer)
    assert not LineRule.objects.exists()


def test_a_rule_is_changed_moved_and_removed(client):
    first, second = NoteRule.objects.all()[:2]
    client.post(f"/lund/bokforing/regler/notrad/{second.pk}/flytta/", {"upp": "1"})
    assert list(NoteRule.objects.all()[:2]) == [second, first]
    form = {
        "seen": first.version,
        "accounts": "5010",
        "line": first.line,
        "name": "Hyra",
        "block": "administration",
    }
    answer = client.post(f"/lund/bokforing/regler/notrad/{first.pk}/", form, follow=True)
    assert "Regeln är ändrad." in text_of(answer)
    assert "Hyra" in text_of(client.get("/lund/bokforing/regler/"))
    assert client.post(f"/lund/bokforing/regler/notrad/{first.pk}/", form).status_code == 409
    client.post(f"/lund/bokforing/regler/notrad/{first.pk}/ta-bort/")
    assert not NoteRule.objects.filter(name="Hyra").exists()


def test_the_chart_of_accounts_is_changed(client, of):
    profile = ChartProfile.objects.get(association=of)
    answer = client.post(
        "/lund/bokforing/regler/kontoplan/", {"seen": profile.version, "base": "kommun-bas"}, follow=True
    )
    assert "Räkningarna följer nu" in text_of(answer)
    assert queries.profile_of(of).base.value == "kommun-bas"


def test_who_only_reads_sees_rules_and_accounts_but_no_buttons(settings, of):
    settings.SAMVERK_REQUIRE_TOTP = False
    client = Client()
    client.force_login(person("Rut Granskare", Role.AUDITOR, of=of))
    assert "regler/rad/ny" not in text_of(client.get("/lund/bokforing/2024/konton/"))
    assert "Lägg till" not in text_of(client.get("/lund/bokforing/regler/"))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, RULE).status_code == 403
