"""On paper there is nothing to press."""

from __future__ import annotations

import pytest

from samverk.apps.users.enums import Role


@pytest.mark.parametrize(
    "address", ["/lund/insatser/", "/lund/bokforing/2024/", "/lund/budget/", "/lund/rapport/2024/"]
)
def test_no_button_is_printed(browse, address):
    page = browse(Role.DIRECTOR)
    page.goto(address)
    pressed = page.locator("button:visible, a.button:visible")
    assert pressed.count()
    page.emulate_media(media="print")
    assert pressed.count() == 0
