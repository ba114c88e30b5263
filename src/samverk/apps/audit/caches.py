"""What a process remembers of what it has computed: whole values, weighed, the least recently used dropped first.

There is one cache for everything (`MEMORY`), so that one setting, SAMVERK_MEMORY, says how much a process remembers.
"""

from __future__ import annotations

import gc
import sys
import types
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from django.conf import settings
from django.db import models
from django.db.models.options import Options

ValueT = TypeVar("ValueT")

_WEIGHTLESS = (
    *(type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType),
    *(models.Field, models.ForeignObjectRel, Options),
)
"""What belongs to the program and not to a value that refers to it."""


def weight_of(value: object) -> int:
    """The bytes that a value and everything it refers to take; what two values share weighs in both."""
    seen, total, waiting = set(), 0, [value]
    while waiting:
        part = waiting.pop()
        if id(part) not in seen and not isinstance(part, _WEIGHTLESS):
            seen.add(id(part))
            total += sys.getsizeof(part)
            waiting += gc.get_referents(part)
    return total


class WeighedCache:
    """A cache of at most `most` bytes in all; a single value may be heavier and is then kept alone.

    A key must say all that the value depends on: the hash of a file, of two.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._total = 0
        self._kept: OrderedDict[Hashable, tuple[int, object]] = OrderedDict()
        self._asked: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], ValueT]) -> ValueT:
        """The value of `key`, made when it is not remembered. Whoever asks the same meanwhile waits for the one answer.

        What `make` raises is not remembered.
        """
        with self._lock:
            if key in self._kept:
                return cast(ValueT, self._found(key))
            own_turn = self._asked.setdefault(key, Lock())
        with own_turn:
            with self._lock:
                if key in self._kept:
                    return cast(ValueT, self._found(key))
            try:
                value = make()
                self._keep(key, value)
            finally:
                with self._lock:
                    self._asked.pop(key, None)
        return value

    def _found(self, key: Hashable) -> object:
        self._kept.move_to_end(key)
        return self._kept[key][1]

    def _keep(self, key: Hashable, value: object) -> None:
        weight = weight_of((key, value))
        with self._lock:
            self._kept[key] = (weight, value)
            self._total += weight
            while len(self._kept) > 1 and self._total > self._most:
                _, (dropped, _) = self._kept.popitem(last=False)
                self._total -= dropped

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    @property
    def weight(self) -> int:
        """The bytes of everything remembered."""
        return self._total

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._total = 0


MEMORY = WeighedCache(settings.SAMVERK_MEMORY * 2**20)
"""What this process remembers, of every association."""
