"""Registret över personuppgifter: every stored field of every table of ours is declared, and none that is gone."""

from __future__ import annotations

import pytest
from django.apps import apps

from samverk.apps.privacy.register import declared, register

FIELDS = declared()


@pytest.mark.parametrize("label", sorted(FIELDS))
def test_what_is_declared_is_what_is_stored(label):
    stored = {
        model.__name__: {field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}
        for model in apps.get_app_config(label).get_models()
    }
    assert {name: set(fields) for name, fields in FIELDS[label].items()} == stored


def test_a_field_that_points_at_a_table_is_called_as_that_is():
    named = {(row.table, row.field) for row in register()}
    assert {("funktionärens medlem", "funktionär"), ("funktionärens medlem", "medlem")} <= named
    assert not {row.field for row in register()} & {"officer", "member", "user", "measure"}
