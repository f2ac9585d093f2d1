"""What is said of a draft, compared with three small documents."""

import random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import IndexBusy, ReadingError
from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker, check_json, draft_of, draft_of_bytes, read_draft
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.wording import fold


def only(checker, text):
    """The one quotation of a draft."""
    (item,) = [item for item in checker.check(text).items if item.kind == "quotation"]
    return item


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("Pour 1.5 litres of boiling water over the leaves.", "verbatim"),
        ("the oils turn rancid", "verbatim"),
        ("POUR 1.5 LITRES OF BOILING WATER", "form"),
        ("Wait four minutes — it’s the leaf not the clock", "form"),
        ("some drinkers prefer the second infusion to the first", "form"),
        ("northern\nroad for 21\u00a0weeks", "form"),
        ("Coﬀee beans are roaﬆed", "form"),
        ("Salt **keeps** fish for <em>months</em>", "form"),
        ("Pour 1.5 litres … serve at once", "curtailed"),
        ("Wait four minutes … the clock", "curtailed"),
        ("Some drinkers … to the first", "elided"),
        ("Tea was drunk in China [...] it did\nnot spoil", "curtailed"),
        ("Coffee beans . . . the oils turn rancid", "curtailed"),
        ("The grinder should be . . . every week", "elided"),
        ("Pour 2.5 litres of boiling water over the leaves", "altered"),
        ("Pour 15 litres of boiling water over the leaves", "altered"),
        ("along the northern road for 12 weeks, and it did not spoil", "altered"),
        ("along the northern road for 21 weeks, and it did spoil", "altered"),
        ("Wait four minutes; its the leaf, not the clock", "altered"),
        ("The grinder should be cleaned every single week", "altered"),
        ("lift the leaves out, and serve at once … Pour 1.5 litres", "altered"),
        ("an elephant orchestra performs underwater operas", "no_source"),
    ],
)
def test_each_verdict(checker, drinks, quote, verdict):
    item = only(checker, f"It says “{quote}” there.")
    assert item.verdict == verdict
    assert (item.source is None) == (verdict == "no_source")
    if item.source:
        document = Searcher(drinks).document(item.source.document_id)
        assert document.text[item.source.start : item.source.end] == item.source.text
        assert document.revision == item.source.revision


def test_a_check_says_how_long_it_took(checker):
    began = perf_counter()
    found = checker.check("It says “Pour 1.5 litres of boiling water” there.")
    assert 0 < found.seconds <= perf_counter() - began


def test_numbers_and_negations_come_first(checker):
    item = only(checker, "“Merchants carried tea along the northern road for 12 weeks, and it did spoil”")
    assert [(d.op, d.kind.value, d.draft, d.source) for d in item.differences] == [
        ("replace", "number", "12", "21"),
        ("delete", "negation", "", "not"),
        ("replace", "word", "tea", "it"),
    ]


def test_elided_parts_are_in_order_with_the_words_between(checker):
    item = only(checker, "“Pour 1.5 litres … Wait four minutes … serve at once.”")
    assert [part.text for part in item.parts] == ["Pour 1.5 litres", "Wait four minutes", "serve at once"]
    assert item.gaps == (6, 14) and item.source.start == item.parts[0].start and item.source.end == item.parts[-1].end


def test_a_part_that_stands_elsewhere_is_not_elided(checker):
    assert only(checker, "“Pour 1.5 litres of boiling water … the oils turn rancid”").verdict == "altered"


@pytest.mark.parametrize(
    "text",
    [
        'According to "The history of tea", "the oils turn rancid" in a week.',
        "It says “the oils turn rancid” (tea.md).",
        "It says “the oils turn rancid” [The history of tea, p. 3].",
        "In The history of tea it says “the oils turn rancid” as well.",
        "See “the oils turn rancid” (/source/tea.md?rev=0).",
        "The history of tea is clear:\n\n> the oils turn rancid\n",
        "So:\n\n> the oils turn rancid\n> — The history of tea\n",
        "The history of tea is long. It says “the oils turn rancid”.",
        "“It was once paid as a wage” (salt.html) and “the oils turn rancid” (tea.md).",
    ],
)
def test_a_quotation_that_stands_elsewhere_than_named_is_misattributed(checker, text):
    item = checker.check(text)
    found = {i.text: i for i in item.items if i.kind == "quotation" and "oils" in i.text}["the oils turn rancid"]
    assert found.verdict == "misattributed" and found.source.document_id == "coffee.txt"
    assert found.attributed == ("tea.md",)


