"""The register's own settings and people."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from samverk.apps.audit.door import RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.staff_actions import change_register, give_register_role
from samverk.apps.users.actor import command_line
from samverk.apps.users.models import User
from samverk.apps.users.permission import PermissionRefused
from tests.factories.register import FIRST_DAY, keeper, officer, register, register_measure


def test_there_is_one_register():
    register()
    with pytest.raises(RefusedChange, match="redan inställt"):
        register()


def test_identity_numbers_need_the_party_s_decision():
    row = register()
    with pytest.raises(ValidationError, match="partens beslut"):
        change_register(keeper(), row, row.version, allows_identity=True)


def test_whoever_sees_participants_manages_nothing():
    """SUS: deltagaransvarig may not be samverkansadministratör."""
    row = register()
    actor = officer(register_measure())
    with pytest.raises(RefusedChange, match="är redan deltagaransvarig"):
        give_register_role(command_line(), User.objects.get(pk=actor.user_id), RegisterRole.REGISTER_KEEPER, FIRST_DAY)
    with pytest.raises(PermissionRefused, match="registeransvarig"):
        change_register(actor, row, row.version, threshold=10)


def test_the_trail_tells_who_changed_the_settings():
    row = register()
    change_register(keeper(), row, row.version, threshold=10)
    event = AuditEvent.objects.latest("sequence")
    assert (event.before, event.after) == ({"threshold": 5}, {"threshold": 10})
