"""What people put into a quotation that is none of its author's words: [sic], [!], [emphasis added]."""

from __future__ import annotations

import regex

__all__ = ["has_editors_marks", "without_editors_marks"]

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


def has_editors_marks(text: str) -> bool:
    """Whether an editor's mark stands in a text."""
    return ("[" in text or "(" in text) and _MARK.search(text) is not None


def without_editors_marks(text: str, fill: str = "") -> str:
    """The text without them; with a character to ``fill`` their places, as long as it was."""
    bare: str = _MARK.sub(lambda found: fill * len(found.group()), text)
    return bare
