"""The catalogs have every message of the code, translated; the places and tags of a message are in its translation."""

import re
from collections import Counter
from gettext import c2py
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir

from search_ui.translations.page_languages import ENGLISH, LANGUAGES
from search_ui.translations.po_files import catalog_of
from search_ui.translations.script_words import SCRIPT_WORDS
from tests.search_ui.translations.catalogs import PO_FILES, ROOT, messages_of_the_code, read

OTHERS = [language for language in LANGUAGES if language is not ENGLISH]


@pytest.fixture(scope="module")
def in_code():
    return {(each.context, each.id) for each in messages_of_the_code() if each.id}


@pytest.fixture(scope="module", params=OTHERS, ids=lambda each: each.code)
def catalog(request):
    return read(PO_FILES[request.param.code])


def forms(message):
    """Pairs of an English form and what is said for it."""
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    return [(english[min(number, len(english) - 1)], each) for number, each in enumerate(said)]


def places(text):
    return {f"{name}:{form}" for _, name, form, _ in Formatter().parse(text) if name}


def tags(text):
    return Counter(re.findall(r"<[^>]*>", text))


def test_there_is_a_catalog_for_each_language():
    assert set(PO_FILES) == {language.code for language in OTHERS}


def test_a_catalog_has_the_messages_of_the_code_and_no_others(in_code, catalog):
    assert {(each.context, each.id) for each in catalog if each.id} == in_code, "make translations"
    assert [each.id for each in catalog if each.id and (each.fuzzy or not all(said for _, said in forms(each)))] == []


def test_a_translation_has_the_places_and_tags_of_its_message(catalog):
    for message in catalog:
        for number, (english, said) in enumerate(forms(message) if message.id else ()):
            one = {"count:", "count:,"} if isinstance(message.id, tuple) and not number else set()  # "the one document"
            assert places(said) - one == places(english) - one, said
            assert tags(said) == tags(english), said
            assert said.count('"') == english.count('"'), said  # it may stand in an attribute
            assert english[-1] not in ".:…" or said.rstrip()[-1] == english[-1], said
            assert not re.search(r"\s$|^\n", said), said


def test_a_translation_has_a_form_for_each_number(catalog):
    for message in catalog:
        if message.id and isinstance(message.id, tuple):
            assert len(message.string) == catalog.num_plurals


def test_the_marks_of_a_language_are_its_own():
    quotes = {"de": "„“", "fr": "«»", "es": "«»"}
    for code, marks in quotes.items():
        text = PO_FILES[code].read_text("utf-8")
        said = "".join(re.findall(r'^msgstr.*"(.*)"$', text, re.M))
        assert not set("“”„“«»") & set(said) - set(marks)
    french = PO_FILES["fr"].read_text("utf-8")
    assert re.findall(r"^msgstr.*?[^\s\u00a0\d/p](?<!https)[;?!»]", french, re.M) == []


def test_scripts_say_what_they_are_handed():
    rows = extract_from_dir(
        ROOT / "search_ui/static",
        [("**.js", "javascript")],
        {"**.js": {"parse_template_string": True}},
        {"message": None},
    )
    assert {message for _, _, message, _, _ in rows} == set(SCRIPT_WORDS)


def test_what_is_read_is_what_babel_reads(catalog):
    ours = catalog_of(PO_FILES[str(catalog.locale)].read_text("utf-8"))
    for message in catalog:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            for number in (0, 1, 2, 5, 1000):
                form = message.string[c2py(catalog.plural_expr)(number)]
                assert ours.ngettext(*message.id, number) == form
        elif message.context:
            assert ours.pgettext(message.context, message.id) == message.string
        else:
            assert ours.gettext(message.id) == message.string


@pytest.mark.parametrize(
    "text",
    ['msgid "a"\nmsgstr b', 'msgid "a"\nsomething else', 'msgid "a\nmsgstr "b"'],
)
def test_a_catalog_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="a catalog of translations has"):
        catalog_of(text)


UNSURE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

#, fuzzy
msgid "a"
msgstr "b"

#~ msgid "old"
#~ msgstr "alt"

msgid "c"
msgstr ""
"d\\n"
"„e“"
"""


def test_what_is_not_sure_is_not_said():
    found = catalog_of(UNSURE)
    assert [found.gettext(each) for each in ("a", "old", "c")] == ["a", "old", "d\n„e“"]


def test_what_styles_have_read_aloud_is_said_in_every_language():
    styles = "".join(path.read_text("utf-8") for path in (ROOT / "search_ui/static").rglob("*.css"))
    assert re.findall(r'content: "[^"]*[A-Za-z]{2}[^"]*"', styles) == []
    said = {
        name: set(re.findall(r"(--say-[a-z-]+):", rules))
        for name, rules in re.findall(r"([^\s{}]+) {([^{}]*--say-[^{}]*:[^{}]*)}", styles)
    }
    english = said.pop(":root")
    assert english == set(re.findall(r"var\((--say-[a-z-]+)\)", styles))
    assert said == {f"html[lang={language.code}]": english for language in OTHERS}
