"""Names of persons in a document: on signature pages and lines, in lists of the board, and beside a word for a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from samverk.core.checks.claims.sentences import Passage, Sentence

_WORD = r"[A-ZÅÄÖÉ][a-zåäöéèüæø']+(?:-[A-ZÅÄÖÉ]?[a-zåäöéèüæø]+)?"
NAME = rf"{_WORD}(?: {_WORD}){{1,3}}"
_ROLES = (
    ("vice ordförande", r"vice ordförande|v\. ?ordf\w*|1:e vice ordförande|2:e vice ordförande"),
    ("ordförande", r"ordförande\w*|ordf\b"),
    ("ersättare", r"(?:tjänstgörande )?ersättare\w*|suppleant\w*"),
    ("ledamot", r"ledamot\w*|ledamöter\w*"),
    ("revisor", r"(?:auktoriserad |förtroendevald )?revisor\w*"),
    ("förbundschef", r"förbundschef\w*|förbundssamordnare\w*|verksamhetschef\w*"),
    ("utvärderare", r"utvärder\w+"),
    ("projektledare", r"projektledar\w+|delprojektledar\w+"),
    ("samordnare", r"samordnare\w*|processledare\w*|processtödjare\w*"),
    ("sekreterare", r"sekreterare\w*"),
    ("handledare", r"handledare\w*|utbildare\w*"),
    ("representant", r"representant\w*"),
)
_ROLE = re.compile(
    "|".join(f"(?P<r{place}>\\b(?:{words}))" for place, (_role, words) in enumerate(_ROLES)), re.IGNORECASE
)
_LISTED = re.compile(rf"^(?:[-•–*o] )?(?P<name>{NAME})(?= ?\([a-zåäö]{{1,3}}\)|,|:| -| –|\t|$)(?P<rest>.*)$")
_ROLE_LETTERS = re.compile(
    r"rdf|rsätt|upplean|edam|evisor|chef|amordn|tvärd|ledar|ekret|andledar|tbild|rocess|epresent", re.IGNORECASE
)
_OTHER_NAMES = (
    "region regionen kommun kommunen kommuns landsting försäkringskassan arbetsförmedlingen samordningsförbund"
    " samordningsförbundet finsam nationella rådet socialtjänsten socialförvaltningen socialnämnden förbundet styrelsen"
    " projekt insats europeiska socialfonden sverige sveriges skr skåne under resultat mål vision syfte datum ort plats"
    " ordförande vice ledamot ersättare revisor förbundschef utsedd auktoriserad tjänstgörande kpmg ernst young pwc"
    " supported employment case management individual placement lag rehabilitering kommunala hälsan arbete unga vuxna"
    " januari februari mars april maj juni juli augusti september oktober november december den det de vi en ett och"
    " årsredovisning verksamhetsplan budget not noter balansräkning resultaträkning stad city län psykiatri"
    " vuxenpsykiatri primärvården komvux universitet högskola"
)
_NO_PERSON = frozenset(_OTHER_NAMES.split())
_NEAR = 60
IN_TEXT = "mening"
"""How the list key of a name in running text begins: two names of one sentence are two persons."""


class NamedPerson(NamedTuple):
    """A name where it stands. `role` is the word for the role, "" when none is near; `list_key` tells lists apart."""

    name: str
    role: str
    list_key: str
    sentence: Sentence
    start: int

    @property
    def end(self) -> int:
        """Where the name ends in the sentence."""
        return self.start + len(self.name)


def persons(passages: tuple[Passage, ...]) -> Iterator[NamedPerson]:
    """Every name that the words around it say is a person's."""
    for index, passage in enumerate(passages):
        for number, line in enumerate(passage.lines):
            yield from _on_line(line, _line_after(passages, index, number))
        for sentence in passage.sentences:
            yield from _beside_role(sentence)


def _line_after(passages: tuple[Passage, ...], index: int, number: int) -> str:
    lines = passages[index].lines
    if number + 1 < len(lines):
        return lines[number + 1].text
    following = passages[index + 1] if index + 1 < len(passages) else None
    is_near = following is not None and following.section is passages[index].section
    return following.lines[0].text if is_near and following is not None and following.lines else ""


def _on_line(line: Sentence, after: str) -> Iterator[NamedPerson]:
    """ "Namn Namnsson (m), ledamot", or a name alone with the role on the line below."""
    match = _LISTED.match(line.text)
    if match is None or len(line.text) > 2 * _NEAR or not _is_person(match["name"]):
        return
    role = role_in(match["rest"])
    if not role and not match["rest"].strip() and len(after) < _NEAR and not _LISTED.match(after):
        role = role_in(after) or ("revisor" if after.lower().startswith("utsedd av") else "")
    if role or (match["rest"].startswith(",") and len(match["rest"]) < _NEAR):
        yield NamedPerson(match["name"], role, f"lista {line.section.id}", line, match.start("name"))


def _beside_role(sentence: Sentence) -> Iterator[NamedPerson]:
    """ "förbundschefen Namn Namnsson", "utvärderas av Namn Namnsson"."""
    text = sentence.text
    if not _ROLE_LETTERS.search(text):
        return
    for role in _ROLE.finditer(text):
        tail = text[role.end() : role.end() + _NEAR]
        match = re.match(rf"(?: av|,| är| var|:)? (?P<name>{NAME})", tail)
        if match and _is_person(match["name"]):
            key = f"{IN_TEXT} {sentence.section.id} {sentence.offset} {hash(text)}"
            yield NamedPerson(match["name"], _role_of(role), key, sentence, role.end() + match.start("name"))


def _is_person(name: str) -> bool:
    words = name.lower().split()
    return not any(word in _NO_PERSON or word.removesuffix("s") in _NO_PERSON for word in words)


def role_in(text: str) -> str:
    """The first word for a role; "" when there is none."""
    match = _ROLE.search(text)
    return _role_of(match) if match else ""


def _role_of(match: re.Match[str]) -> str:
    return next(_ROLES[int(name[1:])][0] for name, words in match.groupdict().items() if words)


def distance(first: str, second: str, most: int = 2) -> int:
    """How many letters must change, come or go to make one word the other; `most` + 1 when it is more than that."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        before, row[0] = row[0], place
        for other, against in enumerate(second, 1):
            cost = min(row[other] + 1, row[other - 1] + 1, before + (letter != against))
            before, row[other] = row[other], cost
    return min(row[-1], most + 1)


def is_scanned(first: str, second: str) -> bool:
    """True when two words differ only in letters with dots and accents, which a scanner mistakes for others."""
    if len(first) != len(second):
        return False
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return all(not (a.isascii() and b.isascii()) for a, b in pairs)


_SHORTEST = 4


def unlike_word(first: str, second: str) -> tuple[str, str, int] | None:
    """The one word in which two names of as many words differ by a letter or two, with its place; None otherwise."""
    one, other = first.split(), second.split()
    if len(one) != len(other):
        return None
    unlike = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a.lower() != b.lower()]
    if len(unlike) != 1:
        return None
    place = unlike[0]
    a, b = one[place], other[place]
    if min(len(a), len(b)) < _SHORTEST or distance(a.lower(), b.lower()) > 2:
        return None
    return a, b, place
