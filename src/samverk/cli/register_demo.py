"""`samverk register demo`: the register of the demo, beside the association's: simulated people, released returns."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import click

from samverk.cli.demo_register import PUBLIC_KEY
from samverk.cli.installation import in_swedish, open_installation
from samverk.cli.serve import prepare, run_server
from samverk.cli.swedish import Command
from samverk.core.outcomes.simulated_iris import PARENT


@click.command(
    cls=Command,
    help="Demons register: påhittade deltagare med de summor som Finsam Lund har publicerat för IRIS, och lämnade "
    "återrapporter för två år. Startas av samverk demo, men går att köra för sig.",
)
@click.option(
    "--data",
    metavar="KATALOG",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("ut/demo-register"),
    help="Registrets katalog. Annars ut/demo-register.",
)
@click.option(
    "--returns",
    metavar="KATALOG",
    type=click.Path(file_okay=False, path_type=Path),
    help="Lägg de lämnade återrapporterna och registrets publika nyckel här.",
)
@click.option("--push", metavar="ADRESS", default="", help="Förbundets adress för återrapporter.")
@click.option("--no-serve", is_flag=True, help="Sluta när registret och återrapporterna är gjorda.")
@click.option("--port", metavar="PORT", type=click.IntRange(0, 65535), default=8001, help="Webbens port. Annars 8001.")
@click.option("--until-closed", is_flag=True, hidden=True, help="Sluta när den som startade slutar.")
def demo(data: Path, returns: Path | None, push: str, no_serve: bool, port: int, until_closed: bool) -> None:
    """Make the register the first time, write its returns, and serve it."""
    os.environ["SAMVERK_DEMO"] = "ja"
    os.environ.setdefault("SAMVERK_DEMO_DAY", "2025-03-10")
    os.environ["DATABASE_URL"] = f"sqlite:///{data.absolute() / 'register.sqlite3'}"  # never somebody's own
    open_installation(data)
    prepare(lambda _step: None)
    from samverk.apps.participants.demo import load_register_demo

    with in_swedish():
        load_register_demo(push)
        if returns is not None:
            _write_returns(returns)
    if no_serve:
        return
    if until_closed:
        _stop_with_the_one_who_started()
    run_server(port=port, ready=_tell_doors)


def _write_returns(directory: Path) -> None:
    from samverk.apps.participants.demo import released_files
    from samverk.apps.participants.signing import public_key

    directory.mkdir(parents=True, exist_ok=True)
    key = public_key()
    assert key is not None  # noqa: S101 - load_register_demo made one
    (directory / PUBLIC_KEY).write_bytes(key.pem)
    for name, data in released_files():
        (directory / name).write_bytes(data)


def _stop_with_the_one_who_started() -> None:
    """Stop when standard input is closed, which happens however the other program ends."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def _tell_doors(address: str) -> None:
    from samverk.apps.participants.register_models import StaffRole
    from samverk.apps.users.doors import door_path

    click.echo(f"Registret är igång på {address}demo/ – en egen installation, som förbundet inte når")
    people = dict.fromkeys(
        (held.get_role_display(), held.user)
        for held in StaffRole.objects.select_related("user", "measure").order_by("pk")
        if held.measure is None or held.measure.code == PARENT
    )
    for role, user in people:
        click.echo(f"  {role:<16} {address.rstrip('/')}{door_path(user)}")
    click.echo()
