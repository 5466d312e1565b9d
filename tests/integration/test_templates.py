"""Templates: a misspelt name stops the page, and every component can be used."""

from __future__ import annotations

import pytest
from django.template import engines
from jinja2 import UndefinedError

from handrail.web.jinja import components


def render(source: str) -> str:
    return str(engines.all()[0].from_string(source).render({}))


@pytest.mark.parametrize("source", ["{{ persom.name }}", '{{ govukButton({"text": lable}) }}', "{{ govukBottun({}) }}"])
def test_a_misspelt_name_is_an_error_not_an_empty_space(source: str):
    with pytest.raises(UndefinedError):
        render(source)


def test_a_component_needs_no_import_and_escapes_what_it_is_given():
    button = render('{{ govukButton({"text": "Save & <go>"}) }}')

    assert 'class="govuk-button"' in button
    assert "Save &amp; &lt;go&gt;" in button


@pytest.mark.parametrize("component", list(components()), ids=lambda component: component.name)
def test_every_component_compiles(component):
    assert callable(component.macro)


@pytest.mark.parametrize("name", ["govukHeader", "govukFooter"])
def test_the_header_and_footer_of_another_site_cannot_be_used(name: str):
    with pytest.raises(UndefinedError):
        render("{{ " + name + "() }}")
