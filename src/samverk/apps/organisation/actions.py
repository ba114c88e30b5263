"""Changes to the association."""

from __future__ import annotations

from samverk.apps.audit.door import Act, action
from samverk.apps.organisation.models import Association
from samverk.apps.organisation.perms import FOUND_ASSOCIATION


@action(FOUND_ASSOCIATION)
def add_association(act: Act, slug: str, name: str, org_number: str) -> Association:
    """Add an association to the installation. Raises ValidationError when the address or number is taken."""
    return act.add(Association(slug=slug, name=name, org_number=org_number), f"La upp förbundet {name}.")
