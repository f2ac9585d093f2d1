"""A corpus whose every state can be told from any answer: which documents it has in which edition.

At state s, document s mod 12 has got edition s; all others stay as they were. So an answer that has all documents tells its
state by its highest edition, and what edition each other document must have then. Anything else is a mix, or a loss.
"""

import random
import re

from tests.made_pdf import pdf

NOTES = 12

#: Finds every note.
QUESTION = "harbour edition"

_WORDS = [a + b + c for a in ("ba", "de", "ki", "lo", "mu") for b in ("ra", "ne", "ti", "so") for c in ("n", "l", "sk")]
_MARK = re.compile(r"The harbour of note n(\d+)q has edition e(\d+)q\.")


def words_of(note, edition):
    """What a note says in an edition, as in no other."""
    chance = random.Random(1000 * note + edition)
    rest = " ".join(chance.choice(_WORDS) for _ in range(40)).capitalize()
    return f"The harbour of note n{note}q has edition e{edition}q. {rest}."


def edition_at(state, note):
    """The edition that a note has at a state: the last state up to then that was about it, 0 where none was."""
    last = state - (state - note) % NOTES
    return last if last > 0 else 0


def write(corpus, state):
    """Makes the corpus what it is at a state; notes 0 and 1 are PDF files, which a process with limits reads."""
    corpus.mkdir(exist_ok=True)
    for note in range(NOTES):
        path = corpus / f"{note:02}.{'pdf' if note < 2 else 'txt'}"
        content = content_of(note, edition_at(state, note))
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def content_of(note, edition):
    """The bytes of a note's file in an edition."""
    words = words_of(note, edition)
    return _as_pdf(words) if note < 2 else f"Note {note}\n\n{words}\n".encode()


def _as_pdf(words):
    parts = words.split()
    lines = [" ".join(parts[at : at + 8]) for at in range(0, len(parts), 8)]
    return pdf([(72, 700 - 14 * number, line) for number, line in enumerate(lines)])


def state_of(texts):
    """The state that an answer is of, given the texts of all its passages; raises AssertionError for none."""
    found = {}
    for text in texts:
        text = " ".join(text.split())
        mark = _MARK.search(text)
        assert mark is not None, f"words of nobody: {text!r}"
        note, edition = int(mark[1]), int(mark[2])
        assert text in f"Note {note} {words_of(note, edition)}", f"words of no edition: {text!r}"
        assert note not in found, f"note {note} twice: {found[note]} and {edition}"
        found[note] = edition
    state = max(found.values(), default=0)
    expected = {note: edition_at(state, note) for note in range(NOTES)}
    assert found == expected, f"no state has {found}"
    return state
