"""Headers that keep a page to itself: what it may load, who may frame it, who may keep a copy."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]

NOT_ALLOWED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "payment",
    "usb",
)
HEADERS = {
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_ALLOWED),
    "Cross-Origin-Resource-Policy": "same-origin",
    # A page is taken to be personal until its view says otherwise (see `holds_nothing_personal`).
    "Cache-Control": "no-store",
}


def secure_headers(respond: Respond) -> Respond:
    """Give each page its own nonce, and each answer the headers its view did not set itself."""

    def answer(request: HttpRequest) -> HttpResponse:
        nonce = secrets.token_urlsafe(16)
        request.csp_nonce = nonce  # type: ignore[attr-defined]  # templates read it as request.csp_nonce
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", content_security_policy(nonce))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def content_security_policy(nonce: str) -> str:
    """Nothing from anywhere but here, and no script but those the page names with its nonce."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
