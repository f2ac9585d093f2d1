"""Templates that were made quicker say what Jinja's own say."""

from __future__ import annotations

from enum import StrEnum

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context, select_autoescape
from markupsafe import Markup

from search_ui.html.marks import printable
from search_ui.html.quick_templates import quicken


class Kind(StrEnum):
    LIST = "<list>"


class Written:
    def __html__(self) -> str:
        return "<b>as it is</b>"


@pass_context
def named(context: object, name: str) -> object:
    return context[name]  # type: ignore[index]


def plain(text: str, end: str = "!") -> str:
    return text + end


def spoken(message: str, **values: object) -> Markup:
    return Markup(message.title()).format(*values.values())  # noqa: S704


class Words(dict[str, Markup]):
    def __missing__(self, message: str) -> Markup:
        return spoken(message)


class Reading:
    def of(self, text: str) -> Markup:
        return Markup("<i>{}</i>").format(text)


TEMPLATES = {
    "page.html": """{% extends "base.html" %}{% import "parts.html" as parts %}
{% macro wrapped(title) %}<p>{{ title }}{{ caller() }}</p>{% endmacro %}
{% block body %}{% set joined %}{{ text }}-{{ markup }}{% endset %}{{ joined }}{{ text ~ markup }}{{ text|upper }}
{% for one in values %}{{ loop.index }}{{ one }}{{ parts.item(one, again=loop.last) }}{% endfor %}
{% call wrapped(text) %}{{ markup }}{{ number }}{% endcall %}{{ named("text") }}{{ plain(text, end="<") }}
{{ reading.of(text) }}{{ missing }}{{ none }}
{{ table.of }}{{ table.items()|length }}{{ table.none }}
{{ "<" if none }}{{ text if text }}{{ _("<b>said</b> ") }}{{ _(text) }}{{ _("said {}", n=1) }}{% set held = _("held") %}
{{ held }}{{ kind }}{{ written }}{{ "<" }}{{ text|safe }}{% endblock %}""",
    "base.html": "<main>{% block body %}{% endblock %}{{ text }}</main>",
    "parts.html": """{% macro item(one, again=false) %}
<li>{{ one }}{% if again %}{{ item('&') }}{% endif %}</li>{% endmacro %}""",
    "mail.txt": "{{ text }}{{ markup }}{{ number }}",
}

TEXTS = ["plain", "", "a < b & c > \"d\" 'e'", "a\0b", "\ud800 alone", "größer\n", "&amp;"]


def environment(*, quick: bool, **options: object) -> Environment:
    made = Environment(  # noqa: S701 - it is on for what is HTML
        loader=DictLoader(TEMPLATES),
        autoescape=select_autoescape(),
        finalize=printable,
        **options,  # type: ignore[arg-type]
    )
    made.globals.update(named=named, plain=plain, reading=Reading(), table={"of": "a < b"}, _=spoken)
    if quick:
        quicken(made, words=Words)
    return made


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["page.html", "mail.txt"])
def test_they_say_what_jinja_says(name: str, text: str) -> None:
    values = [text, 1, 1.5, None, True, Markup("<b>"), Kind.LIST, Written()]
    context = {
        "text": text,
        "markup": Markup("<i>{}</i>").format(text),
        "number": 7,
        "values": values,
        "kind": Kind.LIST,
    }
    context["written"] = Written()
    ours, theirs = (environment(quick=quick).get_template(name).render(context) for quick in (True, False))
    assert ours == theirs
    assert type(ours) is str


def test_what_surrounds_a_written_value_is_markup() -> None:
    template = environment(quick=True).from_string(
        "{% macro of(x) %}{{ x }}{% endmacro %}{{ of('<') }}{{ of('<')|length }}"
    )
    assert template.render() == "&lt;4"


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(UndefinedError):
        environment(quick=True, undefined=StrictUndefined).from_string("{{ missing }}").render()
