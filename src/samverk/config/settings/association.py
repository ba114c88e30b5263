"""The association's office: everything but participants."""

from __future__ import annotations

from samverk.config.settings.base import *  # noqa: F403
