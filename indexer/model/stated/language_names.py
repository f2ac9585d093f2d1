"""Languages by their names: as we call them, by their ISO 639 codes, and as people and files write them.

What is here can be told of a text, and looked for; how the words of each are analysed, ``text.analysis`` says.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.messages import Phrase, phrase_in

__all__ = ["LANGUAGE_CODES", "language_code", "language_in_words", "language_named"]

#: Each language as we call it, with its codes (ISO 639-1 first, then 639-2 and those of parts of it) and its own name.
_KNOWN = """
arabic ar ara ary arz العربية|bulgarian bg bul български|burmese my mya bur မြန်မာ|catalan ca cat català
chinese zh zho chi yue wuu cmn 中文 汉语 漢語|croatian hr hrv hrvatski|czech cs ces cze čeština|danish da dan dansk
dutch nl nld dut nederlands|english en eng|estonian et est eesti|finnish fi fin suomi|french fr fra fre français
german de deu ger deutsch|greek el ell gre ελληνικά|hebrew he heb iw עברית|hindi hi hin हिन्दी हिंदी
hungarian hu hun magyar|indonesian id ind in indonesia|italian it ita italiano|japanese ja jpn 日本語
khmer km khm ខ្មែរ|korean ko kor 한국어|lao lo lao ລາວ|latvian lv lav latviešu|lithuanian lt lit lietuvių
norwegian no nor nb nn nob nno norsk bokmål nynorsk|persian fa fas per فارسی farsi|polish pl pol polski
portuguese pt por português|romanian ro ron rum română|russian ru rus русский|serbian sr srp српски
slovak sk slk slo slovenčina|slovenian sl slv slovenščina|spanish es spa español castellano|swedish sv swe svenska
thai th tha ไทย|turkish tr tur türkçe|ukrainian uk ukr українська|urdu ur urd اردو|vietnamese vi vie
"""

#: Language -> its codes, the shortest first.
LANGUAGE_CODES: dict[str, tuple[str, ...]] = {
    name: tuple(code for code in others if code.isascii() and len(code) < 4)
    for name, *others in (line.split() for line in re.split(r"[|\n]", _KNOWN) if line)
}

_IN_WORDS = {
    "arabic": phrase_in("language", "Arabic"),
    "bulgarian": phrase_in("language", "Bulgarian"),
    "burmese": phrase_in("language", "Burmese"),
    "catalan": phrase_in("language", "Catalan"),
    "chinese": phrase_in("language", "Chinese"),
    "croatian": phrase_in("language", "Croatian"),
    "czech": phrase_in("language", "Czech"),
    "danish": phrase_in("language", "Danish"),
    "dutch": phrase_in("language", "Dutch"),
    "english": phrase_in("language", "English"),
    "estonian": phrase_in("language", "Estonian"),
    "finnish": phrase_in("language", "Finnish"),
    "french": phrase_in("language", "French"),
    "german": phrase_in("language", "German"),
    "greek": phrase_in("language", "Greek"),
    "hebrew": phrase_in("language", "Hebrew"),
    "hindi": phrase_in("language", "Hindi"),
    "hungarian": phrase_in("language", "Hungarian"),
    "indonesian": phrase_in("language", "Indonesian"),
    "italian": phrase_in("language", "Italian"),
    "japanese": phrase_in("language", "Japanese"),
    "khmer": phrase_in("language", "Khmer"),
    "korean": phrase_in("language", "Korean"),
    "lao": phrase_in("language", "Lao"),
    "latvian": phrase_in("language", "Latvian"),
    "lithuanian": phrase_in("language", "Lithuanian"),
    "norwegian": phrase_in("language", "Norwegian"),
    "persian": phrase_in("language", "Persian"),
    "polish": phrase_in("language", "Polish"),
    "portuguese": phrase_in("language", "Portuguese"),
    "romanian": phrase_in("language", "Romanian"),
    "russian": phrase_in("language", "Russian"),
    "serbian": phrase_in("language", "Serbian"),
    "slovak": phrase_in("language", "Slovak"),
    "slovenian": phrase_in("language", "Slovenian"),
    "spanish": phrase_in("language", "Spanish"),
    "swedish": phrase_in("language", "Swedish"),
    "thai": phrase_in("language", "Thai"),
    "turkish": phrase_in("language", "Turkish"),
    "ukrainian": phrase_in("language", "Ukrainian"),
    "urdu": phrase_in("language", "Urdu"),
    "vietnamese": phrase_in("language", "Vietnamese"),
}

#: What stands behind the language in a tag as files state it, before a script, a region, an encoding, which do not matter.
_AFTER = re.compile(r"[-_.@(\s]")

#: What stands between several.
_SEVERAL = re.compile(r"[,;/]")


def language_named(written: str) -> str:
    """The language that somebody names, as we call it: "de", "de-AT", "deu", "German" and "Deutsch" are "german"; "" for
    what names none that is known here, or several."""
    if _SEVERAL.search(written):
        return ""
    return _by_name().get(_AFTER.split(written.strip(), maxsplit=1)[0].casefold(), "")


def language_code(language: str) -> str:
    """The ISO 639-1 code of a language as we call it; "" for none."""
    return LANGUAGE_CODES[language][0] if language in LANGUAGE_CODES else ""


def language_in_words(language: str) -> Phrase:
    """What a language as we call it is called in a sentence: "German"."""
    return _IN_WORDS.get(language) or Phrase(language.title())


@cache
def _by_name() -> dict[str, str]:
    lines = (line.split() for line in re.split(r"[|\n]", _KNOWN) if line)
    return {each.casefold(): name for name, *others in lines for each in (name, *others)}
