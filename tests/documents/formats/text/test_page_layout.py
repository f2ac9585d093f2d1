"""Plain texts that are laid out for paper: RFCs, manual pages, books."""

from indexer.documents.formats.text.plain import read_plain

RFC = """Network Working Group                                        A. Writer
Request for Comments: 9999                                      May 2001


                     The Kettle Transfer Protocol


Status of this Memo

   This document says how water is sent from a kettle to a cup, and what
   happens where the Cup Is Full or where Water Boils Over in a House
   [3]. As far as kettles are concerned, a cup is something that has
   room for water.

Writer                      Informational                       [Page 1]
\f
RFC 9999              The Kettle Transfer Protocol              May 2001


Table of Contents

   1. Introduction ................................................... 2
   1.1. Purpose ...................................................... 2
   2. Pouring ........................................................ 3

1. Introduction

1.1. Purpose

   Tea is needed at all times, also where there is no kettle.

   KETTLE   = <any vessel with a spout>

Writer                      Informational                       [Page 2]
\f
RFC 9999              The Kettle Transfer Protocol              May 2001

2. Pouring

   Pour slowly, and stop where the cup is full: what is poured beside it
   is lost for all. A lid that is closed has to be opened before, which
   is left to the reader. Do as follows:

   1. Lift the Kettle

   2. Pour into the Cup
"""

DIALOGUE = """Chapter 1

My dear Watson had come to see me on that evening, for the first time since
his marriage. He sat down by the fire, and looked at my bag. "You are to
travel," said he. "What do you expect of it?" And Mrs. Hudson came in with
Holmes, who was rather to be seen by her as a guest than as a friend of mine
in those days.

"Then, how do you know?"

"You horrify me!"

"It came by the last post," said he. "Read it aloud."

"Wait," he said, "there is something on this paper that I had not seen,--

CHAPTER II. The Second of May.

It was a long evening.
"""

BOOK = """The Project Gutenberg EBook of A House by the Sea, by Ann Lee

This eBook is for the use of anyone anywhere at no cost.

Title: A House by the Sea
       and Other Stories

Author: Ann Lee

Language: English

*** START OF THIS PROJECT GUTENBERG EBOOK A HOUSE BY THE SEA ***

CHAPTER I

The house stood by the sea.

End of the Project Gutenberg EBook of A House by the Sea, by Ann Lee

*** END OF THIS PROJECT GUTENBERG EBOOK A HOUSE BY THE SEA ***

THE FULL PROJECT GUTENBERG LICENSE

Section 1. General Terms of Use
"""


def outline(text):
    reading = read_plain(text)
    return reading, [(b.kind.value, text[b.start : b.end]) for b in reading.blocks if not b.furniture]


def headings(text):
    return [words for kind, words in outline(text)[1] if kind == "heading"]


def furniture(text):
    return [text[b.start : b.end] for b in read_plain(text).blocks if b.furniture]


def test_a_text_that_is_indented_under_its_headings_has_no_others():
    reading, _ = outline(RFC)
    assert reading.title == "The Kettle Transfer Protocol"
    assert headings(RFC) == [
        "The Kettle Transfer Protocol",
        "Status of this Memo",
        "Table of Contents",
        "1. Introduction",
        "1.1. Purpose",
        "2. Pouring",
    ]


def test_heads_and_feet_of_pages_and_tables_of_contents_are_furniture():
    found = furniture(RFC)
    assert [line.split()[0] for line in found] == ["Writer", "RFC", "1.", "Writer", "RFC"]
    assert "1.1. Purpose" in found[2]


def test_a_text_that_is_little_but_a_table_of_contents_says_what_it_says():
    text = (
        "1 Kettles ..... 3\n- 1.1 Iron ..... 4\n- 1.2 Tin ..... 5\n\nAppendix A. Repairs ..... 9\n- A.1 Rust ..... 9\n"
    )
    assert furniture(text) == [] and "Appendix A. Repairs ..... 9" in headings(text)
    body = "\n".join(f"Kettles of iron are heavy, and so is kettle number {n}." for n in range(9))
    assert len(furniture(f"{text}\n{body}\n")) > 0


def test_feet_of_pages_are_known_without_form_feeds():
    assert len([line for line in furniture(RFC.replace("\f", "")) if "[Page" in line]) == 2


def test_what_follows_a_line_in_title_case_within_a_paragraph_is_no_heading():
    paragraphs = [words for kind, words in outline(RFC)[1] if kind == "paragraph"]
    assert any(words.startswith("This document says") and words.endswith("room for water.") for words in paragraphs)


def test_what_somebody_says_is_no_heading():
    assert headings(DIALOGUE) == ["Chapter 1", "CHAPTER II. The Second of May."]


def test_a_line_that_fills_the_width_of_its_paragraph_is_no_heading():
    text = (
        "Notes\n\nThe Royal Society Of London For Improving Natural Knowledge met again in\n"
        "Gresham College, and heard how water boils where the air is thin, as it is\n"
        "on the tops of mountains.\n"
    )
    assert headings(text) == ["Notes"]


def test_the_notices_of_a_library_are_no_part_of_its_book():
    reading, found = outline(BOOK)
    assert found == [("heading", "CHAPTER I"), ("paragraph", "The house stood by the sea.")]
    assert reading.title == "A House by the Sea and Other Stories"
    assert (reading.about.author, reading.about.language) == ("Ann Lee", "English")
    assert "General Terms" in " ".join(furniture(BOOK))


def test_inches_and_quotation_marks_that_are_closed_are_in_headings():
    text = 'Shop\n\nMacBook 13"\n\nIt is light.\n\nWas „Cloud“ heißt\n\nEin Rechner.\n\nWhat “cloud” means\n\nA computer.\n'
    assert headings(text) == ["Shop", 'MacBook 13"', "Was „Cloud“ heißt", "What “cloud” means"]
