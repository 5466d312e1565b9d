"""Who may pass: pages for someone who is signed in, and those that first ask them to show again that it is them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from handrail.use_cases.signing_in import Device, is_confirmed
from handrail.web.account import cookies
from handrail.web.redirects import SeeOther, see

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Device, P], HttpResponse]


def for_person(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give the view the device that someone is signed in on. Whoever is not is asked to sign in."""

    @wraps(view)
    def opened(request: HttpRequest, /, *values: P.args, **named: P.kwargs) -> HttpResponse:
        device = cookies.device_in(request)
        return see("sign_in") if device is None else view(request, device, *values, **named)

    return opened


def confirmed(then: str) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """As `for_person`, for what cannot be taken back: the person must have shown within ten minutes that it is them."""

    def with_view(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, device: Device, /, *values: P.args, **named: P.kwargs) -> HttpResponse:
            if is_confirmed(device, timezone.localtime()):
                return view(request, device, *values, **named)
            return SeeOther(reverse("confirm", args=[then]))

        return for_person(opened)

    return with_view
