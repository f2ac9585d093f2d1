"""Passages: bounded, disjoint, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.text.plain import read_plain
from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.splitting.units import size_of, units_of
from indexer.model import Block, BlockKind, Document, Locator, PassageKind

SPLITTER = SentenceSplitter()


def passages(text):
    reading = read_plain(text)
    document = Document("d.txt", "d.txt", reading.title or "d", text, "0" * 64, "text/plain", reading.blocks)
    return document, split(document, SPLITTER)


def check(document, made):
    reached = 0
    uncovered = []
    for p in made:
        assert document.text[p.start : p.end] == p.text and p.start >= reached
        assert size_of(p.text) <= 200
        uncovered += range(reached, p.start)
        reached = p.end
    uncovered += range(reached, len(document.text))
    heads = {i for b in document.blocks if b.kind is BlockKind.HEADING for i in range(b.start, b.end)}
    assert not [i for i in uncovered if not document.text[i].isspace() and i not in heads]
    assert len({p.id for p in made}) == len(made)


@given(st.text(st.sampled_from("aZ é.?!|-•\t\n\r\u2028İe\u0301😀שx 1:幸"), max_size=400))
def test_any_text_keeps_the_contract(text):
    check(*passages(text))


def test_endless_texts_come_out_bounded():
    for text in ("word " * 5000, "x" * 1_000_000, "Wort\n" * 3000, "幸福" * 20_000, "No end here, " * 2000):
        check(*passages(text))


def test_a_list_stays_with_its_sentence_and_a_question_with_its_answer():
    text = "Soup\n\nYou need:\n- salt\n- leek\n\nQuestions\nIs it hot?\nYes, it is very hot when it is served.\n"
    _, made = passages(text)
    assert made[0].text == "You need:\n- salt\n- leek" and made[0].kind is PassageKind.LIST
    assert made[-1].kind is PassageKind.QUESTION_AND_ANSWER and made[-1].text.startswith("Is it hot?")


def test_only_what_begins_with_a_question_is_one_with_its_answer():
    answer = "\n\n".join(
        f"It is served by the hour, and number {n} has been hot for all of them since noon." for n in range(40)
    )
    _, made = passages(f"Soup\n\nIs it hot?\n\n{answer}\n")
    first, *later = made
    assert first.kind is PassageKind.QUESTION_AND_ANSWER and first.text.startswith("Is it hot?")
    assert len(later) > 1 and {passage.kind for passage in later} == {PassageKind.TEXT}
    assert {passage.headings[-1:] for passage in later} == {("Is it hot?",)}, "it stands above them"


@pytest.mark.parametrize("number", ["-", "2.", "(b)", "1.2.", "10.11.12)", "iv.", "(xxxviii)", "IX.", "a.)"])
def test_the_number_of_an_item_is_no_part_of_its_sentence(number):
    builder = TextBuilder()
    builder.add(BlockKind.LIST_ITEM, f"{number} Mix the soup.", Locator(), level=1)
    made = builder.document()
    document = Document("d.docx", "d.docx", "d", made.text, "0" * 64, "text/plain", made.blocks)
    (passage,) = split(document, SPLITTER)
    assert passage.text == made.text and [made.text[s:e] for s, e in passage.sentences] == ["Mix the soup."]


def test_rows_carry_their_header_as_context():
    table = "Hormone | Effect\n---|---\nOxytocin | Bonds\nProlactin | Rest\n"
    document, made = passages("Intro line that is here.\n\n" + table)
    assert made[-1].context == "Hormone | Effect" and made[-1].context in document.text


def test_two_header_rows_go_with_each_row_until_another_table_begins():
    builder = TextBuilder()
    kinds = {"th": BlockKind.TABLE_HEADER, "tr": BlockKind.TABLE_ROW}
    for row in ("th Year|2023", "th Region|Sales", *("tr North, with its 20 words or more|5",) * 40, "", "tr x|y"):
        kind, _, cells = row.partition(" ")
        builder.add_row(kinds[kind], cells.split("|"), Locator()) if row else builder.end_table()
    parsed = builder.document()
    document = Document("d", "d", "d", parsed.text, "0" * 64, "text/csv", parsed.blocks)
    made = split(document, SPLITTER)
    assert len(made) > 2 and all(p.context == "Year | 2023\nRegion | Sales" for p in made[:-1])
    assert document.text.endswith("\n\nx | y") and made[-1].text.endswith("x | y")
    contexts = [unit.context for unit in units_of(document.text, document.blocks, SPLITTER, 200)]
    assert contexts == ["", "", *["Year | 2023\nRegion | Sales"] * 40, ""]


def test_a_row_of_long_texts_is_cut_where_its_sentences_end():
    builder = TextBuilder()
    builder.add_row(BlockKind.TABLE_HEADER, ["Question", "Answer"], Locator())
    answer = " ".join(f"This is what sentence {n} says of it, and nothing else is said there." for n in range(40))
    builder.add_row(BlockKind.TABLE_ROW, ["How do I do it?", answer, "", ""], Locator())
    builder.add_row(BlockKind.TABLE_ROW, ["Is it long?", "No."], Locator())
    parsed = builder.document()
    document = Document("d", "d", "d", parsed.text, "0" * 64, "text/csv", parsed.blocks)
    made = split(document, SPLITTER)
    check(document, made)
    assert len(made) > 3 and all(p.text.rstrip(" |").endswith(".") for p in made)
    assert all(p.context == "Question | Answer" for p in made)
    sentences = [parsed.text[s:e] for p in made for s, e in p.sentences]
    assert sentences[:2] == ["How do I do it?", "This is what sentence 0 says of it, and nothing else is said there."]
    assert sentences[-1] == "Is it long? | No."


def test_each_passage_of_a_long_table_shows_its_header_row_once():
    rows = "".join(f"Hormone number {n} | does this and that and much more of the same\n" for n in range(60))
    _, made = passages("Hormone | Effect\n---|---\n" + rows)
    assert len(made) > 2 and {p.context for p in made} == {"Hormone | Effect"}
    assert made[0].lead_in == "" and {p.lead_in for p in made[1:]} == {"Hormone | Effect"}


def test_a_list_in_several_passages_shows_the_sentence_that_introduces_it():
    items = "".join(f"- salt of the kind number {n}, as much as the soup can bear and no more\n" for n in range(40))
    _, made = passages("Soup\n\nDo not add:\n" + items)
    assert made[0].lead_in == "" and {p.lead_in for p in made[1:]} == {"Do not add:"}


def test_sentences_of_tricky_texts():
    cases = {
        "Dr. Smith came at 5 p.m. on Monday. He left.": 2,
        "It costs 3.50 euros. Cheap!": 2,
        "He said e.g. this. And that?": 2,
        "J. R. Tolkien wrote it. It is long.": 2,
        "これは文です。次の文。": 2,
        "No end": 1,
    }
    assert {text: len(SPLITTER.spans(text)) for text in cases} == cases


def test_furniture_is_in_no_passage_and_ends_no_section():
    text = "Heading\n\nOne of these.\n\nShare this\n\nTwo of these."
    blocks = tuple(
        Block(kind, text.index(words), text.index(words) + len(words), path, level=level, furniture=furniture)
        for kind, words, path, level, furniture in [
            (BlockKind.HEADING, "Heading", (), 2, False), (BlockKind.PARAGRAPH, "One of these.", ("Heading",), 0, False),
            (BlockKind.PARAGRAPH, "Share this", ("Heading",), 0, True),
            (BlockKind.PARAGRAPH, "Two of these.", ("Heading",), 0, False),
        ]
    )  # fmt: skip
    made = split(Document("a", "a", "a", text, "0" * 64, "text/html", blocks), SentenceSplitter())
    assert [(p.text, p.headings) for p in made] == [("One of these.", ("Heading",)), ("Two of these.", ("Heading",))]
