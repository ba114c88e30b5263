"""`samverk demo`: Finsam Lund's annual report as files, and then the whole office on the web with a door per role."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverk.cli.report import format_option
from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE, Command

if TYPE_CHECKING:
    from samverk.apps.organisation.models import Association

YEAR = 2024


def example_directory() -> Path | None:
    """Where the Lund example lies: in the clone, or beside the package when it was installed."""
    here = Path(__file__).resolve()
    places = (here.parents[3] / "examples" / "lund", here.parents[1] / "examples" / "lund")
    return next((place for place in places if (place / "forbund.toml").is_file()), None)


@click.command(
    cls=Command,
    help="Gör Finsam Lunds årsredovisning 2024 ur publicerade siffror, visa fynden, och starta sedan förbundets kontor "
    "på webben med en inloggad länk för varje roll. Stoppa med Ctrl+C.",
)
@click.option(
    "--out",
    metavar="UT",
    type=click.Path(path_type=Path),
    default=Path("ut/lund"),
    help="Var filerna läggs. Annars ut/lund.",
)
@format_option
@click.option("--no-serve", is_flag=True, help="Sluta när filerna är gjorda.")
@click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8000,
    help="Webbens port. Annars 8000; 0 tar en ledig.",
)
@click.option("--host", metavar="ADRESS", default="127.0.0.1", help="Adressen som webben lyssnar på. Annars 127.0.0.1.")
def demo(out: Path, formats: tuple[str, ...], no_serve: bool, port: int, host: str) -> int:
    """Make the report of examples/lund, then serve. Findings are about the example, so they end with code 0."""
    from samverk.cli.annual import produce

    directory = example_directory()
    if directory is None:
        click.echo("Fel: exemplet med Finsam Lunds siffror följer inte med den här installationen.", err=True)
        return EXIT_UNUSABLE
    code = produce(directory, YEAR, out, formats, strict=False, today=date.today())  # noqa: DTZ011
    if code not in (EXIT_OK, EXIT_FINDINGS):
        return code
    if not no_serve:
        serve_demo(directory, out.parent / "demo", host, port)
    return EXIT_OK


def serve_demo(directory: Path, data: Path, host: str, port: int) -> None:
    """Serve the demo from its own installations in `data` and beside it, which are made the first time and kept."""
    from samverk.cli.demo_register import DemoRegister
    from samverk.cli.installation import in_swedish, open_installation
    from samverk.cli.serve import prepare, run_server

    os.environ["SAMVERK_DEMO"] = "ja"
    os.environ.setdefault("SAMVERK_DEMO_DAY", "2025-03-10")
    os.environ.pop("DATABASE_URL", None)  # a demo never touches somebody's database
    click.echo()
    register = DemoRegister(data.parent / "demo-register", port)
    returns = register.make()
    open_installation(data)
    prepare(click.echo)
    from samverk.apps.outcomes.demo import take_demo_returns
    from samverk.apps.publishing.demo import load_demo
    from samverk.apps.surveys.demo import load_demo_surveys

    files = {
        each.relative_to(directory).as_posix(): each.read_bytes() for each in directory.rglob("*") if each.is_file()
    }
    with in_swedish():
        association = load_demo(files)
        take_demo_returns(association, returns.public_key, returns.files)
        load_demo_surveys(association)
    with register.serving():
        run_server(host=host, port=port, ready=lambda address: _tell_doors(association, address))


def _tell_doors(association: Association, address: str) -> None:
    """The address, and a signed-in link for each role."""
    from samverk.apps.users.doors import door_path

    click.echo(f"Demon är igång på {address}demo/ – stoppa med Ctrl+C")
    click.echo("Gå in som:")
    for role in association.roles.select_related("user").order_by("pk"):
        click.echo(f"  {role.get_role_display():<16} {address.rstrip('/')}{door_path(role.user)}")
