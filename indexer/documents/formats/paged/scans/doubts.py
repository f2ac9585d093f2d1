"""What a page's recognised words leave in doubt: whether they were read right, and in the right language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.documents.formats.paged.scans.languages import chosen_languages
from indexer.documents.formats.paged.scans.tesseract import RecognisedWord, installed_languages, mean_confidence
from indexer.text.analysis.languages.function_words import FUNCTION_WORDS

__all__ = ["doubts"]

#: Below this mean confidence it is said of a page that it may have been misread.
_SURE = 75.0

#: Words from which on a page shows which language it is in.
_WORDS = 25
#: The least share of a language's function words among all words of a text in it (about a third; in another language a
#: twelfth), and how many times as many as of those it was read in.
_SHARE, _TIMES = 0.18, 1.8

#: Tesseract's names of the languages whose function words are known.
_NAMES = {
    "dutch": "nld",
    "english": "eng",
    "french": "fra",
    "german": "deu",
    "italian": "ita",
    "portuguese": "por",
    "spanish": "spa",
    "turkish": "tur",
}
_WORD = re.compile(r"[^\W\d_]+")


def doubts(words: Sequence[RecognisedWord]) -> str:
    """What is to be said of a page with these words; "" for nothing."""
    unsure = "read with little confidence" if words and mean_confidence(words) < _SURE else ""
    return "; ".join(filter(None, (unsure, _of_language([word.text for word in words]))))


def _of_language(texts: Sequence[str]) -> str:
    """That the words are evidently of a language that they were not read in, and the command that mends it."""
    chosen = chosen_languages()
    words = [match.casefold() for text in texts for match in _WORD.findall(text)]
    if len(words) < _WORDS or not set(chosen) <= set(_NAMES.values()):
        return ""
    shares = {name: sum(word in FUNCTION_WORDS[name] for word in words) / len(words) for name in _NAMES}
    best = max(shares, key=lambda name: shares[name])
    known = max(share for name, share in shares.items() if _NAMES[name] in chosen)
    if _NAMES[best] in chosen or shares[best] < max(_SHARE, _TIMES * known):
        return ""
    missing = _NAMES[best] not in installed_languages()
    install = f"apt install tesseract-ocr-{_NAMES[best]} && " if missing else ""
    return (
        f"it is evidently in {best.capitalize()}, and was read as {'+'.join(chosen)}, so that letters may be wrong: "
        f"{install}PASSAGEWAY_OCR_LANGUAGES={','.join((*chosen, _NAMES[best]))} passageway index FOLDER"
    )
