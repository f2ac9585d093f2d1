"""A link -> where its words are now, and what of several places is meant."""

from unicodedata import normalize

import pytest

from indexer.errors import CitationError, DocumentNotFound
from indexer.indexing import index_corpus
from indexer.model import Span
from indexer.quoting.resolution import Selector
from indexer.quoting.resolver import Resolver
from indexer.settings import Settings

TEXT = (
    "At the first gate a lamp burned. Later, at the second gate a lamp burned. At the old gate a lamp burned too. "
    "The keeper of the gate counted nine ships."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("resolver")
    (made / "c").mkdir()
    (made / "c" / "gate.txt").write_text(TEXT + "\n")
    (made / "c" / "copy-1.txt").write_text("The same words in two files.\n")
    (made / "c" / "copy-2.txt").write_text("The same words in two files.\n")
    (made / "c" / "many.txt").write_text("tick tock " * 150 + "\n")
    index_corpus(Settings.load(index=made / "i"), [made / "c"])
    return made


@pytest.fixture(scope="module")
def resolver(folder):
    return Resolver(Settings.load(index=folder / "i"))


def places_of(words, within=TEXT):
    return [at for at in range(len(within)) if within.startswith(words, at)]


def resolved(resolver, **fields):
    return resolver.resolve(Selector(**{"document_id": "gate.txt", **fields}))


FIRST, SECOND, THIRD = places_of("a lamp burned")


@pytest.mark.parametrize(
    ("context", "start"),
    [
        ({"prefix": "At the first gate "}, FIRST),
        ({"prefix": "at the second gate ", "suffix": ". At the old"}, SECOND),
        ({"suffix": " too. The keeper"}, THIRD),
        ({"prefix": "At the old gate "}, THIRD),
        ({"prefix": "the old gate "}, None),  # not twice what the second has of it
        ({"suffix": ". Later, at"}, FIRST),
        ({"prefix": "gate "}, None),  # each has it
        ({"suffix": " too. T"}, None),  # seven characters are too few
        ({"suffix": " too. Th"}, THIRD),  # eight are not
        ({"prefix": "nothing like it"}, None),
        ({}, None),
    ],
)
def test_of_several_places_the_one_in_its_context_is_meant(resolver, context, start):
    found = resolved(resolver, quote="a lamp burned", **context)
    if start is None:
        assert found.status == "ambiguous" and [p.start for p in found.places] == [FIRST, SECOND, THIRD]
        assert found.mark is None
    else:
        assert found.status == "exact" and found.mark.start == start and found.places == ()


@pytest.mark.parametrize("at", [FIRST, SECOND, THIRD])
def test_its_own_place_goes_before_any_context(resolver, at):
    context = {"quote": "a lamp burned", "span": Span(at, at + 13), "prefix": "at the second gate "}
    assert resolved(resolver, **context).mark.start == SECOND  # an offset without its revision says nothing
    found = resolved(resolver, revision=resolver.document("gate.txt").revision[:16], **context)
    assert found.status == "exact" and found.mark.start == at


def test_words_at_another_place_than_that_of_the_link_moved(resolver):
    at = TEXT.index("nine ships")
    found = resolved(resolver, quote="nine ships", span=Span(at + 1, at + 11))
    assert found.status == "moved" and found.mark.start == at
    assert resolved(resolver, quote="nine ships").status == "exact"
    assert resolved(resolver, quote="nine ships", span=Span(at, at + 10)).status == "exact"


def test_where_no_revision_is_named_none_is_said_to_be_the_same_or_another(resolver):
    assert resolved(resolver, quote="nine ships").same_revision is None
    assert resolved(resolver, document_id="none.txt", quote="no such words").same_revision is None
    assert resolved(resolver, document_id="none.txt", quote="no such words", revision="0" * 12).same_revision is False


def test_a_revision_and_a_place_are_enough(resolver):
    document = resolver.document("gate.txt")
    found = resolved(resolver, revision=document.revision[:12], span=Span(FIRST, FIRST + 6))
    assert found.status == "exact" and found.mark.text == found.quoted.text == "a lamp" and found.same_revision
    other = resolved(resolver, revision="0" * 12, span=Span(FIRST, FIRST + 6))
    assert other.status == "gone" and other.quoted is None and not other.same_revision
    assert resolved(resolver, revision=document.revision, span=Span(0, 10_000)).quoted is None
    assert resolved(resolver, quote="no such", revision=document.revision, span=Span(0, 7)).quoted is None


@pytest.mark.parametrize(
    ("quote", "status", "near"),
    [
        ("The keeper of the gate counted ten ships", "changed", "The keeper of the gate counted nine ships"),
        ("THE KEEPER of the gate", "changed", "The keeper of the gate"),
        ("The keeper zq zw", "changed", None),  # half of its words
        ("The keeper zq zw zx", "gone", None),
        ("utterly different", "gone", None),
    ],
)
def test_what_became_of_words_that_are_not_there(resolver, quote, status, near):
    found = resolved(resolver, quote=quote)
    assert found.status == status and found.mark is None and (found.near is None) == (status == "gone")
    if near:
        assert found.near.text == near


def test_a_hundred_places_are_named_at_most(resolver):
    found = resolver.resolve(Selector("many.txt", quote="tick"))
    assert found.status == "ambiguous" and [p.start for p in found.places] == list(range(0, 1000, 10))


def test_a_document_of_another_name_is_followed_where_one_alone_has_its_content(folder, resolver):
    gate, copy = resolver.document("gate.txt").revision, resolver.document("copy-1.txt").revision
    found = resolver.resolve(Selector("old-name.txt", revision=gate[:12], quote="nine ships"))
    assert found.status == "moved" and found.mark.document_id == "gate.txt"
    assert resolver.resolve(Selector("old-name.txt", revision=gate[:11], quote="nine ships")).status == "gone"
    assert resolver.resolve(Selector("old-name.txt", revision=copy, quote="two files")).status == "gone"
    assert resolver.resolve(Selector("old-name.txt", quote="nine ships")).status == "gone"


def test_what_is_to_be_cited_stands_once(resolver):
    assert resolver.chosen(Selector("gate.txt", quote="nine ships")).start == TEXT.index("nine ships")
    assert resolver.chosen(Selector("gate.txt", span=Span(3, 8))).text == TEXT[3:8]
    with pytest.raises(
        CitationError, match=f"3 times; choose one by its place \\(at\\): {FIRST}-{FIRST + 13}, {SECOND}-"
    ):
        resolver.chosen(Selector("gate.txt", quote="a lamp burned"))
    with pytest.raises(CitationError, match="not in gate.txt. Nearest to them is “counted nine ships” \\(at"):
        resolver.chosen(Selector("gate.txt", quote="counted ten ships"))
    with pytest.raises(CitationError, match="not in gate.txt.$"):
        resolver.chosen(Selector("gate.txt", quote="zebra"))
    with pytest.raises(CitationError, match="no span"):
        resolver.chosen(Selector("gate.txt", span=Span(0, 9999)))
    with pytest.raises(DocumentNotFound):
        resolver.chosen(Selector("none.txt", quote="a lamp"))


@pytest.mark.parametrize(
    ("arguments", "span"),
    [
        ({"at": "3-8"}, (3, 8)),
        ({"at": "0-1", "rev": "ABCD", "quote": "x", "prefix": "p", "suffix": "s"}, (0, 1)),
        ({"quote": "x"}, None),
    ],
)
def test_selectors_of_addresses(arguments, span):
    selector = Selector.from_address("a.txt", arguments)
    assert selector.span == span and selector.document_id == "a.txt"
    assert selector.revision == arguments.get("rev", "").lower()
    assert [selector.quote, selector.prefix, selector.suffix] == [
        arguments.get(name, "") for name in ("quote", "prefix", "suffix")
    ]


@pytest.mark.parametrize("at", ["3", "3-", "-3", "a-b", "3-8-9", "3 - 8", "8-3", "3-3", "1-" + "9" * 40])
def test_a_place_that_is_no_span_is_an_error(at):
    with pytest.raises(CitationError, match="span"):
        Selector.from_address("a.txt", {"at": at, "quote": "x"})


def test_a_link_selects_what_it_leads_to(resolver):
    excerpt = resolver.excerpt("gate.txt", Span(SECOND, SECOND + 13))
    for host in ("", "https://notes.example/pages"):
        assert resolver.resolve(Selector.from_link(f"{host}{excerpt.link}")).mark == excerpt
    assert Selector.from_link("/source/my%20notes/%C3%BC.md?rev=abcd1234&at=3-8").document_id == "my notes/ü.md"
    for link in ("/search?q=x", "gate.txt", "/source/gate.txt"):
        with pytest.raises(CitationError):
            Selector.from_link(link)


def test_a_selector_of_an_excerpt_has_all_of_it(resolver):
    excerpt = resolver.excerpt("gate.txt", Span(SECOND, SECOND + 13))
    selector = Selector.of(excerpt)
    assert resolver.resolve(selector).mark == excerpt
    assert (selector.prefix, selector.suffix) == (TEXT[SECOND - 32 : SECOND], TEXT[SECOND + 13 :][:32])


def test_a_file_in_another_form_of_unicode_has_the_same_words(tmp_path):
    text, words = "Le café noir est fermé le lundi à Orléans.\n", "café noir est fermé"
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text(text)
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    cited = Selector("a.txt", quote=words, prefix="Le ", suffix=" le lundi")
    (tmp_path / "c" / "a.txt").write_text(normalize("NFD", text))
    index_corpus(settings, [tmp_path / "c"])
    found = Resolver(settings).resolve(cited)
    assert found.status == "exact" and found.mark.text == normalize("NFD", words)
