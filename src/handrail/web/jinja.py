"""Templates: ours are strict about names; GOV.UK Frontend's components are there as functions.

    {{ govukButton({"text": "Continue"}) }}

needs no import. A name that no one set stops our own templates with an error. The components are written to pass over
what they were not given, so they live in an environment of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape

from handrail.web.language.choosing import name_of, offered
from handrail.web.language.sentences import Sentences
from handrail.web.language.speaking import English, Other

GOVUK = "govuk_frontend_jinja"
# These carry GOV.UK's own logo, crest and licence, and we are not GOV.UK.
NOT_OURS = {"header", "footer"}


def environment(speaker: English | None = None, **options: Any) -> Environment:
    """What Django asks for, with the options of its own backend; for a language, with what speaks it."""
    speaker = speaker or English()
    ours = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701  (Django passes autoescape)
    if isinstance(speaker, Other):
        ours.add_extension(Sentences)
        ours.extend(words=speaker.words)
    ours.filters.update(speaker.filters())
    ours.globals.update(
        language=speaker.language,
        languages=offered,
        name_of_language=lambda language: Markup(escape(name_of(language))),  # noqa: S704
        unreviewed_words=settings.UNREVIEWED_WORDS,
        static=lambda name: Markup(static(name)),  # noqa: S704  (the name of a file of ours)
        url=lambda *given, **named: Markup(escape(reverse(*given, **named))),  # noqa: S704
        contact=settings.CONTACT,
        source_code=settings.SOURCE_CODE,
        **speaker.functions(),
        **{component.name: component for component in components(speaker)},
    )
    return ours


def components(speaker: English | None = None) -> Iterator[Component]:
    """Every component of GOV.UK Frontend that may stand on our pages."""
    macros = Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}), undefined=ChainableUndefined, autoescape=True
    )
    for folder in sorted((files(GOVUK) / "templates" / "components").iterdir(), key=lambda folder: folder.name):
        if folder.name not in NOT_OURS:
            yield Component(folder.name, macros, speaker or English())


class Component:
    """One macro of GOV.UK Frontend, compiled when it is first used."""

    def __init__(self, folder: str, macros: Environment, speaker: English) -> None:
        self.folder = folder
        self.speaker = speaker
        self.macros = macros
        self.name = "govuk" + "".join(word.capitalize() for word in folder.split("-"))

    @cached_property
    def macro(self) -> Any:
        template = self.macros.get_template(f"{GOVUK}/components/{self.folder}/macro.html")
        return getattr(template.module, self.name)

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self.macro(*self.speaker.given(values), **named)