@pytest.mark.parametrize(
    "text",
    [
        "It says “the oils turn rancid” (coffee.txt).",
        "It says “the oils turn rancid” (Notes on coffee).",
        "“It was once paid as a wage” (salt.html). Notes on coffee: “the oils turn rancid”.",
        "It says “the oils turn rancid” of coffee, unlike The history of tea. And so on.\n\nThe history of tea.",
        "The oils of tea: “the oils turn rancid”.",
    ],
)
def test_a_quotation_that_stands_where_the_draft_says_is_not(checker, text):
    (found,) = [i for i in checker.check(text).items if i.text == "the oils turn rancid"]
    assert found.verdict == ("misattributed" if "unlike" in text else "verbatim")


def test_a_title_in_quotation_marks_is_no_quotation(checker):
    items = checker.check('As "On salt" has it, "Salt keeps fish".').items
    assert [item.text for item in items] == ["Salt keeps fish"]


def test_the_longest_that_is_found_has_the_verdict(checker):
    found = checker.check("“Wait four minutes; it's the leaf, not ‘the clock’, that decides.”")
    assert [item.verdict.value for item in found.items] == ["form"]
    found = checker.check("“He roared: ‘the oils turn rancid’ and laughed like a walrus in a wardrobe”")
    assert [item.text for item in found.items] == ["the oils turn rancid"]


def test_block_quotations_have_verdicts_of_their_own_where_they_are_not_found_together(checker):
    found = checker.check("> Salt keeps fish for months.\n\n> The grinder should be cleaned every week\n")
    assert [item.verdict.value for item in found.items] == ["verbatim", "verbatim"]
    found = checker.check("> A second infusion is weaker. Some drinkers prefer the second infusion\n> to the first\n")
    assert [item.verdict.value for item in found.items] == ["form"]


def test_a_quotation_may_span_paragraphs_and_headings_of_its_source(checker):
    text = "and it did not spoil. Preparation Pour 1.5 litres of boiling water over the leaves."
    assert only(checker, f"“{text}”").verdict == "form"


def test_sentences_are_judged_beside_quotations(checker):
    found = checker.check(
        "A second infusion is weaker. The cat wrote poems. He noted “turn rancid” and nothing else of it."
    )
    kinds = [(item.kind.value, item.verdict.value) for item in found.items]
    assert kinds[0] == ("sentence", "verbatim") and ("quotation", "verbatim") in kinds
    assert [i.text for i in found.items if i.kind == "sentence"][-1] == "and nothing else of it."
    reached = 0
    for item in found.items:
        assert reached <= item.start < item.end and found.text[item.start : item.end] == item.text
        reached = item.end


def test_a_paraphrase_is_closest_and_no_more(checker):
    (item,) = checker.check("One ought to clean a coffee grinder weekly since rancid oils spoil roasted beans.").items
    assert item.verdict == "closest" and item.source.document_id == "coffee.txt"
    assert item.score == item.nearest[0].score > 0 and item.differences == ()


def test_lines_are_those_of_the_file(checker):
    draft = "Title\r\n\r\nOne line.\r\nIt says “the oils\r\nturn rancid”.\r\n"
    item = only(checker, draft)
    assert item.line == 4 and item.verdict == "form" and item.source.locator.lines == (3, 3)
    (item,) = checker.check(
        draft_of("# Head\n\nText of\n“the oils turn rancid” now.\n", media_type="text/markdown")
    ).items[-1:]
    assert item.line == 3  # the first line of its paragraph, which Markdown makes one


@pytest.mark.parametrize(
    "text", ["", " \n", "…", "“”", "👍", "\ud800", "\0", "\u2028", "“\ud800 the oils turn rancid”", ">"]
)
def test_odd_drafts_do_not_stop_it(checker, text):
    found = checker.check(text)
    assert sum(found.counts.values()) == len(found.items)


def test_the_json_has_the_names_that_other_tools_read(checker):
    found = check_json(checker.check("“the oils turn rancid” and “Pour 1.5 litres … serve at once” and “zyx wvu”"))
    assert {"generation", "documents", "counts", "items"} <= set(found) and found["documents"] == 3
    assert list(found["counts"]) == [
        "verbatim", "form", "elided", "curtailed", "altered", "misattributed", "closest", "no_source", "not_found",
    ]  # fmt: skip
    first, second, third = found["items"]
    assert {"kind", "start", "end", "line", "text", "verdict", "source", "differences", "score", "parts"} <= set(first)
    assert {"document_id", "revision", "start", "end", "lines", "page", "headings", "text", "link"} <= set(
        first["source"]
    )
    assert len(second["parts"]) == 2 and third["source"] is None and third["verdict"] == "no_source"


