"""What an installation is told from outside: environment variables and the files of its data directory.

Every setting has a name that begins with SAMVERK_ (and DATABASE_URL, which hosts know). `docs/handbok/drift.md` lists
them for the person who hosts; a test compares the list with this file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from samverk.formats.refusals import reason

THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
MEMORY = 400
"""Megabytes that a process remembers: two years of each of the country's associations, and what is open just now."""


class SettingError(ImproperlyConfigured):
    """A setting cannot be used. The message is Swedish and names the variable."""


@dataclass(frozen=True, slots=True)
class OpenIdProvider:
    """A sign-in service of the association's own, over OpenID Connect.

    `domains` are those whose addresses the provider gives out itself, so that it need not say that they are verified.
    `two_steps` tells that the provider never lets anyone in by a password alone.
    """

    name: str
    server: str
    client_id: str
    secret: str = field(repr=False)
    domains: tuple[str, ...] = ()
    two_steps: bool = False

    def for_allauth(self) -> dict[str, dict[str, object]]:
        """The provider as django-allauth wants it told. Its name there is `apps.users.openid.PROVIDER`."""
        app = {
            "provider_id": "organisation",
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.server},
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation. `data` is the directory that holds the database and the secret key."""

    data: Path
    database_url: str
    secret_key: str = field(repr=False)
    hosts: tuple[str, ...] = THIS_MACHINE
    https: bool = False
    demo: bool = False
    demo_day: date | None = None
    require_totp: bool = True
    proxies: int = 0
    oidc: OpenIdProvider | None = None
    production: bool = False
    log_json: bool = False
    log_ip: bool = False
    memory: int = MEMORY
    return_key_password: str = field(default="", repr=False)


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read the settings. Raises SettingError, in Swedish, for a value that cannot be used."""
    data = Path(variables.get("SAMVERK_DATA", "samverk-data")).absolute()
    demo = _yes(variables, "SAMVERK_DEMO", False)
    hosts = tuple(host.strip() for host in variables.get("SAMVERK_HOSTS", "").split(",") if host.strip())
    production = _yes(variables, "SAMVERK_PRODUCTION", False)
    if production:
        _refuse_undecided(variables, hosts)
    return Environment(
        data=data,
        database_url=_database(variables, data),
        secret_key=variables.get("SAMVERK_SECRET_KEY", "") or _kept_secret(data),
        hosts=hosts or THIS_MACHINE,
        https=_yes(variables, "SAMVERK_HTTPS", False),
        demo=demo,
        demo_day=_day(variables, "SAMVERK_DEMO_DAY") if demo else None,
        require_totp=_yes(variables, "SAMVERK_REQUIRE_TOTP", True),
        proxies=_count(variables, "SAMVERK_PROXIES"),
        oidc=_provider(variables),
        production=production,
        log_json=_yes(variables, "SAMVERK_LOG_JSON", production),
        log_ip=_yes(variables, "SAMVERK_LOG_IP", False),
        memory=_count(variables, "SAMVERK_MEMORY", MEMORY),
        return_key_password=variables.get("SAMVERK_RETURN_KEY_PASSWORD", ""),
    )


def _database(variables: Mapping[str, str], data: Path) -> str:
    address = variables.get("DATABASE_URL", "").strip() or f"sqlite:///{data / 'samverk.sqlite3'}"
    parts = urlsplit(address)
    if parts.scheme not in ("sqlite", "postgresql", "postgres") or not parts.path.strip("/"):
        raise SettingError(
            "DATABASE_URL ska vara en databas i PostgreSQL, till exempel postgresql://samverk@/samverk, eller en fil "
            "för SQLite, sqlite:////var/lib/samverk/samverk.sqlite3. Sorten eller namnet stämmer inte."
        )
    return address


