"""Choose a language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from handrail.web.language import choosing
from handrail.web.redirects import SeeOther


# Without a token: pages that only tell something set no cookie, and all that another site could do here is change a language.
@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """From now on in this language; back to the page it was chosen on."""
    then = request.POST.get("then", "/")
    is_ours = then.startswith("/") and url_has_allowed_host_and_scheme(then, allowed_hosts=None)
    response = SeeOther(then if is_ours else "/")
    language = request.POST.get("language", "")
    if language in choosing.offered():
        choosing.remember(response, language)
    return response
