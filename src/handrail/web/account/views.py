"""The pages of an account."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.use_cases import accounts, seeing_who_looked, signing_in
from handrail.use_cases.accounts import AlreadyHasRoute
from handrail.use_cases.signing_in import Device, TooManyTries, WrongCode
from handrail.web.account import cookies
from handrail.web.account.doors import confirmed, for_person
from handrail.web.kept import cookie
from handrail.web.kept.views import how_to_come_back
from handrail.web.redirects import see

ERASE = "erase_account"
CONFIRMED_FOR = {ERASE, "passkeys", "recovery_codes"}
"""The pages that a person is led back to once they have shown that it is them."""


@require_safe
@for_person
def account(request: HttpRequest, device: Device) -> HttpResponse:
    """What there is in it, and a route that is open here and could be brought into it."""
    is_here = cookie.has_code(request)
    shown = {"has_route": cookies.has_route(request), "is_here": is_here}
    kept = cookie.opened(request) if is_here else None
    return render(
        request, "account/account.html", {**shown, **(how_to_come_back(request, kept) if kept else {"return_code": ""})}
    )


@require_POST
@for_person
def move_in(request: HttpRequest, device: Device) -> HttpResponse:
    """Bring the route that is open here into the account."""
    kept, holder = cookie.opened(request), cookies.holder_in(request)
    if kept is None or holder is None or kept.is_in_account:
        return see("account")
    try:
        accounts.move_in(kept=kept, holder=holder, on=timezone.localdate())
    except AlreadyHasRoute:
        return see("account")
    response = see("route")
    cookie.forget_code(response)
    return response


@require_POST
@for_person
def leave_under_code(request: HttpRequest, device: Device) -> HttpResponse:
    """Leave the route that is open here where it is, and go on with the one in the account."""
    response = see("account")
    cookie.forget_code(response)
    return response


@require_safe
@for_person
def who_looked(request: HttpRequest, device: Device) -> HttpResponse:
    holder = cookies.holder_in(request)
    assert holder is not None
    return render(request, "account/who_looked.html", {"looks": seeing_who_looked.who_looked(holder=holder)})


@require_POST
@for_person
def take_log(request: HttpRequest, device: Device) -> HttpResponse:
    """The log to take away. A form, so that a link from elsewhere makes nobody take it."""
    holder = cookies.holder_in(request)
    assert holder is not None
    return a_file(seeing_who_looked.take_log(holder=holder), "application/json", "who-looked.json")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The file that checks it: the same for everyone."""
    program = files("handrail").joinpath("access_log_verifier.py").read_bytes()
    return a_file(program, "text/x-python", "access_log_verifier.py")


def a_file(contents: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(contents, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def devices(request: HttpRequest, device: Device) -> HttpResponse:
    """Where they are signed in; end one, or all others."""
    if request.method == "POST":
        if request.POST.get("others"):
            accounts.sign_out_elsewhere(device=device)
        else:
            accounts.sign_out(device=device, other=request.POST.get("device", "none"))
        return see("devices")
    listed = accounts.devices(device=device, at=timezone.localtime())
    return render(request, "account/devices.html", {"devices": listed})


@require_POST
@for_person
def sign_out(request: HttpRequest, device: Device) -> HttpResponse:
    accounts.sign_out(device=device)
    response = see("signed_out")
    cookie.forget_all(response)
    return response


@require_safe
def done(request: HttpRequest, what: str) -> HttpResponse:
    until = timezone.localdate() + timedelta(days=settings.KEYRING_BACKUP_DAYS)
    return render(request, f"account/{what}.html", {"backups_until": date_format(until, "j F Y")})


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def confirm(request: HttpRequest, device: Device, then: str) -> HttpResponse:
    """Show again that it is them, before something that cannot be taken back."""
    if then not in CONFIRMED_FOR:
        raise Http404
    if request.method != "POST":
        return render(request, "account/confirm.html", {"is_wrong": False})
    try:
        signing_in.confirm(device=device, typed=request.POST.get("code", ""), at=timezone.localtime())
    except TooManyTries:
        return render(request, "account/too_many.html", status=429)
    except WrongCode:
        return render(request, "account/confirm.html", {"is_wrong": True}, status=422)
    return see(then)


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed("recovery_codes")
def recovery_codes(request: HttpRequest, device: Device) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    if request.method != "POST":
        return render(request, "account/renew.html")
    holder = cookies.holder_in(request)
    assert holder is not None
    codes = accounts.renew_recovery_codes(holder=holder)
    return render(request, "account/recovery.html", {"codes": codes, "is_new": False})


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(ERASE)
def erase(request: HttpRequest, device: Device) -> HttpResponse:
    """Ask once more; when the form is sent, erase the account for good."""
    until = timezone.localdate() + timedelta(days=settings.KEYRING_BACKUP_DAYS)
    if request.method != "POST":
        return render(request, "account/erase.html", {"backups_until": date_format(until, "j F Y")})
    holder = cookies.holder_in(request)
    assert holder is not None
    accounts.erase(holder=holder)
    response = see("account_erased")
    cookie.forget_all(response)
    return response
