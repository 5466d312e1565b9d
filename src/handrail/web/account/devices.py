"""What a device is called in the list of those that are signed in: enough to know it by, too little to follow it."""

from __future__ import annotations

from django.http import HttpRequest

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "Linux": "Linux",
}


def name_of(request: HttpRequest) -> str:
    said = request.headers.get("User-Agent", "")
    browser = next((name for part, name in BROWSERS.items() if part in said), "A browser")
    system = next((name for part, name in SYSTEMS.items() if part in said), "")
    return f"{browser} on {system}" if system else browser
