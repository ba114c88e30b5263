"""Personal identity numbers (personnummer), where the party has decided that they may be noted.

They lie encrypted in the database; the key lies outside it (SAMVERK_IDENTITY_KEY, else the file `identity.key` in the
data directory, made the first time). A keyed hash finds the same person again without opening anything.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

_WRITTEN = re.compile(r"(?P<century>\d{2})?(?P<six>\d{6})(?P<sign>[-+]?)(?P<four>\d{4})")
_IN_VARIABLE = ("SAMVERK_IDENTITY_KEY", "Rätta variabeln. Tas den bort används filen identity.key.")
_IN_FILE = ("filen identity.key", "Lägg tillbaka filen från den egna säkerhetskopian av nyckeln.")
_COORDINATION = 60
"""Added to the day in a coordination number (samordningsnummer)."""


class IdentityError(ValueError):
    """A number that is no personal identity number, or a key that does not open. The message is Swedish."""


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A personal identity number or coordination number: twelve digits, and the year of birth they tell."""

    digits: str

    @property
    def written(self) -> str:
        """As people write it: ÅÅÅÅMMDD-NNNN."""
        return f"{self.digits[:8]}-{self.digits[8:]}"

    @property
    def birth_year(self) -> int:
        """The year of birth."""
        return int(self.digits[:4])


def read_identity(text: str, day: date) -> IdentityNumber:
    """Read a number written with ten or twelve digits. Raises IdentityError when day or check digit is wrong."""
    found = _WRITTEN.fullmatch(text.strip().replace(" ", "").replace("–", "-").replace("\u2212", "-"))
    if found is None:
        raise IdentityError("Skriv personnumret med tio eller tolv siffror: ÅÅÅÅMMDD-NNNN.")
    six, four = found["six"], found["four"]
    if not _has_right_check_digit(six + four):
        raise IdentityError("Kontrollsiffran i personnumret stämmer inte. Läs av numret igen.")
    year = int(found["century"] + six[:2]) if found["century"] else _year_of(six, found["sign"], day)
    month, of_month = int(six[2:4]), int(six[4:6])
    try:
        born = date(year, month, of_month - _COORDINATION if of_month > _COORDINATION else of_month)
    except ValueError as error:
        raise IdentityError("Födelsedagen i personnumret finns inte i kalendern. Läs av numret igen.") from error
    if born > day:
        raise IdentityError("Personnumret är för någon som inte är född än. Läs av numret igen.")
    return IdentityNumber(f"{year}{six[2:]}{four}")


def _has_right_check_digit(ten: str) -> bool:
    doubled = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(ten))
    return doubled % 10 == 0


def _year_of(six: str, sign: str, day: date) -> int:
    """The year of a number with ten digits: the latest possible one, a hundred years earlier after "+"."""
    year = day.year - (day.year - int(six[:2])) % 100
    return year - 100 if sign == "+" else year


def sealed(number: IdentityNumber) -> bytes:
    """The number encrypted."""
    return Fernet(_key()).encrypt(number.digits.encode("ascii"))


def opened(kept: bytes) -> IdentityNumber:
    """The number that was encrypted. Raises IdentityError when the key is another."""
    try:
        return IdentityNumber(Fernet(_key()).decrypt(bytes(kept)).decode("ascii"))
    except InvalidToken as error:
        raise IdentityError(
            "Nyckeln till personnumren är inte den som de låstes med. Lägg tillbaka identity.key från den egna "
            "säkerhetskopian av nyckeln."
        ) from error


def index_of(number: IdentityNumber) -> str:
    """What the number is found by: HMAC-SHA256 in hex, with a key derived from the one that encrypts."""
    return keyed_hash("identity index", number.digits.encode("ascii"))


def keyed_hash(purpose: str, content: bytes) -> str:
    """HMAC-SHA256 in hex, with a key for the purpose derived from the one that encrypts. Raises IdentityError."""
    derived = hashlib.sha256(f"samverk {purpose}\0".encode() + base64.urlsafe_b64decode(_key())).digest()
    return hmac.new(derived, content, hashlib.sha256).hexdigest()


def check_key() -> None:
    """Raises IdentityError when there is a key and it cannot be used."""
    if settings.SAMVERK_IDENTITY_KEY or Path(settings.SAMVERK_IDENTITY_KEY_FILE).exists():
        _key()


def _key() -> bytes:
    """The key: 32 bytes in URL-safe base 64."""
    kept: str = settings.SAMVERK_IDENTITY_KEY
    key = kept.encode("ascii", "replace") if kept else _of_file(Path(settings.SAMVERK_IDENTITY_KEY_FILE))
    try:
        Fernet(key)
    except ValueError as error:
        where, mend = _IN_VARIABLE if kept else _IN_FILE
        raise IdentityError(
            f"Nyckeln till personnumren i {where} går inte att använda: den ska vara 32 byte i base64, 44 tecken. "
            f"{mend}"
        ) from error
    return key


def _of_file(path: Path) -> bytes:
    """The key of the file, made the first time and readable by its owner alone; the first of two makers decides."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes().strip()
    with os.fdopen(descriptor, "wb") as file:
        file.write(Fernet.generate_key())
    return path.read_bytes().strip()
