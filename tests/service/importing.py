"""A process that takes in a SIE file for the installation's only association, to be killed while it does.

    python -m tests.service.importing bokforing.se

It writes a line when Django is up and the import begins, and one when it is done.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django


def main() -> None:
    """Take the file in."""
    django.setup()
    from samverk.apps.accounting.actions import import_books
    from samverk.apps.organisation.models import Association
    from samverk.apps.users.actor import command_line

    path = Path(sys.argv[1])
    actor = command_line(Association.objects.get())
    _tell("begins")
    import_books(actor, path.read_bytes(), path.name)
    _tell("done")


def _tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
