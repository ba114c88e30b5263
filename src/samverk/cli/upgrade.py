"""`samverk upgrade`: the database brought to the program's version, or asked whether it can be."""

from __future__ import annotations

from pathlib import Path

import click

from samverk.cli.installation import data_option, in_swedish, open_installation
from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, Command


@click.command(
    cls=Command,
    help="Uppgradera databasen till programmets version. Först prövas att det går, sedan görs en säkerhetskopia. "
    "Servern ska vara stoppad. samverk serve gör samma sak när den startar.",
)
@data_option
@click.option("--check", "only_check", is_flag=True, help="Säg bara vad som skulle göras; kod 1 när något återstår.")
def upgrade(data: Path | None, only_check: bool) -> int:
    """Upgrade; exit 0 when the database fits, 1 when --check finds something to do, 2 when it cannot be done."""
    open_installation(data)
    from samverk.apps.upkeep.upgrade import megabytes, plan_upgrade
    from samverk.apps.upkeep.upgrade import upgrade as do

    with in_swedish():
        if not only_check:
            plan = do(lambda words: click.echo(f"✓ {words}"))
            done = "Databasen är upplagd." if plan.state.is_new else "Databasen stämmer med programmet."
            click.echo(done)
            return EXIT_OK
        plan = plan_upgrade()
    if not plan.is_needed:
        click.echo("Databasen stämmer med programmet. Ingenting behöver göras.")
        return EXIT_OK
    steps = plan.state.pending
    if plan.state.is_new:
        click.echo("Här finns ingen databas än. Den ska läggas upp.")
    else:
        click.echo(f"Databasen ska uppgraderas, i {len(steps)} steg: {', '.join(steps)}.")
    if plan.needed:
        click.echo(f"Det behöver högst {megabytes(plan.needed)} på disken; {megabytes(plan.free)} är ledigt.")
    return EXIT_FINDINGS
