"""The secret address of a calendar: known by its hash alone, and only while its person may enter."""

from __future__ import annotations

from datetime import date

from samverk.apps.users import actions
from samverk.apps.users.enums import Role
from samverk.apps.users.feeds import close_feed, feed_of, open_feed
from samverk.apps.users.models import CalendarFeed, RoleAssignment, User
from tests.factories.people import acting, association

DAY = date(2026, 11, 29)


def test_a_new_address_ends_the_old_and_the_token_is_not_kept():
    actor = acting(association(), Role.DIRECTOR)
    first, second = open_feed(actor), open_feed(actor)
    assert feed_of(first, DAY) is None
    assert feed_of(second, DAY).association == actor.association
    assert second not in str(CalendarFeed.objects.values())
    close_feed(actor)
    assert feed_of(second, DAY) is None


def test_it_ends_with_the_role_and_with_the_account():
    storsjo = association()
    director = acting(storsjo, Role.DIRECTOR)
    board = acting(storsjo, Role.BOARD_MEMBER, name="Moa Lingon")
    token = open_feed(board)
    assert feed_of(token, DAY)
    actions.end_role(director, RoleAssignment.objects.get(user_id=board.user_id), date(2026, 11, 28))
    assert feed_of(token, DAY) is None
    other = acting(storsjo, Role.OFFICE, name="Alva Björksav")
    token = open_feed(other)
    actions.close_account(director, User.objects.get(pk=other.user_id))
    assert feed_of(token, DAY) is None
