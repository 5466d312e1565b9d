"""Django's engine for templates, with one environment for each language: the one of the page that is being answered."""

from __future__ import annotations

from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment

from handrail.web.jinja import environment
from handrail.web.language.choosing import ENGLISH, now, words_of
from handrail.web.language.speaking import Other


class InEachLanguage(Jinja2):
    """Templates as Django finds them, compiled for a language when it is first asked for."""

    @property
    def env(self) -> Environment:
        language = now()
        if language not in self._environments:
            english = self._environments[ENGLISH]
            self._environments[language] = environment(
                Other(words_of(language)),
                loader=english.loader,
                autoescape=english.autoescape,
                auto_reload=english.auto_reload,
            )
        return self._environments[language]

    @env.setter
    def env(self, english: Environment) -> None:
        """Django makes the first one."""
        self._environments = {ENGLISH: english}
