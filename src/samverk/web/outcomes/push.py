"""Where registers send returns: no session, no form; the signature is the key. What is sent is never logged."""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.pushing import PushState, push
from samverk.formats.returns.canonical import MOST_BYTES
from samverk.web.page import public_page

_STATUS = {PushState.TAKEN: 201, PushState.AGAIN: 200, PushState.REFUSED: 422}


@public_page
@csrf_exempt
@cache_control(private=True, no_store=True)
def push_return(request: HttpRequest, association: str) -> HttpResponseBase:
    """Take a signed return as the body of a POST, and answer in JSON what became of it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not consume(request, action="push_return", key=association):
        return _told(429, "avvisad", ["För många återrapporter på kort tid. Vänta en timme och sänd igen."])
    found = Association.objects.filter(slug=association).first()
    if found is None:
        return _told(404, "avvisad", ["Adressen leder inte till något förbund. Kontrollera den med förbundet."])
    data = request.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return _told(413, "avvisad", [f"Filen är större än {MOST_BYTES} byte. En återrapport är mindre."])
    pushed = push(found, data)
    return _told(_STATUS[pushed.state], pushed.state.value, list(pushed.reasons), pushed.number)


def _told(status: int, state: str, reasons: list[str], number: int | None = None) -> JsonResponse:
    content = {"besked": state, "nummer": number, "skal": reasons}
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