def _refuse_undecided(variables: Mapping[str, str], hosts: tuple[str, ...]) -> None:
    """What a laptop may leave open, an installation on a network must have decided."""
    if not hosts:
        raise SettingError(
            "SAMVERK_HOSTS saknas. Ange namnen som webbläsaren använder, till exempel "
            "SAMVERK_HOSTS=samverk.example.se. Utan dem besvaras inga andra datorer."
        )
    if not variables.get("SAMVERK_HTTPS", "").strip():
        raise SettingError(
            "SAMVERK_HTTPS är inte bestämt. Skriv ja när en webbserver framför Samverk tar emot https, vilket "
            "inloggning över nätverk behöver. Skriv nej bara när ingen utanför datorn når Samverk."
        )
    if _yes(variables, "SAMVERK_HTTPS", False) and not _count(variables, "SAMVERK_PROXIES"):
        raise SettingError(
            "SAMVERK_HTTPS=ja behöver SAMVERK_PROXIES, antalet webbservrar framför Samverk (oftast 1). De ska sätta "
            "X-Forwarded-Proto och X-Forwarded-For; annars skickas webbläsaren runt i en ring."
        )
    if _yes(variables, "SAMVERK_DEMO", False):
        raise SettingError(
            "SAMVERK_DEMO=ja går inte ihop med drift: demons länkar loggar in utan lösenord. Ta bort SAMVERK_DEMO."
        )


def _yes(variables: Mapping[str, str], name: str, default: bool) -> bool:
    value = variables.get(name, "").strip().lower()
    if value in ("", "ja", "1", "true", "nej", "0", "false"):
        return default if not value else value in ("ja", "1", "true")
    raise SettingError(f"{name} ska vara ja eller nej, men är ”{value}”.")


def _count(variables: Mapping[str, str], name: str, default: int = 0) -> int:
    value = variables.get(name, "").strip() or str(default)
    if not value.isdigit():
        raise SettingError(f"{name} ska vara ett heltal, 0 eller mer, men är ”{value}”.")
    return int(value)


def _day(variables: Mapping[str, str], name: str) -> date | None:
    value = variables.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise SettingError(f"{name} ska vara en dag, till exempel 2025-02-14, men är ”{value}”.") from error


def _provider(variables: Mapping[str, str]) -> OpenIdProvider | None:
    names = ("SAMVERK_OIDC_SERVER", "SAMVERK_OIDC_CLIENT_ID", "SAMVERK_OIDC_SECRET")
    given = [name for name in names if variables.get(name)]
    if not given:
        return None
    missing = [name for name in names if name not in given]
    if missing:
        raise SettingError(f"Inloggning med OpenID Connect behöver också {', '.join(missing)}.")
    server, client_id, secret = (variables[name].strip() for name in names)
    address = urlsplit(server)
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in ("localhost", "127.0.0.1")):
        raise SettingError(
            "SAMVERK_OIDC_SERVER ska vara tjänstens hela adress och börja med https://, till exempel "
            f"https://id.example.se/realms/samverk, men är ”{server}”."
        )
    domains = variables.get("SAMVERK_OIDC_DOMAINS", "").lower().split(",")
    return OpenIdProvider(
        variables.get("SAMVERK_OIDC_NAME", "").strip() or "Logga in med din organisation",
        server.rstrip("/"),
        client_id,
        secret,
        tuple(domain.strip().lstrip("@") for domain in domains if domain.strip()),
        _yes(variables, "SAMVERK_OIDC_TWO_STEPS", False),
    )


def _kept_secret(data: Path) -> str:
    """The secret key of the data directory, made the first time and readable by its owner alone."""
    path = data / "secret.key"
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make_secret(path)
        key = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingError(
            f"Katalogen för data, {data}, går inte att använda: {reason(error)}. Ange en annan med --data eller "
            "SAMVERK_DATA, eller ge dig rätt att läsa och skriva där."
        ) from error
    if not key:
        raise SettingError(f"{path} är tom. Lägg tillbaka nyckeln från en säkerhetskopia, eller ta bort filen.")
    return key


def _make_secret(path: Path) -> None:
    """Write a new key whole or not at all; of two processes that do it at once, the first one's key stands."""
    temporary = path.with_name(f".secret.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links, such as a memory stick's
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
