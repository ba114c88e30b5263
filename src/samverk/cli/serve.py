"""`samverk serve`: the association's office on the web, on a laptop or a host."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from samverk.cli.installation import CannotProceed, data_option, in_swedish, open_installation
from samverk.cli.swedish import Command
from samverk.formats.refusals import reason

APPLICATION = "samverk.config.wsgi:application"
GRACE_SECONDS = 30


@click.command(
    cls=Command,
    help="Starta förbundets kontor på webben. Utan val: SQLite i katalogen samverk-data, på den här datorn. Databasen "
    "läggs upp eller uppgraderas först, med säkerhetskopia. Stoppa med Ctrl+C.",
)
@data_option
@click.option(
    "--host", metavar="ADRESS", default="127.0.0.1", help="Adressen som servern lyssnar på. Annars 127.0.0.1."
)
@click.option(
    "--port", metavar="PORT", type=click.IntRange(0, 65535), default=8000, help="Porten. Annars 8000; 0 tar en ledig."
)
@click.option(
    "--production",
    is_flag=True,
    help="För den som driver Samverk åt andra: två processer, färdigpackade filer, logg som JSON. Kräver SAMVERK_HOSTS "
    "och SAMVERK_HTTPS.",
)
def serve(data: Path | None, host: str, port: int, production: bool) -> None:
    """Serve until stopped; exit 0 on Ctrl+C or SIGTERM, 2 when it cannot start."""
    open_installation(data, production=production)
    from django.conf import settings

    is_production = settings.ENVIRONMENT.production
    prepare(click.echo)
    run_server(host=host, port=port, workers=2 if is_production else 1, ready=_tell_address)


def prepare(step: Callable[[str], None]) -> None:
    """Bring the database to the program's version and the files in order, telling each step that was taken.

    Raises CannotProceed when something must be mended before anything is served.
    """
    from django.conf import settings
    from django.core.management import call_command

    from samverk.apps.upkeep.serving import check_serving
    from samverk.apps.upkeep.upgrade import upgrade

    with in_swedish():
        check_serving()
        plan = upgrade(step)
        if plan.state.is_new:
            step(f"La upp en ny installation i {settings.ENVIRONMENT.data}")
        call_command("clearsessions")
        Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
        if settings.ENVIRONMENT.production:
            call_command("collectstatic", interactive=False, verbosity=0)


def run_server(
    *, host: str = "127.0.0.1", port: int = 8000, workers: int = 1, threads: int = 4, ready: Callable[[str], None]
) -> None:
    """Serve until SIGINT or SIGTERM, letting the requests that are under way finish. Django is started already.

    `ready` is told the address once the server listens. Raises CannotProceed when the port is taken.
    """
    from django.conf import settings

    from samverk.apps.upkeep.databases import close_all
    from samverk.apps.upkeep.standing_lock import StandingLock

    _refuse_taken(host, port)
    with in_swedish():
        lock = StandingLock(Path(settings.ENVIRONMENT.data))
        lock.share()
    close_all()  # the workers open their own
    _gunicorn(
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": 120,
            "graceful_timeout": GRACE_SECONDS,
            "max_requests": 5000 if workers > 1 else 0,
            "max_requests_jitter": 500,
            "limit_request_line": 8190,
            "loglevel": "error",
            "logger_class": _logger_class(),
            "control_socket_disable": True,
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108 - gunicorn makes its own
            "when_ready": lambda server: ready(_address(server)),
        }
    ).run()
    lock.close()


def _refuse_taken(host: str, port: int) -> None:
    import socket

    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise CannotProceed(
            f"Det går inte att lyssna på {host} port {port}: {reason(error)}. Är Samverk redan igång? Välj annars en "
            "annan port med --port."
        ) from None


def _gunicorn(options: dict[str, Any]) -> Any:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from gunicorn.util import import_app

            return import_app(APPLICATION)

    return Server()


def _logger_class() -> type:
    """gunicorn's lines go the way of all others, as the settings say."""
    from gunicorn.glogging import Logger

    class Lines(Logger):  # type: ignore[misc]
        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            for log in (self.error_log, self.access_log):
                log.handlers.clear()
                log.propagate = True
            logging.getLogger("gunicorn.access").disabled = True

    return Lines


def _address(server: Any) -> str:
    """The address to open, with the port that was given."""
    host, port = server.LISTENERS[0].sock.getsockname()[:2]
    shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 - only compared with
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _tell_address(address: str) -> None:
    click.echo(f"Samverk är igång på {address} – stoppa med Ctrl+C")
