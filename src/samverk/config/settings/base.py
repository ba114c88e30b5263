"""What every installation has in common. Names are Django's and those of the packages named beside them."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
import font_source_sans_pro
from csp.constants import NONCE, NONE, SELF

from samverk.config.environment import read_environment

ENVIRONMENT = read_environment(os.environ)
PACKAGE = Path(__file__).resolve().parents[2]

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "samverk.config.urls"
WSGI_APPLICATION = "samverk.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

GROUND_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "samverk.apps.users",
    "samverk.apps.organisation",
    "samverk.apps.audit",
    "samverk.apps.privacy",
]
"""What every sort of installation has: people who sign in, the door for change and its trail."""
INSTALLED_APPS = [
    *GROUND_APPS,
    "samverk.apps.accounting",
    "samverk.apps.planning",
    "samverk.apps.measures",
    "samverk.apps.outcomes",
    "samverk.apps.surveys",
    "samverk.apps.publishing",
    "samverk.apps.governance",
    "samverk.web",
]

MIDDLEWARE = [
    "samverk.web.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "samverk.web.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samverk.web.middleware.DenyByDefaultMiddleware",
    "samverk.web.middleware.ToldErrorsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(str(path) for path in (PACKAGE / "web").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "samverk.web.frame.frame",
            ],
            "builtins": ["samverk.web.templatetags.samverk"],
        },
    }
]
SAMVERK_FRAME = "samverk.web.frame.association_frame"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ── the database ────────────────────────────────────────────────────────────────────────────────────────────────────

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-32768",
}
DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database_url)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = dict(SQLITE_OPTIONS)
else:
    # whoever waits for another's writing waits as long as on SQLite, and is then told
    patience = {"options": f"-c lock_timeout={SQLITE_OPTIONS['timeout']}s"}
    DATABASES["default"]["OPTIONS"] = {**patience, **DATABASES["default"].get("OPTIONS", {}), "pool": True}

# shared by all workers, so that limits on sign-in hold however many there are
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "samverk_cache"}}

# ── language and time ───────────────────────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# ── sign-in: django-allauth ─────────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "samverk.apps.users.passwords.UnlikeThePerson"},
    {"NAME": "samverk.apps.users.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "samverk.apps.users.passwords.Uncommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "samverk.apps.users.adapter.ClosedAccountAdapter"
SOCIALACCOUNT_ADAPTER = "samverk.apps.users.adapter.KnownPersonAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # whoever came by a one-time link goes on to set up an authenticator
ACCOUNT_FORMS = {"login": "samverk.web.account.forms.SignInForm"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # the lock-out: five wrong passwords for one account close it for five minutes
    "login_failed": "20/m/ip,5/300s/key",
    "reset_password": "10/m/ip,3/m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    # registers that send returns over the net
    "push_return": "20/m/ip,120/h/key",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samverk"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "samverk.apps.users.adapter.KeptSecretAdapter"
MFA_FORMS = {
    "activate_totp": "samverk.web.account.forms.FirstCodeForm",
    "authenticate": "samverk.web.account.forms.CodeForm",
    "reauthenticate": "samverk.web.account.forms.CodeAgainForm",
}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = ENVIRONMENT.oidc.for_allauth() if ENVIRONMENT.oidc else {}
SAMVERK_OIDC_DOMAINS = ENVIRONMENT.oidc.domains if ENVIRONMENT.oidc else ()
SAMVERK_OIDC_TWO_STEPS = ENVIRONMENT.oidc is not None and ENVIRONMENT.oidc.two_steps
SAMVERK_REQUIRE_TOTP = ENVIRONMENT.require_totp and not ENVIRONMENT.demo
SAMVERK_DEMO = ENVIRONMENT.demo
SAMVERK_DEMO_DAY = ENVIRONMENT.demo_day
# Samverk sends no letters: links are handed over by the director or the host (users.give_password_link)
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# ── sessions, headers, uploads ──────────────────────────────────────────────────────────────────────────────────────

SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_NAME = "samverk_session"
CSRF_COOKIE_NAME = "samverk_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samverk.web.errors.form_expired"
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
if ENVIRONMENT.https:
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "samverk.web.uploads.SizeLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ── static files: whitenoise ────────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static", ("fonts", Path(font_source_sans_pro.__file__).parent / "files")]
WHITENOISE_USE_FINDERS = not ENVIRONMENT.production
WHITENOISE_AUTOREFRESH = False
if ENVIRONMENT.production:  # collected at start: hashed names that may be kept for ever, compressed once
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# ── what is written about requests: never content, never names ──────────────────────────────────────────────────────

SAMVERK_LOG_IP = ENVIRONMENT.log_ip
SAMVERK_PROXIES = ENVIRONMENT.proxies
SAMVERK_MEMORY = ENVIRONMENT.memory
"""Megabytes that each process remembers (`apps.audit.caches`)."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "samverk.config.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json" if ENVIRONMENT.log_json else "plain"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "samverk": {"level": "INFO"},
        "samverk.request": {"level": "INFO" if ENVIRONMENT.log_json else "WARNING"},
        # django's own handler would mail and repeat; its warnings are the lines of samverk.request
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security": {"level": "CRITICAL"},
    },
}
