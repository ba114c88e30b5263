"""The words of the register's navigation, in order."""

from __future__ import annotations

from samverk.apps.participants.perms import ENTER_REGISTER, MANAGE_REGISTER, SEE_PARTICIPANTS, SEE_RETURNS
from samverk.web.rooms import Room

ROOMS = (
    Room("Att göra", "register_home", ENTER_REGISTER),
    Room("Deltagare", "participations", SEE_PARTICIPANTS, ("/insats/", "/deltagande/", "/ko/", "/hitta/")),
    Room("Återrapporter", "register_returns", SEE_RETURNS, ("/nyckel/",)),
    Room("Egna frågor", "questions", MANAGE_REGISTER),
    Room(
        "Inställningar", "register_settings", MANAGE_REGISTER, ("/personal/", "/gallring/", "/laslogg/", "/handelser/")
    ),
)
