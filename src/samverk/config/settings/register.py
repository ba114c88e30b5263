"""The register at the party that owns a measure: participants, and nothing of an association's office.

Its data directory, database file, key for cookies and people are its own.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("SAMVERK_DATA", "samverk-register")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(os.environ['SAMVERK_DATA']).absolute() / 'register.sqlite3'}")

from samverk.config.settings.base import *  # noqa: F403
from samverk.config.settings.base import DATABASES, ENVIRONMENT, GROUND_APPS

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # what is disposed of does not stay in free pages of the file
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA secure_delete=ON"

INSTALLED_APPS = [*GROUND_APPS, "samverk.apps.participants", "samverk.web"]
ROOT_URLCONF = "samverk.config.register_urls"
SAMVERK_FRAME = "samverk.web.participants.frame.frame"
MFA_TOTP_ISSUER = "Samverks register"
# both installations may stand on one machine, where cookies know no ports
SESSION_COOKIE_NAME = "samverk_register_session"
CSRF_COOKIE_NAME = "samverk_register_csrf"
# the key to personal identity numbers lies beside the database, never in it (apps.participants.identity)
SAMVERK_IDENTITY_KEY = os.environ.get("SAMVERK_IDENTITY_KEY", "")
SAMVERK_IDENTITY_KEY_FILE = ENVIRONMENT.data / "identity.key"
