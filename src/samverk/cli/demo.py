"""`samverk demo`: the main job on Finsam Lund's real figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from samverk.cli.report import format_option
from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE, Command

YEAR = 2024


def example_directory() -> Path | None:
    """Where the Lund example lies: in the clone, or beside the package when it was installed."""
    here = Path(__file__).resolve()
    places = (here.parents[3] / "examples" / "lund", here.parents[1] / "examples" / "lund")
    return next((place for place in places if (place / "forbund.toml").is_file()), None)


@click.command(cls=Command, help="Gör Finsam Lunds årsredovisning 2024 ur publicerade siffror och visa fynden.")
@click.option(
    "--out",
    metavar="UT",
    type=click.Path(path_type=Path),
    default=Path("ut/lund"),
    help="Var filerna läggs. Annars ut/lund.",
)
@format_option
def demo(out: Path, formats: tuple[str, ...]) -> int:
    """Make the report of examples/lund. Findings are shown; they are about the example, so the exit code is 0."""
    from samverk.cli.annual import produce

    directory = example_directory()
    if directory is None:
        click.echo("Fel: exemplet med Finsam Lunds siffror följer inte med den här installationen.", err=True)
        return EXIT_UNUSABLE
    code = produce(directory, YEAR, out, formats, strict=False, today=date.today())  # noqa: DTZ011
    return EXIT_OK if code == EXIT_FINDINGS else code
