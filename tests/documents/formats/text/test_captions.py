"""Subtitles: what is said, once, in sentences, with its times."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.text.captions import read
from indexer.documents.formats.text.cues import cues_of
from indexer.errors import ReadingError


def srt(*cues):
    """Cues of (start, end, text), times in seconds."""
    return "\n".join(f"{n}\n{time(a)} --> {time(b)}\n{text}\n" for n, (a, b, text) in enumerate(cues, start=1))


def time(seconds):
    return (
        f"{int(seconds // 3600):02}:{int(seconds // 60 % 60):02}:{int(seconds % 60):02},{round(seconds % 1 * 1000):03}"
    )


def vtt(*cues, header="WEBVTT"):
    return f"{header}\n\n" + srt(*cues).replace(",", ".")


def parsed(text):
    return read(Content.of_bytes("a.srt", text.encode()), "")


def paragraphs(text):
    found = parsed(text)
    return [(found.text[b.start : b.end], b.locator.seconds) for b in found.blocks]


def said(text):
    return [words for words, _ in paragraphs(text)]


def test_sentences_join_over_lines_and_cues_with_their_times():
    text = srt((1, 2.5, "A kite\nneeds"), (2.5, 4, "wind. It"), (4.2, 5, "flies."))
    assert paragraphs(text) == [("A kite needs wind. It flies.", (1.0, 5.0))]
    assert parsed(text).blocks[0].locator.in_words(0, 1) == "0:01–0:05"


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        ([(1, 2, "One."), (4.1, 5, "Two.")], ["One.", "Two."]),
        ([(1, 2, "One."), (3.9, 5, "Two.")], ["One. Two."]),
        ([(1, 2, "One and"), (4.1, 5, "two.")], ["One and two."]),
        ([(1, 2, "One and"), (8.1, 9, "two.")], ["One and", "two."]),
        ([(1, 2, "- Why?\n- So."), (2, 3, "And on.")], ["- Why?", "- So.", "And on."]),
        ([(1, 2, ">> WHY?"), (2, 3, ">> SO.")], [">> WHY?", ">> SO."]),
        ([(1, 2, "ANN: Why?"), (2, 3, "DR. BOB: So.")], ["ANN: Why?", "DR. BOB: So."]),
        ([(1, 2, "It is -5\nor - no.")], ["It is -5 or - no."]),
        ([(1, 2, "凧は"), (2, 3, "風が要る。")], ["凧は風が要る。"]),
        ([(1, 2, "연은"), (2, 3, "바람이")], ["연은 바람이"]),
    ],
)  # fmt: skip
def test_a_pause_behind_a_sentence_or_another_speaker_begins_a_paragraph(cues, expected):
    assert said(srt(*cues)) == expected


def test_a_long_talk_is_parted_at_sentences_and_without_them_at_cues():
    sentences = [(n, n + 1, "Ten words are said in each of these short cues.") for n in range(20)]
    assert [len(words.split()) for words in said(srt(*sentences))] == [60, 60, 60, 20]
    endless = [(n, n + 1, "ten words are said in each of these short cues") for n in range(50)]
    assert [len(words.split()) for words in said(srt(*endless))] == [200, 200, 100]


def test_speakers_of_voice_tags_are_kept_once_a_paragraph():
    text = vtt(
        (1, 2, "<v Ann Lee>A kite"), (2, 3, "<v Ann Lee>needs wind.</v>"), (3, 4, "<v.loud Bob>Yes."), (4, 5, "So.")
    )
    assert said(text) == ["Ann Lee: A kite needs wind.", "Bob: Yes.", "So."]


def test_tags_positions_and_references_are_no_words():
    text = srt((1, 2, '<font color="#fff">{\\an8}<i>A</i> &amp; <b>b</b> {y:i}a < b > c <00:00:01.500>d\u200b</font>'))
    assert said(text) == ["A & b a < b > c d"]


def test_notes_styles_regions_and_names_of_cues_are_left_out():
    text = (
        "\ufeffWEBVTT - About kites\nKind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n"
        "NOTE one\nnot this\n\nfirst\n01:00.000 --> 01:02.000 align:start\nA kite\n\nNOTE\nnor this\n\n7\n"
        "01:02.000 --> 01:03.000\nneeds wind.\n\nNOTE the end\n"
    )
    found = parsed(text)
    assert paragraphs(text) == [("A kite needs wind.", (60.0, 63.0))]
    assert (found.title, found.about.language) == ("About kites", "en")


def test_lines_of_rolling_captions_are_read_once():
    text = vtt(
        (1, 2, " \nhello this is"), (2, 2.01, "hello this is\n "),
        (2.01, 4, "hello this is\nmore<00:00:03.000><c> words</c>"),
        (4, 4.01, "more words"), (4.01, 6, "more words\nand more words"), (6, 6.01, "and more words"),
    )  # fmt: skip
    assert paragraphs(text) == [("hello this is more words and more words", (1.0, 6.01))]


def test_what_is_said_twice_is_read_twice():
    assert said(srt((1, 2, "No."), (2, 3, "No."), (3, 4, "No!\nNever."))) == ["No. No. No! Never."]
    assert said(srt((1, 2, "No."), (1, 2, "No."))) == ["No."]  # one over the other, as a shadow


def test_broken_files_lose_no_words():
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\nstill one.\n2\n00:00:02,000 -> 00:00:03,000\n"
    text += "half\n3\n0:0:3 --> 0:0:1\n42\n"
    assert said(text) == ["One still one. 2 00:00:02,000 -> 00:00:03,000 half 42"]
    assert [(cue.start, cue.end) for cue in cues_of(text)] == [(1.0, 2.0), (3.0, 3.0)]
    assert said("00:00:01,000 --> 00:00:02,000\r\nNo number.\r\n\r\n") == ["No number."]


@pytest.mark.parametrize("text", ["WEBVTT\n", "1\n00:00:01,000 --> 00:00:02,000\n\n", "words\n", "--> -->\nx"])
def test_a_file_without_cues_says_so(text):
    with pytest.raises(ReadingError, match="no subtitles"):
        parsed(text)
