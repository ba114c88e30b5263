"""The `samverk` command: a thin door; every subcommand lives in its own file and is imported when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from samverk import __version__
from samverk.cli.swedish import Group, run

COMMANDS = {
    "report": ("samverk.cli.report:report", "Gör årsredovisningen av en katalog med fakta och böcker."),
    "check": ("samverk.cli.check:check", "Pröva årsredovisningen mot alla regler utan att skriva filer."),
    "granska": ("samverk.cli.granska:granska", "Granska någon annans årsredovisning, plan eller budget."),
    "sie": ("samverk.cli.sie:sie", "Läs SIE-filer: sammanfattning, saldon och det som är fel."),
    "disclosure": ("samverk.cli.disclosure:disclosure", "Pröva vad tabeller över deltagare röjer."),
    "serve": ("samverk.cli.serve:serve", "Starta förbundets kontor på webben."),
    "register": ("samverk.cli.register:register", "Sköt registret över deltagare, en egen installation."),
    "association": ("samverk.cli.association:association", "Lägg upp och visa förbunden i installationen."),
    "user": ("samverk.cli.user:user", "Lägg upp personer, ge roller och inloggningslänkar."),
    "audit": ("samverk.cli.audit:audit", "Pröva och ta ut kedjan av händelser."),
    "backup": ("samverk.cli.backup:backup", "Säkerhetskopiera installationen medan den används."),
    "restore": ("samverk.cli.restore:restore", "Återställ en säkerhetskopia, prövad innan den läggs på plats."),
    "upgrade": ("samverk.cli.upgrade:upgrade", "Uppgradera databasen till programmets version."),
    "new": ("samverk.cli.new:new", "Lägg upp en katalog för ett nytt förbund eller år."),
    "demo": ("samverk.cli.demo:demo", "Gör Finsam Lunds årsredovisning 2024 och visa fynden."),
}


class LazyGroup(Group):
    """A group whose commands are imported when they are named, so that `samverk sie` starts in a blink."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, None when there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        target, _summary = COMMANDS[cmd_name]
        module, _, name = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def summaries(self) -> list[tuple[str, str]]:
        """Name and one line for each command, without importing any."""
        return [(name, summary) for name, (_target, summary) in COMMANDS.items()]


@click.group(
    cls=LazyGroup,
    help="Samverk gör samordningsförbundets årsredovisning av böckerna: räknad, avstämd och spårbar siffra för siffra.",
)
@click.version_option(__version__, "--version", message="samverk %(version)s", help="Visa versionen och sluta.")
def samverk() -> None:
    """Run the command line."""


def main() -> None:
    """Entry point: run and exit with the command's code."""
    sys.exit(run(samverk))
