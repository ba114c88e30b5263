"""The tests: both installations' tables, an association's addresses, a cheap password hash and strict templates."""

from __future__ import annotations

import os
import tempfile

if "SAMVERK_DATA" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:  # a directory for each process of the tests
    os.environ["SAMVERK_DATA"] = tempfile.mkdtemp(prefix="samverk-test-")
os.environ.setdefault("SAMVERK_SECRET_KEY", "only-for-the-tests")

from samverk.config.settings.base import *  # noqa: F403
from samverk.config.settings.base import DATABASES, ENVIRONMENT, INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "samverk.apps.participants"]
SAMVERK_IDENTITY_KEY = ""
SAMVERK_IDENTITY_KEY_FILE = ENVIRONMENT.data / "identity.key"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = True
WHITENOISE_AUTOREFRESH = True


class UnknownVariable(str):
    """A template variable that is not there fails, so that a page never shows a hole."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"the template names {name}, which the page does not have")

    def __contains__(self, part: object) -> bool:
        return part == "%s"


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("%s")  # type: ignore[index]