def test_a_generation_published_meanwhile_begins_the_check_anew(tmp_path):
    corpus = tmp_path / "c"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The lamp was green and the door was open.\n")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [corpus])
    checker = Checker(settings)
    runs = []

    def publish(stage, done, total):
        if stage == "sources" and len(runs) < 1:
            runs.append(stage)
            (corpus / "b.txt").write_text("A blue kite hung in the old tree all night.\n")
            index_corpus(settings)

    found = checker.check("The green lamp stood by an open door.", progress=publish)
    assert found.generation == 2 and found.documents == 2

    def always(stage, done, total):
        if stage == "sources":
            runs.append(stage)
            (corpus / "b.txt").write_text(f"A blue kite hung in the old tree for {len(runs)} nights.\n")
            index_corpus(settings)

    with pytest.raises(IndexBusy):
        checker.check("The green lamp stood by an open door.", progress=always)


def test_a_draft_that_is_no_text_is_an_error(tmp_path):
    with pytest.raises(ReadingError, match="no reader for application/x-nothing"):
        draft_of_bytes(b"words", media_type="application/x-nothing")

    with pytest.raises(ReadingError, match="binary"):
        draft_of_bytes(b"\x07\x00\x01words" * 9)
    with pytest.raises(ReadingError, match="there is no file .*none.txt"):
        read_draft(tmp_path / "none.txt")
    (tmp_path / "two.jsonl").write_text('{"_id": 1, "text": "a b"}\n{"_id": 2, "text": "c d"}\n')
    with pytest.raises(ReadingError, match="2 documents"):
        read_draft(tmp_path / "two.jsonl")
    (tmp_path / "x.bin").write_bytes(b"abc")
    with pytest.raises(ReadingError, match="pipe it in: passageway check - < "):
        read_draft(tmp_path / "x.bin")
    (tmp_path / "empty.md").write_bytes(b"")
    assert read_draft(tmp_path / "empty.md").text == ""


def test_a_draft_in_a_file_is_read_as_its_ending_says(tmp_path):
    (tmp_path / "draft.md").write_text("# Head\n\nIt *says* “so”.\n")
    draft = read_draft(tmp_path / "draft.md")
    assert draft.text == "Head\n\nIt says “so”." and draft.media_type == "text/markdown"
    assert [block.kind.value for block in draft.blocks][0] == "heading"


WORDS = [
    "amber",
    "birch",
    "cedar",
    "dune",
    "ember",
    "fjord",
    "grove",
    "heath",
    "inlet",
    "jetty",
    "kelp",
    "larch",
    "moor",
    "north",
    "oasis",
    "prairie",
    "quarry",
    "reef",
]


@pytest.fixture(scope="module")
def woods(tmp_path_factory):
    """An index of random texts of few words, where much is nearly alike."""
    folder = tmp_path_factory.mktemp("woods")
    (folder / "c").mkdir()
    chance = random.Random(5)
    for name in range(8):
        text = " ".join(f"{chance.choice(WORDS)}{chance.choice(['', '', ',', '.', ' 7', ' 12.5'])}" for _ in range(300))
        (folder / "c" / f"{name}.txt").write_text(text)
    settings = Settings.load(index=folder / "i")
    index_corpus(settings, [folder / "c"])
    return Checker(settings), [(folder / "c" / f"{name}.txt").read_text() for name in range(8)]


def reformed(chance, words):
    """The words in another form."""
    edits = [str.upper, str.title, lambda w: w, lambda w: w, lambda w: f"*{w}*", lambda w: w.replace("r", "r\u00ad")]
    joins = [" ", "  ", "\n", "\u00a0", " \t"]
    text = ""
    for word in words:
        edited = chance.choice(edits)(word)
        if len(word) > 4 and word.isalpha() and chance.random() < 0.2:
            edited = f"{word[:2]}-\n{word[2:]}"
        text += edited + chance.choice(joins)
    return text.strip()


@given(st.integers(0, 10**9))
@settings(max_examples=60)
def test_what_stands_in_another_form_is_always_found(woods, seed):
    checker, texts = woods
    chance = random.Random(seed)
    words = chance.choice(texts).split()
    first = chance.randrange(len(words) - 12)
    quote = reformed(chance, words[first : first + chance.randint(1, 12)])
    (item,) = [i for i in checker.check(f"“{quote}”").items if i.kind == "quotation"]
    assert item.verdict in ("verbatim", "form")
    assert fold(item.source.text) == fold(quote)


@given(st.integers(0, 10**9))
@settings(max_examples=60)
def test_one_changed_word_is_never_verbatim_or_form(woods, seed):
    checker, texts = woods
    chance = random.Random(seed)
    words = chance.choice(texts).split()
    first = chance.randrange(len(words) - 14)
    quoted = words[first : first + chance.randint(8, 14)]
    at = chance.randrange(len(quoted))
    quoted[at] = "zephyr"
    (item,) = [i for i in checker.check(f"“{' '.join(quoted)}”").items if i.kind == "quotation"]
    assert item.verdict == "altered"
    assert [d.draft for d in item.differences] == ["zephyr"]
