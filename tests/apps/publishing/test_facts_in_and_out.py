"""A facts directory goes into the database and comes out as the same facts, byte for byte where it is books."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.apps import apps
from django.db import transaction
from django.forms.models import model_to_dict
from hypothesis import Phase, given, settings

from samverk.apps.accounting.models import LedgerImport
from samverk.apps.accounting.queries import current_import
from samverk.apps.audit.chain import head, verify
from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.measures.actions import change_measure
from samverk.apps.measures.queries import measure_facts
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.actions import FactsRefused, import_facts
from samverk.apps.publishing.queries import facts_files, facts_of
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import PermissionRefused
from samverk.formats.facts import read, write
from samverk.reports.annual.build import build
from samverk.reports.render.everything import render
from tests.factories import any_facts
from tests.factories.facts import directory, lund
from tests.factories.lund import LUND, lund_facts
from tests.factories.lund_web import reopen
from tests.factories.people import acting
from tests.factories.people import association as association_of_tests

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


@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(any_facts.facts(org_number="100099-0000"), any_facts.facts(org_number="100099-0000"))
def test_any_facts_replace_any_others_and_come_out_the_same(first, second):
    with transaction.atomic():
        association = add_association(command_line(), "nagon", "Finsam Någon", "100099-0000")
        for facts in (first, replace(second, budgets=second.budgets or first.budgets)):
            import_facts(command_line(association), write(facts, {}), any_facts.YEAR)
            association.refresh_from_db()
            assert replace(facts_of(association, any_facts.YEAR), inputs=()) == facts
        assert verify(association.pk).is_whole
        transaction.set_rollback(True)


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_fault_in_the_files_is_told_and_nothing_is_changed():
    association = lund()
    before = rows()
    files = facts_files(association, 2024)
    files["forbund.toml"] = files["forbund.toml"].replace(b'typ = "region"', b'typ = "landsting"')
    files["insatser.toml"] = files["insatser.toml"].replace(b'inriktning = "gemensam"', b'inriktning = "annat"')
    with pytest.raises(FactsRefused, match="Ingenting har lästs in, för faktafilerna har 2 fel") as refused:
        import_facts(command_line(association), files)
    assert {problem.file for problem in refused.value.problems} == {"forbund.toml", "insatser.toml"}
    assert rows() == before


def test_another_associations_files_are_refused():
    other = association_of_tests("Finsam Annat")
    before = rows()
    with pytest.raises(RefusedChange, match="Filerna gäller Finsam Lund med organisationsnummer 222000-0000"):
        import_facts(command_line(other), directory(LUND), 2024)
    assert rows() == before


def test_a_measure_that_another_years_budget_has_a_line_for_does_not_go():
    association = lund()
    before = rows()
    files = {name: data for name, data in directory(LUND).items() if name != "budget-2025.toml"}
    files = {**files, **only_measure(b"aktiv")}
    with pytest.raises(RefusedChange, match=r"kan inte tas bort: budgeten 2025 har en rad"):
        import_facts(command_line(association), files, 2024)
    assert rows() == before


def only_measure(code: bytes) -> dict[str, bytes]:
    """Lund's measures but for all but one, and a budget of 2024 that has a line for it alone."""
    kept = directory(LUND)["insatser.toml"].split(b"[[insats]]")
    measures = b"[[insats]]".join([b"", *(part for part in kept if b'id = "' + code + b'"' in part)])
    budget = b'ar = 2024\n[[version]]\nnamn = "B"\ntyp = "faststalld"\n[version.intakter]\n[version.kostnader]\n'
    return {"insatser.toml": measures, "budget-2024.toml": budget + code + b" = 1\n"}


def test_a_member_that_has_left_the_files_goes_with_all_that_pointed_to_it():
    association = lund()
    files = dict(directory(LUND))
    files["forbund.toml"] = files["forbund.toml"].replace(b"Lunds kommun", b"Lund stad")
    import_facts(command_line(association), files, 2024)
    assert "Lunds kommun" not in association.members.values_list("name", flat=True)
    assert association.mandates.filter(member__name="Lund stad").count() == 2


def test_an_older_version_of_the_books_counts_again_when_it_comes_back():
    association = lund()
    changed = dict(directory(LUND))
    changed["bokforing-2024.se"] = changed["bokforing-2024.se"].replace(b"#PROGRAM", b'#PROSA "ny"\r\n#PROGRAM')
    reopen(association, 2024)
    import_facts(command_line(association), changed, 2024)
    reopen(association, 2024)
    import_facts(command_line(association), directory(LUND), 2024)
    numbers = LedgerImport.objects.filter(association=association, year=2024).values_list("number", "state")
    assert dict(numbers) == {1: "current", 2: "superseded"}


def test_a_decision_in_the_facts_locks_the_books_and_no_others_are_taken_in():
    association = lund()
    books = {version.year: version for version in LedgerImport.objects.filter(association=association)}
    assert books[2024].locked_reason == "Styrelsen beslutade årsredovisningen 2024 den 21\u00a0mars\u00a02025"
    assert not books[2023].is_locked
    changed = dict(directory(LUND))
    changed["bokforing-2024.se"] = changed["bokforing-2024.se"].replace(b"#PROGRAM", b'#PROSA "ny"\r\n#PROGRAM')
    before = head(association.pk)
    with pytest.raises(RefusedChange, match="Bokföringen för 2024 är låst"):
        import_facts(command_line(association), changed, 2024)
    assert head(association.pk) == before


def test_facts_without_a_decision_lock_nothing_and_a_later_decision_does():
    association = add_association(command_line(), "lund", "Finsam Lund", "222000-0000")
    undecided = dict(directory(LUND))
    undecided["forbund.toml"] = undecided["forbund.toml"].replace(b"beslutad = 2025-03-21", b"")
    assert undecided["forbund.toml"] != directory(LUND)["forbund.toml"]
    import_facts(command_line(association), undecided, 2024)
    assert not current_import(association, 2024).is_locked
    only_facts = {name: data for name, data in directory(LUND).items() if not name.endswith(".se")}
    import_facts(command_line(association), only_facts, 2024)
    assert current_import(association, 2024).is_locked


def test_facts_without_books_are_taken_in_and_books_in_the_database_stay():
    association = lund()
    files = {name: data for name, data in directory(LUND).items() if not name.endswith(".se")}
    import_facts(command_line(association), files, 2024)
    assert facts_of(association, 2024).ledgers.keys() == {2024, 2023}


def test_only_leaders_take_in_facts():
    association = lund()
    for role in Role:
        if role in (Role.DIRECTOR, Role.OFFICE):
            continue
        with pytest.raises(PermissionRefused):
            import_facts(acting(association, role), directory(LUND), 2024)


def test_hints_in_texts_are_kept_for_the_writer_and_left_out_of_the_report():
    association = lund()
    files = {**directory(LUND), "text/mal.md": "<!-- råd -->\nOrd.\n<!-- mer -->\n".encode()}
    import_facts(command_line(association), files, 2024)
    assert facts_of(association, 2024).texts["mal"] == "\nOrd.\n\n"
    assert facts_files(association, 2024)["text/mal.md"] == files["text/mal.md"]


def test_a_form_that_was_open_during_the_import_is_told():
    association = lund()
    row = association.measures.get(code="aktiv")
    files = dict(directory(LUND))
    files["insatser.toml"] = files["insatser.toml"].replace(b'namn = "Aktiv"', b'namn = "Aktiv II"')
    import_facts(command_line(association), files, 2024)
    with pytest.raises(EditConflict):
        change_measure(command_line(association), row, row.version, measure_facts(row))
