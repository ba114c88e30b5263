"""The register's first page: what waits for an officer, what a keeper has left to set up, and who comes in at all."""

from __future__ import annotations

import re
from datetime import date

import pytest

from samverk.apps.participants.count_actions import Told, count_anonymous, count_violence
from samverk.apps.participants.enums import Moment
from samverk.apps.participants.follow_actions import note_status
from samverk.apps.participants.intake_actions import Person, start_participation
from samverk.apps.participants.rating_actions import Score, rate_progress
from samverk.apps.participants.return_actions import draft_return
from samverk.apps.users.enums import Role
from samverk.core.outcomes.progress import Rater
from tests.factories.participating import ended, intake
from tests.factories.participations import status
from tests.factories.people import acting, association
from tests.factories.register import keeper, officer, register, register_measure


@pytest.fixture(autouse=True)
def _on_a_day(settings):
    settings.SAMVERK_DEMO_DAY = date(2026, 11, 29)


def test_an_officer_sees_only_the_own_measures(as_actor):
    register()
    own, other = register_measure(), register_measure("bron", "Bron")
    page = as_actor(officer(own)).get("/")
    assert page.status_code == 200
    assert own.name in page.text
    assert other.name not in page.text


def test_what_waits_is_told_in_words_and_goes_when_it_is_done(as_actor):
    register()
    measure = register_measure()
    actor = officer(measure)
    late = ended(actor, intake(actor, measure, card="K2K2-22"), date(2026, 7, 20))
    due = ended(actor, intake(actor, measure, card="K3K3-33"), date(2026, 8, 20))
    ended(actor, intake(actor, measure, card="K4K4-44"), date(2026, 9, 10))
    intake(actor, measure, card="K6K6-66", at_start=status(date(2026, 3, 2)), start=date(2026, 3, 2))
    page = as_actor(actor).get("/").text
    assert "sen, skulle ha gjorts 20\u00a0oktober\u00a02026" in page
    assert "att göra sedan 20\u00a0november\u00a02026" in page
    assert "om 11 dagar" in page
    assert "saknas" in page
    assert "Antalet anonyma deltagare 2025" in page
    for row in (late, due):
        note_status(actor, row, Moment.AFTER_3, 0, status(date(2026, 11, 27), "none"))
    count_anonymous(actor, measure, 2025, {"woman": Told(0)})
    page = as_actor(actor).get("/").text
    assert "K2K2-22" not in page
    assert "K3K3-33" not in page
    assert "Antalet anonyma deltagare" not in page


def test_a_follow_up_is_not_asked_for_for_ever(as_actor):
    register()
    measure = register_measure()
    actor = officer(measure)
    ended(actor, intake(actor, measure, card="K2K2-22"), date(2025, 3, 10))
    count_anonymous(actor, measure, 2025, {"woman": Told(0)})
    assert "Inget väntar." in as_actor(actor).get("/").text


def test_answers_about_violence_are_asked_for_where_they_were_counted_before(as_actor):
    register()
    measure, other = register_measure(), register_measure("bron", "Bron")
    actor = officer(measure, other)
    count_violence(actor, measure, 2024, "seven_lifetime", {("woman", "yes"): Told(6)})
    page = as_actor(actor).get("/").text
    assert page.count("Svaren om våld 2025") == 1


def test_ratings_are_asked_for_every_third_month_where_they_are_used(as_actor):
    register(scale_lowest=1, scale_highest=5)
    measure, other = register_measure(), register_measure("bron", "Bron")
    actor = officer(measure, other)
    row = intake(actor, measure)
    intake(actor, other)
    rate_progress(actor, row, date(2026, 8, 29), [Score("health", Rater.PERSON, 3)])
    page = as_actor(actor).get("/").text
    assert page.count("1 skattning att göra") == 1
    rate_progress(actor, row, date(2026, 8, 30), [Score("health", Rater.PERSON, 3)])
    assert "skattning att göra" not in as_actor(actor).get("/").text


def test_a_draft_and_a_return_to_correct_wait_with_a_link(as_actor):
    register(rule_source="styrelsen 2025-02-01")
    measure = register_measure()
    actor = officer(measure)
    intake(actor, measure)
    draft = draft_return(actor, measure, date(2025, 1, 1), date(2025, 12, 31))
    page = as_actor(actor).get("/").text
    assert f"/aterrapporter/{draft.pk}/" in page
    assert "utkast" in page


def test_in_january_the_anonymous_are_counted_anew(as_actor, settings):
    settings.SAMVERK_DEMO_DAY = date(2027, 1, 12)
    register()
    page = as_actor(officer(register_measure())).get("/").text
    assert "räknas på nytt för 2027" in page
    assert "Antalet anonyma deltagare 2026" in page


def test_nobody_s_participant_is_called_after_death_or_a_mistake(as_actor):
    register()
    measure = register_measure()
    actor = officer(measure)
    for card, reason in (("K2K2-22", "deceased"), ("K3K3-33", "misregistered")):
        ended(actor, intake(actor, measure, card=card), date(2026, 8, 1), reason)
    page = as_actor(actor).get("/").text
    assert "K2K2-22" not in page
    assert "K3K3-33" not in page


def test_the_keeper_is_told_what_is_left_and_sees_no_card(as_actor):
    keeps = keeper()
    assert "inte inställt" in as_actor(keeps).get("/").text
    register()
    assert "Ingen insats pågår" in as_actor(keeps).get("/").text
    measure = register_measure()
    assert "Steget har ingen deltagaransvarig" in as_actor(keeps).get("/").text
    actor = officer(measure)
    start_participation(
        actor,
        measure,
        Person("K2K2-22", "woman", 1990),
        status(date(2026, 3, 2)),
        answers={},
        consent_given=date(2026, 3, 2),
    )
    page = as_actor(keeps).get("/").text
    assert "gallras" in page
    assert "har ingen deltagaransvarig" not in page
    assert "K2K2-22" not in page


def test_an_association_s_role_opens_nothing(as_actor):
    register()
    assert as_actor(acting(association(), Role.DIRECTOR)).get("/").status_code == 404


def test_the_navigation_says_where_every_page_of_the_register_belongs(as_actor):
    register()
    measure = register_measure()
    row = intake(actor := officer(measure), measure)
    for client, word, addresses in (
        (as_actor(actor), "Deltagare", (f"/insats/{measure.pk}/ny/", f"/deltagande/{row.pk}/", "/deltagare/")),
        (as_actor(keeper()), "Inställningar", ("/personal/", "/gallring/", "/laslogg/", "/handelser/")),
        (as_actor(actor), "Återrapporter", ("/nyckel/", "/aterrapporter/")),
    ):
        for address in addresses:
            page = client.get(address, follow=True).text
            assert re.findall(r'aria-current="page">([^<]+)</a></li>', page.partition("<main")[0]) == [word], address
