"""Sentences are found in a template as it stands, and said in another language with their values and tags in its own order."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader

from handrail.languages.catalogue import Catalogue, Entry
from handrail.languages.pseudo import Pseudo
from handrail.web.jinja import environment
from handrail.web.language.speaking import Other

PAIRS = {
    "Back": "Yn ôl",
    "Pay {much} by {day}.": "Erbyn {day}, talwch {much}.",
    "Done? <a>Tick it</a>.": "<a>Ticiwch</a> os gwnaed.",
    "Try <strong>{what}</strong> <br> now": "Nawr <br> <strong>{what}</strong>",
}
WORDS = Catalogue("cy", "Cymraeg", {(one, ""): Entry(one, "", (two,), True) for one, two in PAIRS.items()}, lambda _: 0)


def shown(template: str, **values: object) -> str:
    loader = DictLoader({"page": template, "title": "<title>{% block title %}{% endblock %} – Handrail</title>"})
    return environment(Other(WORDS), loader=loader, autoescape=True).get_template("page").render(**values)


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<p>Back</p>", "<p>Yn ôl</p>"),
        ("<p>\n  Back\n</p>", "<p> Yn ôl </p>"),
        ("<p>Pay {{ much }} by {{ day }}.</p>", "<p>Erbyn 3, talwch £5.</p>"),
        ('<p>Done? <a href="{{ much }}" class="x">Tick it</a>.</p>', '<p><a href="£5" class="x">Ticiwch</a> os gwnaed.</p>'),
        ("<p>Try <strong>{{ what }}</strong> <br> now</p>", "<p>Nawr <br> <strong><span lang=\"en\">a &lt;b&gt;</span></strong></p>"),
        ("{% if much %}Back{% endif %} {% for each in (1, 2) %}Back {% endfor %}", "Yn ôl Yn ôl Yn ôl "),
        ("<script>Back</script>", "<script>Back</script>"),
        ('<p title="Back">Back</p>', '<p title="Back">Yn ôl</p>'),
        ("<p title=\"{{ _('Back') }}\">£5</p>", '<p title="Yn ôl">£5</p>'),
        ("<p>– Handrail –</p>", "<p>– Handrail –</p>"),
    ],
)  # fmt: skip
def test_a_sentence_is_said_where_it_stands(template: str, page: str):
    assert shown(template, much="£5", day=3, what="a <b>") == page


def test_what_has_no_words_is_english_and_marked():
    assert shown("<p>Not there {{ x }}</p>", x=2) == '<p><span lang="en">Not there 2</span></p>'


@pytest.mark.parametrize(
    "template",
    [
        "{% extends 'title' %}{% block title %}Not there {{ x }}{% endblock %}",
        "<svg><title>{{ x }}</title><text>{{ x }}</text></svg>",
        "<p aria-label=\"{{ _('Not there') }}\">{{ _('Back') }}</p>",
    ],
)
def test_no_tag_is_put_where_none_may_stand(template: str):
    assert "<span" not in shown(template, x="here")


def test_after_a_title_and_a_drawing_english_is_marked_again():
    page = shown("{% block title %}Back{% endblock %}<svg><title>x</title></svg><p>{{ x }}</p>", x="here")

    assert '<p><span lang="en">here</span></p>' in page


def test_the_pseudo_locale_says_every_sentence():
    made = environment(Other(Pseudo()), autoescape=True).from_string("<p>Not there</p>")

    assert made.render() == "<p>[Ñóóţ ţĥééŕéé]</p>"
