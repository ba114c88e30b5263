"""What is computed from an association's facts, remembered until the next event: never stale, nothing to clear.

The key is the seal of the association's latest event (`chain.head`), which every change renews and a restored backup
brings with it. Each process remembers its own; a few values at a time, for statements are large.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar, cast

from samverk.apps.audit.chain import head
from samverk.apps.audit.guard import OPEN_ACT
from samverk.apps.organisation.models import Association

QuestionP = ParamSpec("QuestionP")
AnswerT = TypeVar("AnswerT")


def remembered(
    most: int,
) -> Callable[
    [Callable[Concatenate[Association, QuestionP], AnswerT]], Callable[Concatenate[Association, QuestionP], AnswerT]
]:
    """Remember the `most` last answers of a function of an association and hashable arguments.

    Inside an action the facts are on the move, so the question is answered anew there.
    """

    def declare(
        ask: Callable[Concatenate[Association, QuestionP], AnswerT],
    ) -> Callable[Concatenate[Association, QuestionP], AnswerT]:
        kept: OrderedDict[object, AnswerT] = OrderedDict()
        asked: dict[object, Lock] = {}
        lock = Lock()

        @functools.wraps(ask)
        def answer(association: Association, *args: QuestionP.args, **kwargs: QuestionP.kwargs) -> AnswerT:
            if OPEN_ACT.get() is not None:
                return ask(association, *args, **kwargs)
            # the organisation number tells apart associations that nothing has happened to yet
            own = (association.pk, association.org_number, head(association.pk))
            key = (own, args, tuple(sorted(kwargs.items())))
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key]
                own_turn = asked.setdefault(key, Lock())
            with own_turn:  # whoever asks the same meanwhile waits for the one answer
                with lock:
                    if key in kept:
                        return kept[key]
                try:
                    value = ask(association, *args, **kwargs)
                    with lock:
                        kept[key] = value
                        while len(kept) > most:
                            kept.popitem(last=False)
                finally:
                    with lock:
                        asked.pop(key, None)
            return value

        return cast(Callable[Concatenate[Association, QuestionP], AnswerT], answer)

    return declare
