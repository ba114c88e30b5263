"""Taking away a decision of the board's that was noted by mistake: one page for every kind of decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from samverk.apps.users.permission import Permission
from samverk.web.page import AssociationRequest, View, page


def decision_removal(model: type[models.Model], needed: Permission, remove: Callable[..., Any], up: str) -> View:
    """The page that takes away a row of `model` with the action `remove`, and goes back to the page named `up`."""

    @page(needed, post=True)
    def remove_decision(request: AssociationRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(model, association=request.association, pk=pk)
        if request.method == "POST":
            remove(request.actor, row)
            messages.success(request, "Beslutet är borttaget.")
        return redirect(up, association=request.association.slug)

    return remove_decision
