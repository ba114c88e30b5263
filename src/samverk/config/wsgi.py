"""The door of the web server: `samverk.config.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.config.settings.association")
application = get_wsgi_application()
