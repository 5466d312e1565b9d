"""What a passkey is bound to, and where browsers allow one."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest

from handrail.use_cases.passkeys import Site


def site_of(request: HttpRequest) -> Site:
    host = request.get_host()
    name = host if host.endswith("]") else host.partition(":")[0]
    return Site(name, f"{request.scheme}://{host}")


def can_use_passkeys(request: HttpRequest) -> bool:
    """Browsers bind a passkey to a name, never to a number, and use it over https or on the machine itself."""
    name = site_of(request).name
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return request.is_secure() or name == "localhost"
    return False
