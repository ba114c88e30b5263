"""Wrong arguments are explained in Swedish, with what is allowed."""

import click
import pytest

from samverk.cli.main import COMMANDS, samverk
from samverk.cli.swedish import Command, Group, run


@pytest.fixture
def group():
    @click.group(cls=Group)
    def tool() -> None:
        """Verktyg."""

    @tool.command(cls=Command, name="visa")
    @click.argument("katalog", type=click.Path(exists=True))
    @click.option("--year", type=int, help="Året.")
    @click.option("--form", type=click.Choice(["pdf", "html"]))
    def show(katalog: str, year: int | None, form: str | None) -> int:
        """Visa något."""
        return 1 if year == 1 else 0

    return tool


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["vsa"], "Kommandot vsa finns inte. Menade du visa?"),
        (["qqq"], "Kommandot qqq finns inte. Kommandona är visa."),
        (["visa"], "KATALOG saknas."),
        (["visa", ".", "--yaer", "2"], "Valet --yaer finns inte. Menade du --year?"),
        (["visa", ".", "--year"], "Valet --year behöver ett värde."),
        (["visa", ".", "--year", "tjugo"], "Värdet för --year går inte att använda. Skriv ett heltal."),
        (["visa", ".", "--form", "doc"], "Värdet för --form går inte att använda. Välj bland pdf, html."),
        (["visa", "finns-inte"], "Värdet för KATALOG går inte att använda."),
        (["visa", ".", "extra"], "Det här argumentet väntades inte: extra."),
    ],
)
def test_a_wrong_argument_gives_two_and_one_swedish_message(group, capsys, arguments, said):
    assert run(group, arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "--help" in err


def test_the_exit_code_is_what_the_command_returns(group):
    assert run(group, ["visa", ".", "--year", "1"]) == 1
    assert run(group, ["visa", "."]) == 0


def test_help_is_swedish(group, capsys):
    assert run(group, ["visa", "--help"]) == 0
    out = capsys.readouterr().out
    assert "Användning: samverk visa [VAL] KATALOG" in out
    assert "Visa den här hjälpen och sluta." in out
    assert "Options" not in out
    assert "Usage" not in out


def test_no_arguments_shows_every_command(capsys):
    assert run(samverk, []) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_swedish_help(name, capsys):
    assert run(samverk, [name, "--help"]) == 0
    assert "Användning: samverk " + name in capsys.readouterr().out
