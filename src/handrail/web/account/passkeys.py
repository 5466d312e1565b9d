"""Sign in with a passkey, add one, and take one away. The browser asks the device, so these need JavaScript."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from handrail.use_cases import passkeys
from handrail.use_cases.passkeys import NotThisPasskey
from handrail.use_cases.signing_in import Device, StartAgain, attempt_of
from handrail.web.account import cookies, devices
from handrail.web.account.doors import confirmed
from handrail.web.account.signing_in import let_in
from handrail.web.account.sites import can_use_passkeys, site_of
from handrail.web.errors import too_many_requests
from handrail.web.rate_limit import seconds_to_wait
from handrail.web.redirects import see


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Ask the device, on the next page."""
    wait = seconds_to_wait(request, "sign_in", settings.SIGN_IN_TRIES)
    if wait:
        return too_many_requests(request, wait)
    attempt = passkeys.ask(site=site_of(request), at=timezone.localtime())
    response = see("passkey")
    cookies.leave(response, cookies.attempt_name(), attempt.token)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """What to ask the device, and what it said."""
    token, at = cookies.attempt_in(request), timezone.localtime()
    try:
        if request.method != "POST":
            options = passkeys.options_of(attempt_of(token=token, at=at))
            return render(request, "account/passkey.html", {"options": options})
        account = passkeys.sign_in(
            site=site_of(request),
            token=token,
            answer=request.POST.get("answer", ""),
            device=devices.name_of(request),
            at=at,
        )
    except StartAgain:
        return render(request, "account/start_again.html", status=410)
    except NotThisPasskey:
        return render(request, "account/not_this_passkey.html", status=422)
    return let_in(account)


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed("passkeys")
def listed(request: HttpRequest, device: Device) -> HttpResponse:
    """Those of the person, and a way to add one. Someone else at the device must not: it would let them in for good."""
    holder = cookies.holder_in(request)
    assert holder is not None
    site = site_of(request)
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                passkeys.take_away(holder=holder, passkey=request.POST["remove"])
            else:
                token, answer = cookies.attempt_in(request), request.POST.get("answer", "")
                name = devices.name_of(request)
                passkeys.add(site=site, holder=holder, token=token, answer=answer, name=name)
        except StartAgain:
            return render(request, "account/start_again.html", status=410)
        except NotThisPasskey:
            return render(request, "account/not_this_passkey.html", status=422)
        return see("passkeys")
    shown = {"passkeys": passkeys.passkeys_of(holder=holder), "can_add": can_use_passkeys(request), "options": ""}
    if not shown["can_add"]:
        return render(request, "account/passkeys.html", shown)
    attempt = passkeys.begin_adding(site=site, holder=holder)
    response = render(request, "account/passkeys.html", {**shown, "options": passkeys.options_of(attempt)})
    cookies.leave(response, cookies.attempt_name(), attempt.token)
    return response
