"""A facts directory goes into the database and comes out as the same facts, byte for byte where it is books."""

from __future__ import annotations

from dataclasses import replace

from django.apps import apps
from django.forms.models import model_to_dict

from samverk.apps.organisation.models import Association
from samverk.apps.publishing.actions import import_facts
from samverk.apps.publishing.queries import facts_files, facts_of
from samverk.apps.users.actor import command_line
from samverk.formats.facts import read
from samverk.reports.annual.build import build
from samverk.reports.render.everything import render
from tests.factories.facts import directory, lund
from tests.factories.lund import LUND, lund_facts

APPS = ("organisation", "measures", "publishing", "planning", "accounting")


def rows() -> dict[str, list[dict[str, object]]]:
    """Every row of the apps that hold facts, in the order of their models."""
    return {
        model.__name__: [{"pk": row.pk, **model_to_dict(row)} for row in model.objects.order_by("pk")]
        for app in APPS
        for model in apps.get_app_config(app).get_models()
    }


def test_lunds_facts_come_out_as_they_went_in():
    facts = facts_of(lund(), 2024)
    assert replace(facts, inputs=()) == replace(lund_facts(), inputs=())


def test_the_files_that_come_out_read_as_the_facts_in_the_database():
    association = lund()
    again, problems = read(facts_files(association, 2024), 2024)
    assert problems == []
    assert again == facts_of(association, 2024)


def test_the_same_files_again_change_no_row():
    association = lund()
    before = rows()
    import_facts(command_line(association), facts_files(association, 2024), 2024)
    assert rows() == before
    import_facts(command_line(association), directory(LUND), 2024)
    assert rows() == before


def test_books_come_out_byte_for_byte():
    files = facts_files(lund(), 2024)
    assert files["bokforing-2024.se"] == directory(LUND)["bokforing-2024.se"]
    assert files["bokforing-2023.se"] == directory(LUND)["bokforing-2023.se"]


def test_the_report_is_the_same_from_the_database_and_from_its_files():
    association = lund()
    from_files, _ = read(facts_files(association, 2024), 2024)
    assert from_files is not None
    made = [build(facts)[0] for facts in (facts_of(association, 2024), from_files)]
    assert made[0] is not None
    assert made[1] is not None
    assert render(made[0], ("json",)) == render(made[1], ("json",))
    assert Association.objects.count() == 1
