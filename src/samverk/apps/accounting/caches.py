"""What a process remembers of books it has read: whole values, the least recently used dropped when they weigh much."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


class WeighedCache(Generic[ValueT]):
    """A cache of at most `most` weight in all; a single value may be heavier and is then kept alone.

    A key must say all that the value depends on: the hash of a file, of two.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[int, ValueT]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], ValueT], weigh: Callable[[ValueT], int]) -> ValueT:
        """The value of `key`, made when it is not remembered. Two threads may make it at once; both get a right one."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][1]
        value = make()
        with self._lock:
            self._kept[key] = (weigh(value), value)
            while len(self._kept) > 1 and sum(weight for weight, _ in self._kept.values()) > self._most:
                self._kept.popitem(last=False)
        return value

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
