"""What an installation is told from outside: environment variables and the files of its data directory.

Every setting has a name that begins with SAMVERK_ (and DATABASE_URL, which hosts know). `docs/handbok/drift.md` lists
them for the person who hosts; a test compares the list with this file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


class SettingError(ValueError):
    """A setting cannot be used. The message is Swedish and names the variable."""


@dataclass(frozen=True, slots=True)
class OpenIdProvider:
    """A sign-in service of the association's own, over OpenID Connect."""

    name: str
    server: str
    client_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation. `data` is the directory that holds the database and the secret key."""

    data: Path
    database_url: str
    secret_key: str = field(repr=False)
    hosts: tuple[str, ...] = THIS_MACHINE
    https: bool = False
    demo: bool = False
    require_totp: bool = True
    proxies: int = 0
    oidc: OpenIdProvider | None = None
    log_json: bool = False


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read the settings. Raises SettingError, in Swedish, for a value that cannot be used."""
    data = Path(variables.get("SAMVERK_DATA", "samverk-data")).absolute()
    hosts = tuple(host.strip() for host in variables.get("SAMVERK_HOSTS", "").split(",") if host.strip())
    return Environment(
        data=data,
        database_url=variables.get("DATABASE_URL", f"sqlite:///{data / 'samverk.sqlite3'}"),
        secret_key=variables.get("SAMVERK_SECRET_KEY", "") or _kept_secret(data),
        hosts=hosts or THIS_MACHINE,
        https=_yes(variables, "SAMVERK_HTTPS", False),
        demo=_yes(variables, "SAMVERK_DEMO", False),
        require_totp=_yes(variables, "SAMVERK_REQUIRE_TOTP", True),
        proxies=_count(variables, "SAMVERK_PROXIES"),
        oidc=_provider(variables),
        log_json=_yes(variables, "SAMVERK_LOG_JSON", False),
    )


def _yes(variables: Mapping[str, str], name: str, default: bool) -> bool:
    value = variables.get(name, "").strip().lower()
    if value in ("", "ja", "1", "true", "nej", "0", "false"):
        return default if not value else value in ("ja", "1", "true")
    raise SettingError(f"{name} ska vara ja eller nej, men är ”{value}”.")


def _count(variables: Mapping[str, str], name: str) -> int:
    value = variables.get(name, "0").strip() or "0"
    if not value.isdigit():
        raise SettingError(f"{name} ska vara ett heltal, 0 eller mer, men är ”{value}”.")
    return int(value)


def _provider(variables: Mapping[str, str]) -> OpenIdProvider | None:
    names = ("SAMVERK_OIDC_SERVER", "SAMVERK_OIDC_CLIENT_ID", "SAMVERK_OIDC_SECRET")
    given = [name for name in names if variables.get(name)]
    if not given:
        return None
    missing = [name for name in names if name not in given]
    if missing:
        raise SettingError(f"Inloggning med OpenID Connect behöver också {', '.join(missing)}.")
    server, client_id, secret = (variables[name] for name in names)
    return OpenIdProvider(
        variables.get("SAMVERK_OIDC_NAME", "Logga in med din organisation"), server, client_id, secret
    )


def _kept_secret(data: Path) -> str:
    """The secret key of the data directory, made the first time and readable by its owner alone."""
    path = data / "secret.key"
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    data.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
