"""Forms as a browser sends them back."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client


def hidden_in(response: Any) -> dict[str, str]:
    """What the hidden fields of a page hold."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def change(client: Client, fact: str, **given: str) -> Any:
    """Change an answer: it is sent once more after what the change does was seen."""
    at = f"/route/answers/{fact}"
    weighed = client.post(at, given)
    return client.post(at, hidden_in(weighed), follow=True) if weighed.status_code == 200 else weighed


def text_of(response: Any) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
