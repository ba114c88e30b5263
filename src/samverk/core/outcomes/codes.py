"""Code lists (kodlistor) as data: every code with its Swedish name, its group and the source that knows it.

A list that no source gives is a setting: its own `source` is empty, its codes are our proposal, and a register may add
codes of its own, each of which is counted as one that ships. What leaves the register is shipped codes only, so that no
code can be made to carry a person.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MISSING = "missing"
"""The code of what nobody has told. It is no answer, and never counted as one."""

MISSING_NAME = "Uppgift saknas"


class CodeError(ValueError):
    """A code that is not in its list. The message is Swedish."""


@dataclass(frozen=True, slots=True)
class Code:
    """One answer. `source` is where it is known from; empty means that it is our proposal."""

    code: str
    name: str
    group: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """The answers to one question. `source` is empty when the list as a whole was not found: then it is a setting."""

    id: str
    name: str
    codes: tuple[Code, ...]
    source: str = ""
    note: str = ""
    counted_as: dict[str, str] = field(default_factory=dict)
    _known: dict[str, str] = field(init=False, repr=False, compare=False)  # code → the shipped one
    _groups: dict[str, str] = field(init=False, repr=False, compare=False)  # shipped code → group

    def __post_init__(self) -> None:
        names = [each.code for each in self.codes]
        if len(set(names)) < len(names) or MISSING in names:
            raise CodeError(f"Kodlistan {self.name} har samma kod två gånger, eller koden {MISSING}.")
        strays = sorted(set(self.counted_as.values()) - set(names))
        if strays or set(self.counted_as) & set(names):
            raise CodeError(f"Kodlistan {self.name}: en egen kod ska räknas som en av {', '.join(names)}.")
        object.__setattr__(self, "_known", {code: code for code in self.shipped} | self.counted_as)
        groups = {each.code: each.group or each.code for each in self.codes}
        object.__setattr__(self, "_groups", groups | {MISSING: MISSING})

    @property
    def is_setting(self) -> bool:
        """True when no source gives the list, so that whoever runs the register decides it."""
        return not self.source

    @property
    def shipped(self) -> tuple[str, ...]:
        """The codes that may leave the register, in order, and last the code of what is missing."""
        return (*(each.code for each in self.codes), MISSING)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the codes, in order; a code without a group is its own."""
        return tuple(dict.fromkeys(each.group or each.code for each in self.codes))

    def shipped_code(self, code: str | None) -> str:
        """What `code` is counted as; `MISSING` for None. Raises CodeError in Swedish for an unknown code."""
        if code is None:
            return MISSING
        found = self._known.get(code)
        if found is None:
            raise CodeError(f"”{code}” finns inte i kodlistan {self.name}. Välj {', '.join(self.shipped[:-1])}.")
        return found

    def group_of(self, code: str | None) -> str:
        """The group that `code` belongs to; `MISSING` for None. Raises CodeError."""
        return self._groups[self.shipped_code(code)]

    def name_of(self, code: str) -> str:
        """What a reader calls a shipped code. Raises CodeError."""
        shipped = self.shipped_code(code)
        return next((each.name for each in self.codes if each.code == shipped), MISSING_NAME)

    def with_own(self, counted_as: dict[str, str]) -> CodeList:
        """The list with the register's own codes, each counted as a shipped one. Raises CodeError."""
        return CodeList(self.id, self.name, self.codes, self.source, self.note, counted_as)
