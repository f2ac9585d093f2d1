"""What the writers' endpoints are described to answer with is the JSON of the records: same names, types and nulls."""

import re

import pytest

from indexer.model import Span
from indexer.model.as_json import as_json
from indexer.quoting.checking import Checker, Finding
from indexer.quoting.citation_styles import STYLES, StyledCitation
from indexer.quoting.concordance import Concordance
from indexer.quoting.resolution import Resolved, Selector
from indexer.quoting.resolver import Resolver
from search_ui.api import writers_schemas as written


def described(schema, record):
    """The record's JSON, which the schema must take as it is: every name there, no other, no value turned into another."""
    found = as_json(record)
    assert schema.model_validate(found).model_dump(mode="json", exclude_unset=True) == found
    return found


@pytest.fixture(scope="module")
def sentence(corpus_searcher):
    return re.search(r"People whose mood[^.]*\.", corpus_searcher.document("understanding/hormones.md").text)[0]


def test_a_check_with_every_verdict(corpus_settings, sentence):
    words = sentence.split()
    parts, curtailed = f"{words[0]} … {' '.join(words[2:])}", f"{' '.join(words[:5])} … {' '.join(words[-4:])}"
    draft = (
        f"“{sentence}” and “{sentence.upper()}” and “{parts}” and “{curtailed}” and "
        f"“{sentence.replace('more', 'less')}”.\n\n"
        f"In faq.html: “{sentence}”\n\nNo one wrote “zebras recite it backwards”.\n\n"
        "Somebody whose hormones drop quickly may well feel sad in the hours that follow.\n\nZq zx zv."
    )
    found = described(written.Checked, Checker(corpus_settings).check(draft))
    assert {item["verdict"] for item in found["items"]} == {verdict.value for verdict in Finding}
    assert list(found["counts"]) == [verdict.value for verdict in Finding]


def test_lists_of_places(corpus_settings):
    concordance = Concordance(corpus_settings)
    found = described(written.PlaceList, concordance.listing("after sex", skip=0, limit=2))
    assert found["more"] and len(found["places"]) == 2 < found["occurrences"] == sum(found["by_document"].values())
    assert described(written.PlaceList, concordance.listing("zebra stripes", skip=0, limit=2))["places"] == []


@pytest.mark.parametrize(
    ("quote", "status"), [("{}", "exact"), ("after sex", "ambiguous"), ("{} changed", "changed"), ("zebra", "gone")]
)
def test_resolutions(corpus_settings, sentence, quote, status):
    name = "understanding/hormones.md" if "{}" in quote else "faq.html"
    resolution = Resolver(corpus_settings).resolve(Selector(name, quote=quote.format(sentence)))
    assert described(written.Resolution, resolution)["status"] == status == Resolved(status).value


@pytest.mark.parametrize("style", STYLES)
def test_citations(corpus_settings, style):
    excerpt = Resolver(corpus_settings).excerpt("faq.html", Span(0, 20))
    found = described(written.Citation, StyledCitation(excerpt, ":~:text=x", style, "as cited"))
    assert (found["style"], found["text_fragment"], found["citation"]) == (style, ":~:text=x", "as cited")
