"""What people put into a quotation that is none of its author's words: [sic], [!], [emphasis added], it [the mill]."""

from __future__ import annotations

import regex

from indexer.text.wording.qualifiers import counts_within, denies_within, limits

__all__ = ["has_editors_marks", "with_insertions_elided", "without_editors_marks"]

_MARK = regex.compile(
    r"""\s?(?:
        [\[(]\ ?sic[.!]?\ ?[\])] | \[\ ?[!?]\ ?\]
      | [\[(](?:[^\[\]()\n]{0,20}\b)?(?:
            (?:emphas[ie]s|italics|underlining|bold)\ (?:added|mine|ours|supplied|omitted|(?:is\ )?in\ (?:the\ )?original)
          | my\ emphasis | our\ emphasis
          | (?:Hervorh(?:ebung(?:en)?|\.)|Herv\.)\ [^\[\]()\n]{1,40}
          | c'est\ (?:nous|moi)\ qui\ souligne[a-z]* | (?:nous|je)\ soulign\w* | soulign\w*\ par\ (?:nous|moi)
          | (?:énfasis|cursivas?|negritas?)\ (?:añadid[oa]s?|mí[oa]s?|nuestr[oa]s?)
          | (?:corsivo|enfasi)\ (?:mio|mia|nostro|nostra|aggiunt[oa])
        )\.?[\])]
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: Words in square brackets that explain or take the place of the author's: no part of a word, no link, no number of a note.
_INSERTION = regex.compile(
    r"\s?(?<![\p{L}\p{N}])\[(?=[^\[\]\n]*\p{L}\p{L})(?P<words>[^\[\]\n…]{2,60})\](?![\p{L}\p{N}(])"
)
_WORD = regex.compile(r"[\p{L}\p{N}'’]+")


def has_editors_marks(text: str) -> bool:
    """Whether an editor's mark stands in a text."""
    return ("[" in text or "(" in text) and without_editors_marks(text) != text


def without_editors_marks(text: str, fill: str = "") -> str:
    """The text without them; with a character to ``fill`` their places, as long as it was."""
    bare: str = _MARK.sub(lambda found: fill * len(found.group()), text)
    return _insertions_as(fill, bare)


def with_insertions_elided(text: str) -> str:
    """The text, as long as it was, with ellipses for words that were put into it: they may take the place of others."""
    return _insertions_as("…", _MARK.sub(lambda found: " " * len(found.group()), text))


def _insertions_as(fill: str, text: str) -> str:
    filled: str = _INSERTION.sub(
        lambda found: found.group() if _turns(found["words"]) else fill * len(found.group()), text
    )
    return filled


def _turns(words: str) -> bool:
    """Whether words say another thing than the author, whoever put them there: they deny, count or limit."""
    return any(denies_within(word) or counts_within(word) or limits(word) for word in _WORD.findall(words))
