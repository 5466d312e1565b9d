"""Sign in or make an account: an address, the code sent to it, and a second sign."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.channels import email as by_email
from handrail.use_cases import signing_in, ways_in
from handrail.use_cases.signing_in import NEW, StartAgain, TooManyTries, WrongCode
from handrail.web.account import cookies, devices
from handrail.web.account.sites import can_use_passkeys
from handrail.web.errors import too_many_requests
from handrail.web.rate_limit import seconds_to_wait
from handrail.web.redirects import see

LONGEST_ADDRESS = 254


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and send a code to it. The answer is the same whoever has an account."""
    if request.method != "POST":
        if cookies.device_in(request):
            return see("account")
        return render(request, "account/sign_in.html", asked(request))
    wait = seconds_to_wait(request, "sign_in", settings.SIGN_IN_TRIES)
    if wait:
        return too_many_requests(request, wait)
    address = request.POST.get("email", "").strip()
    if not is_address(address):
        wrong = asked(request, address[:LONGEST_ADDRESS], is_wrong=True)
        return render(request, "account/sign_in.html", wrong, status=422)
    return send_code(address)


def asked(request: HttpRequest, email: str = "", *, is_wrong: bool = False) -> dict[str, object]:
    return {"email": email, "is_wrong": is_wrong, "has_passkeys": can_use_passkeys(request)}


def is_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return len(typed) <= LONGEST_ADDRESS


def send_code(address: str) -> HttpResponse:
    attempt = signing_in.begin(email=address, at=timezone.localtime())
    words = render_to_string("account/code_email.txt", {"code": signing_in.written(attempt.code)})
    subject, _, rest = words.partition("\n")
    by_email.send(to=attempt.email, subject=subject, words=rest.strip())
    response = see("sign_in_code")
    cookies.leave(response, cookies.attempt_name(), attempt.token)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code from the e-mail."""
    token, at = cookies.attempt_in(request), timezone.localtime()
    shown = {"is_wrong": False, "is_sent": settings.EMAIL_IS_SENT}
    try:
        if request.method != "POST":
            signing_in.attempt_of(token=token, at=at)
            return render(request, "account/code.html", shown)
        proven = signing_in.prove_address(token=token, typed=request.POST.get("code", ""), at=at)
    except StartAgain:
        return render(request, "account/start_again.html", status=410)
    except WrongCode:
        return render(request, "account/code.html", {**shown, "is_wrong": True}, status=422)
    return see("new_account" if proven.stage == NEW else "second_sign")


@require_http_methods(["GET", "HEAD", "POST"])
def second_sign(request: HttpRequest) -> HttpResponse:
    """A code from the app, or a recovery code."""
    token, at = cookies.attempt_in(request), timezone.localtime()
    try:
        if request.method != "POST":
            signing_in.attempt_of(token=token, at=at)
            return render(request, "account/second.html", {"is_wrong": False})
        typed, device = request.POST.get("code", ""), devices.name_of(request)
        account = signing_in.prove_second(token=token, typed=typed, device=device, at=at)
    except StartAgain:
        return render(request, "account/start_again.html", status=410)
    except TooManyTries:
        return render(request, "account/too_many.html", status=429)
    except WrongCode:
        return render(request, "account/second.html", {"is_wrong": True}, status=422)
    return let_in(account)


@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Set up the app. When it shows the right code, the account is made."""
    token, at = cookies.attempt_in(request), timezone.localtime()
    try:
        attempt = signing_in.attempt_of(token=token, at=at)
        if attempt.stage != NEW:
            raise StartAgain
        shown = set_up(attempt.app_secret, attempt.email)
        if request.method != "POST":
            return render(request, "account/new.html", {**shown, "is_wrong": False})
        typed, device = request.POST.get("code", ""), devices.name_of(request)
        account, codes = signing_in.make_account(token=token, typed=typed, device=device, at=at)
    except StartAgain:
        return render(request, "account/start_again.html", status=410)
    except WrongCode:
        return render(request, "account/new.html", {**shown, "is_wrong": True}, status=422)
    response = render(request, "account/recovery.html", {"codes": codes, "is_new": True})
    enter(response, account)
    return response


def set_up(secret: str, address: str) -> dict[str, str]:
    """What an app needs: to be typed, or as a link that opens the app on the same device."""
    typed = ways_in.typed_secret(secret)
    spaced = " ".join(typed[at : at + 4] for at in range(0, len(typed), 4))
    return {"secret": spaced, "app_link": ways_in.app_link(secret), "email": address}


def let_in(token: str) -> HttpResponse:
    response = see("account")
    enter(response, token)
    return response


def enter(response: HttpResponse, token: str) -> None:
    """From here on this device is signed in, and the attempt is over."""
    cookies.forget(response, cookies.attempt_name())
    cookies.leave(response, cookies.account_name(), token)
