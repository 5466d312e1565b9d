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

from handrail.domain.content.saying import say_counted, say_depends, say_listed, say_who

GOVUK = "govuk_frontend_jinja"
# These carry GOV.UK's own logo, crest and licence, and we are not GOV.UK.
NOT_OURS = {"header", "footer"}


def environment(**options: Any) -> Environment:
    """What Django asks for, with the options of its own backend."""
    ours = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701  (Django passes autoescape)
    ours.filters.update(counted=say_counted, depends=say_depends, listed=say_listed, who=say_who)
    ours.globals.update(
        static=static,
        url=reverse,
        contact=settings.CONTACT,
        source_code=settings.SOURCE_CODE,
        **{component.name: component for component in components()},
    )
    return ours


def components() -> Iterator[Component]:
    """Every component of GOV.UK Frontend that may stand on our pages."""
    macros = Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}), undefined=ChainableUndefined, autoescape=True
    )
    for folder in sorted((files(GOVUK) / "templates" / "components").iterdir(), key=lambda folder: folder.name):
        if folder.name not in NOT_OURS:
            yield Component(folder.name, macros)


class Component:
    """One macro of GOV.UK Frontend, compiled when it is first used."""

    def __init__(self, folder: str, macros: Environment) -> None:
        self.folder = folder
        self.macros = macros
        self.name = "govuk" + "".join(word.capitalize() for word in folder.split("-"))

    @cached_property
    def macro(self) -> Any:
        template = self.macros.get_template(f"{GOVUK}/components/{self.folder}/macro.html")
        return getattr(template.module, self.name)

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self.macro(*values, **named)
