"""Which languages this installation offers, and which of them a person chose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.languages.catalogue import Catalogue, Words, catalogue_of
from handrail.languages.pseudo import PSEUDO, Pseudo

ENGLISH = "en"
_NOW: ContextVar[str] = ContextVar("language", default=ENGLISH)


def offered() -> tuple[str, ...]:
    """English, and each language the installation names of which there is something to show."""
    return (ENGLISH, *(each for each in settings.OTHER_LANGUAGES if _shown(each, settings.UNREVIEWED_WORDS).entries))


def words_of(language: str) -> Words:
    """What says the messages of a language here."""
    return Pseudo() if language == PSEUDO else _shown(language, settings.UNREVIEWED_WORDS)


@cache
def _shown(language: str, unreviewed: bool) -> Catalogue:
    return catalogue_of(language).shown(unreviewed=unreviewed)


def name_of(language: str) -> str:
    """What its own speakers call it."""
    return "English" if language == ENGLISH else catalogue_of(language).name


def now() -> str:
    """The language of the page that is being answered."""
    return _NOW.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in a language until the block ends."""
    before = _NOW.set(language)
    try:
        yield
    finally:
        _NOW.reset(before)


# -- what a browser remembers --------------------------------------------------------------------------------------


def cookie_name() -> str:
    return "__Host-language" if settings.HTTPS else "language"


def chosen(request: HttpRequest) -> str:
    """The language that was chosen in this browser, if it is still offered."""
    if settings.ALWAYS_IN:
        return str(settings.ALWAYS_IN)
    given = request.COOKIES.get(cookie_name(), ENGLISH)
    return given if given == ENGLISH or given in offered() else ENGLISH


def remember(response: HttpResponse, language: str) -> None:
    """Until the browser is closed, like all our cookies."""
    response.set_cookie(cookie_name(), language, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")
