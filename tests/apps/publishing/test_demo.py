"""The demo: Lund's facts, a person in every role, and the report as it stood before the decision."""

from __future__ import annotations

from samverk.apps.audit.chain import verify
from samverk.apps.publishing.demo import DEMO_DAY, PEOPLE, load_demo
from samverk.apps.publishing.made import made_report
from samverk.apps.users.actor import actor_of
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from tests.factories.facts import directory
from tests.factories.lund import LUND


def test_the_demo_holds_lund_s_facts_and_a_person_in_every_role():
    lund = load_demo(directory(LUND))
    assert {each.role for each in PEOPLE} == set(Role)
    for each in PEOPLE:
        person = User.objects.get(email=each.address)
        assert actor_of(person, lund, DEMO_DAY).roles == {each.role}
    made = made_report(lund, 2024, DEMO_DAY)
    assert made.document is not None
    assert made.document.figures["arets_resultat.2024"].value == -108_926_960
    assert "inte beslutad" in made.document.subtitle
    assert verify(lund.pk).is_whole


def test_loading_it_again_changes_nothing():
    lund = load_demo(directory(LUND))
    events = verify(lund.pk).events
    assert load_demo(directory(LUND)) == lund
    assert verify(lund.pk).events == events
