"""click in Swedish: help headings and the messages for wrong arguments, with the nearest allowed word."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from typing import Any

import click

PROGRAM = "samverk"
EXIT_OK, EXIT_FINDINGS, EXIT_UNUSABLE = 0, 1, 2


class SwedishHelp:
    """Help with Swedish headings, for commands and groups alike."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = [piece.replace("[OPTIONS]", "[VAL]") for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        pieces = [piece.replace("COMMAND [ARGS]...", "KOMMANDO …") for piece in pieces]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands of a group."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]  # type: ignore[attr-defined]
        if records:
            with formatter.section("Val"):
                formatter.write_dl(records)
        if isinstance(self, Group):
            with formatter.section("Kommandon"):
                formatter.write_dl(self.summaries())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, told in Swedish."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Visa den här hjälpen och sluta."
        return option  # type: ignore[no-any-return]


class Command(SwedishHelp, click.Command):
    """A command whose help is Swedish."""


class Group(SwedishHelp, click.Group):
    """A group whose help is Swedish."""

    def summaries(self) -> list[tuple[str, str]]:
        """Name and one line for each command."""
        return [(name, command.get_short_help_str(70)) for name, command in self.commands.items()]


def explain(error: click.ClickException) -> str:
    """Say in Swedish what was wrong with the arguments and what is allowed."""
    match error:
        case click.NoSuchOption():
            nearest = f" Menade du {', '.join(error.possibilities)}?" if error.possibilities else ""
            return f"Valet {error.option_name} finns inte.{nearest}"
        case click.MissingParameter():
            name = error.param.get_error_hint(error.ctx) if error.param is not None and error.ctx is not None else ""
            return f"{name.strip(chr(39))} saknas."
        case click.BadParameter():
            name = error.param.get_error_hint(error.ctx) if error.param is not None and error.ctx is not None else ""
            return f"Värdet för {name.strip(chr(39))} går inte att använda. {_bad_value(error)}".strip()
        case click.BadOptionUsage():
            return f"Valet {error.option_name} behöver ett värde."
        case click.FileError():
            return f"Filen {error.ui_filename} går inte att läsa."
        case _:
            return _usage(error)


def _bad_value(error: click.BadParameter) -> str:
    kind = getattr(error.param, "type", None)
    if isinstance(kind, click.Choice):
        return f"Välj bland {', '.join(str(choice) for choice in kind.choices)}."
    if isinstance(kind, click.IntRange):
        return f"Skriv ett heltal från {kind.min} till {kind.max}."
    if isinstance(kind, click.types.IntParamType):
        return "Skriv ett heltal."
    if isinstance(kind, click.Path):
        return "Katalogen eller filen finns inte eller går inte att läsa."
    return error.message


def _usage(error: click.ClickException) -> str:
    message = error.format_message()
    if message.startswith("No such command"):
        known = error.ctx.command.list_commands(error.ctx) if _is_group(error) else []  # type: ignore[attr-defined]
        word = message.split("'")[1] if "'" in message else ""
        nearest = difflib.get_close_matches(word, known, n=2, cutoff=0.5)
        hint = f"Menade du {' eller '.join(nearest)}?" if nearest else f"Kommandona är {', '.join(known)}."
        return f"Kommandot {word} finns inte. {hint}"
    if message.startswith("Got unexpected extra argument"):
        extra = message.partition("(")[2].rstrip(").")
        return f"Det här argumentet väntades inte: {extra}."
    return message


def _is_group(error: click.ClickException) -> bool:
    context = getattr(error, "ctx", None)
    return context is not None and isinstance(context.command, click.Group)


def run(group: click.Group, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; wrong arguments give 2 and one Swedish message on stderr."""
    try:
        result: Any = group.main(
            args=None if arguments is None else list(arguments), prog_name=PROGRAM, standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx is not None else "")
        return EXIT_OK
    except click.ClickException as error:
        click.echo(f"Fel: {explain(error)}", err=True)
        if isinstance(error, click.UsageError):
            click.echo(f"Hjälp: {error.ctx.command_path if error.ctx is not None else PROGRAM} --help", err=True)
        return EXIT_UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutet. Inget har ändrats.", err=True)
        return 130
    except BrokenPipeError:  # the reader of our output went away, as in `samverk sie … | head`
        sys.stderr.close()
        return EXIT_OK
    return result if isinstance(result, int) else EXIT_OK
