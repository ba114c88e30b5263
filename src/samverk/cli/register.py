"""`samverk register …`: the register at the party that owns a measure, an installation of its own.

Its commands are those of every installation, opened with the register's settings.
"""

from __future__ import annotations

import os

import click

from samverk.cli.audit import audit
from samverk.cli.backup import backup
from samverk.cli.restore import restore
from samverk.cli.serve import serve
from samverk.cli.swedish import Group
from samverk.cli.upgrade import upgrade

SETTINGS = "samverk.config.settings.register"


@click.group(
    cls=Group,
    help="Registret över deltagare hos den part som äger insatsen: en egen installation med egen databas och egna "
    "personer. Förbundet får återrapporter, aldrig uppgifter om en deltagare.",
)
def register() -> None:
    """Every command below opens the register's installation."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


for command in (serve, audit, backup, restore, upgrade):
    register.add_command(command)
