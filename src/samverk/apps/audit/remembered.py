"""What is computed from an association's facts, remembered until the next event: never stale, nothing to clear.

The key is the seal of the association's latest event (`chain.head`), which every change renews and a restored backup
brings with it. Each process remembers its own, in `caches.MEMORY`. A page reads the seal once (`under_one_seal`), and
what is asked for while an answer is computed is answered under the seal of that answer.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.db.models import OuterRef, Subquery

from samverk.apps.audit.caches import MEMORY
from samverk.apps.audit.chain import head
from samverk.apps.audit.guard import OPEN_ACT, SEAL, Seal
from samverk.apps.audit.models import AuditChain
from samverk.apps.organisation.models import Association

QuestionP = ParamSpec("QuestionP")
AnswerT = TypeVar("AnswerT")


def remembered(
    ask: Callable[Concatenate[Association, QuestionP], AnswerT],
) -> Callable[Concatenate[Association, QuestionP], AnswerT]:
    """Remember what a function of an association and hashable arguments answers.

    Inside an action the facts are on the move, so the question is answered anew there.
    """

    @functools.wraps(ask)
    def answer(association: Association, *args: QuestionP.args, **kwargs: QuestionP.kwargs) -> AnswerT:
        if OPEN_ACT.get() is not None:
            return ask(association, *args, **kwargs)
        sealed = _seal_of(association)

        def compute() -> AnswerT:
            with _under(sealed):
                return ask(association, *args, **kwargs)

        return MEMORY.get((ask, sealed, args, tuple(sorted(kwargs.items()))), compute)

    return cast(Callable[Concatenate[Association, QuestionP], AnswerT], answer)


def sealed_association(slug: str) -> Association | None:
    """The association with that name in its address, read together with its seal for `under_one_seal`."""
    seal = AuditChain.objects.filter(pk=OuterRef("pk")).values("hash")
    found: Association | None = Association.objects.filter(slug=slug).annotate(seal=Subquery(seal)).first()
    return found


def under_one_seal(association: Association) -> AbstractContextManager[None]:
    """Everything that is asked about the association meanwhile is answered as when it was read by
    `sealed_association`, until something changes it."""
    return _under((association.pk, association.org_number, vars(association)["seal"] or ""))


@contextmanager
def _under(seal: Seal) -> Iterator[None]:
    mark = SEAL.set(seal)
    try:
        yield
    finally:
        SEAL.reset(mark)


def _seal_of(association: Association) -> Seal:
    """The association's seal; the organisation number tells apart those that nothing has happened to yet."""
    outer = SEAL.get()
    if outer is not None and outer[:2] == (association.pk, association.org_number):
        return outer
    return (association.pk, association.org_number, head(association.pk))
