"""The `samverk` command: a thin door; every subcommand lives in its own file and is imported when it is called."""

from __future__ import annotations

import importlib

import click

from samverk import __version__

COMMANDS = {
    "report": "samverk.cli.report:report",
    "check": "samverk.cli.check:check",
    "sie": "samverk.cli.sie:sie",
    "new": "samverk.cli.new:new",
    "demo": "samverk.cli.demo:demo",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are named, so that `samverk sie` starts in a blink."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, None when there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, help="Samverk gör årsredovisningen av böckerna.")
@click.version_option(__version__, "--version", message="samverk %(version)s")
def main() -> None:
    """Run the command line."""
