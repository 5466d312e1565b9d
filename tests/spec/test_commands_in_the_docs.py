"""The commands that the README and the guides show print what they say they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.spec.walkthrough import Walkthrough

ROOT = Path(__file__).parent.parent.parent
GUIDES = ["README.md", "docs/how-to/answer-for-many-people.md", "docs/how-to/check-a-certificate.md"]


@pytest.mark.parametrize("page", GUIDES)
def test_the_commands_of_a_guide_print_what_it_says(page: str, tmp_path: Path) -> None:
    assert Walkthrough(tmp_path).follow(ROOT / page)


class AskingTheSite(Walkthrough):
    """A reader whose `curl` reaches the site that is under test."""

    def run(self, command: str, where: str, *, may_fail: bool) -> tuple[str, str]:
        program, *arguments = shlex.split(command)
        *options, address = arguments
        assert (program, re.match(r"http://127\.0\.0\.1:8000/", address) is not None) == ("curl", True), where
        path, client = urlsplit(address).path, Client()
        match options:
            case ["-s"]:
                return client.get(path).content.decode(), ""
            case ["-s", "--json", body] if body.startswith("@"):
                written = (self.folder / body[1:]).read_text(encoding="utf-8")
                return client.post(path, written, content_type="application/json").content.decode(), ""
        raise AssertionError(f"{where}: this test does not know how to {command}")


def test_the_requests_in_the_guide_to_the_api_get_what_it_says(tmp_path: Path) -> None:
    assert AskingTheSite(tmp_path).follow(ROOT / "docs" / "how-to" / "use-the-api.md")
