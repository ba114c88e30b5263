"""Opening the installation for a command: the settings, Django, the database at the program's version."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samverk.cli.swedish import EXIT_UNUSABLE
from samverk.formats.refusals import reason

if TYPE_CHECKING:
    from samverk.apps.organisation.models import Association

SETTINGS = "samverk.config.settings.association"

data_option = click.option(
    "--data",
    metavar="KATALOG",
    type=click.Path(file_okay=False, path_type=Path),
    help="Installationens katalog. Annars SAMVERK_DATA, annars samverk-data.",
)


class CannotProceed(click.ClickException):
    """A command that stops with a Swedish sentence and the code for what cannot be used."""

    exit_code = EXIT_UNUSABLE


def open_installation(data: Path | None, *, production: bool = False) -> None:
    """Read the settings and start Django. Raises CannotProceed for a setting that cannot be used."""
    if data is not None:
        os.environ["SAMVERK_DATA"] = str(data)
    if production:
        os.environ["SAMVERK_PRODUCTION"] = "ja"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)  # what an installation writes is its owner's alone
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
        _make_directory()
    except ImproperlyConfigured as error:
        raise CannotProceed(str(error)) from None
    from samverk.apps.upkeep.databases import check_answers
    from samverk.apps.upkeep.schema import check_directory

    with in_swedish():
        check_directory()
        check_answers()


def _make_directory() -> None:
    from django.conf import settings

    path: Path = settings.ENVIRONMENT.data
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotProceed(f"Katalogen {path} går inte att skapa: {reason(error)}.") from None


@contextmanager
def in_swedish() -> Iterator[None]:
    """Turn what the installation answers into one sentence on stderr and code 2."""
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    from samverk.apps.audit.door import EditConflict, RefusedChange
    from samverk.apps.upkeep.refused import UpkeepRefused

    try:
        yield
    except (UpkeepRefused, RefusedChange, EditConflict) as error:
        raise CannotProceed(str(error)) from None
    except ValidationError as error:
        raise CannotProceed(" ".join(error.messages)) from None
    except BrokenPipeError:  # whoever read what was written has gone, which is no trouble of the installation's
        raise
    except (DatabaseError, OSError) as error:
        raise CannotProceed(_trouble(error)) from None


def _trouble(error: Exception) -> str:
    """What the database or the disk said no to."""
    from samverk.apps.upkeep.trouble import trouble_of

    trouble = trouble_of(error)
    if trouble is not None:
        return trouble.value
    words = str(error).lower()
    if "no such table" in words or "does not exist" in words:
        return "Databasen har inte fått sina tabeller. Kör samverk upgrade, eller starta med samverk serve."
    return f"Databasen eller disken svarar inte som den ska. Ingenting har ändrats. Den säger: {str(error).strip()}"


def find_association(slug: str) -> Association:
    """The association with that address. Raises CannotProceed when there is none."""
    from samverk.apps.organisation.models import Association

    found: Association | None = Association.objects.filter(slug=slug).first()
    if found is None:
        raise CannotProceed(f"Inget förbund har adressen {slug}. Visa dem som finns med samverk association list.")
    return found


def administration(work: Callable[..., Any]) -> Callable[..., Any]:
    """A command that works in the installation: it takes --data, opens it and tells trouble in Swedish."""
    import functools

    @data_option
    @functools.wraps(work)
    def opened(data: Path | None, **arguments: Any) -> Any:
        open_installation(data)
        with in_swedish():
            _refuse_other_schema()
            return work(**arguments)

    return opened


def _refuse_other_schema() -> None:
    """Refuse to write in a database that the program does not fit."""
    from samverk.apps.upkeep.refused import UpkeepRefused
    from samverk.apps.upkeep.schema import schema_state

    state = schema_state()
    state.check()
    if state.is_new:
        raise UpkeepRefused("Här finns ingen installation än. Starta den med samverk serve, eller kör samverk upgrade.")
    if state.pending:
        raise UpkeepRefused("Databasen behöver uppgraderas. Stoppa servern och kör samverk upgrade.")
