"""A decision of the board's that was noted by mistake is taken away, whichever it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.apps.audit.models import AuditEvent
from samverk.apps.outcomes.actions import decide_rule
from samverk.apps.outcomes.models import DisclosureDecision
from samverk.apps.surveys.actions import decide_minimum
from samverk.apps.surveys.models import SurveyDecision
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from tests.factories.clients import client_of
from tests.factories.people import association

DAY = date(2025, 3, 10)
RULE = {"threshold": 5, "narrowest": 4, "zeros": "shown", "hides_alike": False}


@pytest.mark.parametrize(
    ("model", "name", "up"),
    [
        (DisclosureDecision, "remove_rule", "disclosure_rule"),
        (SurveyDecision, "remove_survey_minimum", "survey_minimum"),
    ],
)
def test_a_decision_is_taken_away_by_its_own_association_alone(settings, db, model, name, up):
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = DAY
    finsam, other = association(), association()
    decide_rule(command_line(finsam), DAY, "protokoll § 14", **RULE)
    decide_minimum(command_line(finsam), DAY, "protokoll § 14", 12)
    row = model.objects.get()
    wrong = reverse(name, kwargs={"association": other.slug, "pk": row.pk})
    assert client_of(other, Role.DIRECTOR).post(wrong).status_code == 404
    client, there = client_of(finsam, Role.DIRECTOR), reverse(name, kwargs={"association": finsam.slug, "pk": row.pk})
    assert client.get(there)["Location"] == reverse(up, kwargs={"association": finsam.slug})
    assert model.objects.exists(), "a link alone takes nothing away"
    assert "Beslutet är borttaget." in client.post(there, follow=True).content.decode()
    assert not model.objects.exists()
    assert "fel noterad" in AuditEvent.objects.order_by("pk").last().sentence.replace("noterat", "noterad")
