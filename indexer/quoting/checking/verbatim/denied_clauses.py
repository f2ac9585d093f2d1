"""Which word of its source denies, or leaves open, what a quotation has as a sentence of its own?

"Nobody claims that the bridge will hold" quoted as “the bridge will hold”; so "It is a myth that …", "It is unclear
whether …", in the languages that documents are mostly in. What is known whoever says so is not denied: "it is no wonder
that …", "nobody knew that …".
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from indexer.model import Span
from indexer.text.wording.qualifiers import denies

__all__ = ["denied_clause", "is_of_few"]

#: Code points before a place in which its clause is led in.
_REACH = 160
#: What leads in a clause of what is said, or of what is asked.
_LEADS_IN = regex.compile(
    r"""(?P<part>[^.!?;:,()—–\n]*?),?\s+(?:(?P<asked>whether|ob)\s|(?:that|dass|daß|que|qu['’]|che|dat|что|att|że|at)(?:\s|(?<=['’])))
    [\s"“„«(\[]*$""",
    regex.VERBOSE,
)
#: The same without a word for it: "Few believe the bridge will hold".
_RUNS_ON = regex.compile(
    r"(?P<part>[^.!?;:,()—–\n]*\b(?:believes?|thinks?|says?|said|claims?|thought|believed))\s+[\"“(\[]*$"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’]\p{L}+)?")

#: Words that deny what they lead in.
_REJECTS = regex.compile(
    r"""(?:deny|denie[sd]|denying|doubt(?:s|ed|ful)?|dispute[sd]?|disprove[sdn]?|refute[sd]?|reject(?:s|ed)?|false|untrue|wrong
    |incorrect|unlikely|impossible|improbable|unproven|myth|misconception|mistaken(?:ly)?|fallacy|lie|illusion|pretend(?:s|ed)?
    |leugnet?e?n?|bestreite[tn]|bestritten?|bezweifelt?e?n?|zweifelt?e?n?|falsch|unwahr|unwahrscheinlich|irrtum|mythos|märchen
    |ausgeschlossen|dementierte?n?|widerlegte?n?
    |nie|nient|niait|nia|doute|doutent|conteste(?:nt)?|dément|démenti|réfute|faux|improbable|mythe
    |niega|niegan|negó|duda|dudan|desmiente|falso|imposible|mito|nega|negano|negò|dubita|dubitano|improbabile|impossibile
    |nega|negam|negou|duvida|impossível|ontken(?:t|nen|de)|betwijfel[tn]|onwaar|onjuist|onwaarschijnlijk|onmogelijk
    |отрица\w*|сомнева\w*|опроверг\w*|неверно|неправда|ложь|миф|маловероятно)""",
    regex.VERBOSE | regex.IGNORECASE,
)
#: Words that say so, and with a negation say that it is not so.
_ASSERTS = regex.compile(
    r"""(?:sa(?:y|ys|id)|claim\w*|believe[sd]?|think|thinks|thought|mean(?:s|t)?|prove[sdn]?|proof|proofs|show(?:s|ed|n)?|imply
    |implie[sd]|suggest(?:s|ed)?|true|certain|sure|clear|evidence|guarantee[sd]?|agree[sd]?|case|follows?|likely|accept(?:s|ed)?
    |indicate[sd]?|demonstrate[sd]?|found|find|conclude[sd]?|argue[sd]?|convinced|sign|indication|establish(?:ed)?|correct
    |stimmt?e?|wahr|sagt?e?n?|behaupte(?:t|te|n|ten)?|glaubt?e?n?|denk(?:t|en)|dachten?|mein(?:t|en|te|ten)|heißt|bewies(?:en)?
    |bewiesen|beweis(?:t|en|e)?|beleg(?:t|en|e|te)?|zeigt?e?n?|gezeigt|bedeutet?e?|sicher|klar|erwiesen|nachgewiesen|garantiert?
    |richtig|folgt|fall|überzeugt|hinweise?|anzeichen
    |dit|disent|croit|croient|pense|pensent|affirme\w*|prouve\w*|preuve|montre\w*|vrai|certain|sûr|signifie\w*|indique\w*
    |garanti\w*|démontr\w*|évident|clair|convaincue?s?|assur\w*
    |dice|dicen|dijo|cree|creen|piensa\w*|afirma\w*|prueba\w*|demuestr\w*|verdad|cierto|seguro|significa\w*|indica\w*|garantiz\w*
    |claro|convencid\w*|asegur\w*|dicono|detto|crede|credono|pensa\w*|afferma\w*|prova\w*|dimostra\w*|vero|certo|sicuro|garantisc\w*
    |chiaro|convint\w*|diz|dizem|disse|acredita\w*|verdade|certeza|prova\w*
    |zegt|zeggen|zei|beweert|beweren|gelooft|geloven|denkt|denken|bewijs\w*|bewezen|toont|tonen|waar|zeker|betekent|blijkt|klopt
    |duidelijk|говор\w*|сказа\w*|счита\w*|дума\w*|утвержда\w*|доказ\w*|правда|верно|значит|означа\w*|показ\w*|ясно|уверен\w*)""",
    regex.VERBOSE | regex.IGNORECASE,
)
#: What denies together with another word, and that word.
_TOGETHER = regex.compile(
    r"pas|plus|jamais|rien|personne|aucune?|guère|nullement|nadie|nunca|jamás|ningun[oa]|ningún|tampoco|nessun[oa]?|niente|"
    r"nulla|ninguém|nenhuma?|никто|ничего|никогда|nikt|nic|nigdy",
    regex.IGNORECASE,
)
_BESIDE = regex.compile(r"ne|n['’]\p{L}+|no|non|não|не|nie", regex.IGNORECASE)
#: Nearly nobody, nearly nothing.
_FEW = regex.compile(
    r"(?<!\b(?:an?|not|very|quite|einige) )\b"
    r"(?:few|little|wenige?|peu|poc[oa]s?|poch[ie]|poucos?|weinig(?:en)?|мало|вряд)\b",
    regex.IGNORECASE,
)
#: What has a negation and denies nothing of what follows.
_NO_DENIAL = regex.compile(
    r"\b(?:not (?:only|just|merely|simply|until|before)|no (?:doubt|wonder|sooner)|nicht (?:nur|bloß)|"
    r"non (?:seulement|solo)|no (?:solo|sólo|solamente)|не только|niet alleen)\b",
    regex.IGNORECASE,
)


def denied_clause(said_before: str, source: str, place: Span) -> str:
    """The word before this place of a source that denies what begins there, or asks whether it is so; "" for none, and
    where a draft says, with ``said_before``, that it is denied or doubted."""
    before = source[max(place.start - _REACH, 0) : place.start]
    led = _LEADS_IN.search(before) or _RUNS_ON.search(before)
    if led is None or _denials(said_before.rpartition(".")[2]):
        return ""
    if led.re is _LEADS_IN and led["asked"]:
        return str(led["asked"])
    part = led["part"]
    denials = _denials(part)
    if len(denials) % 2 == 0 or _NO_DENIAL.search(part):
        return ""
    says_so = any(_REJECTS.fullmatch(word) or _ASSERTS.fullmatch(word) for word in _WORD.findall(part))
    return denials[0] if says_so else ""


def is_of_few(words: Sequence[str]) -> bool:
    """Whether the last of these words says what follows of few, or of little."""
    found = _FEW.search(" ".join(words))
    return found is not None and found.group() == words[-1]


def _denials(text: str) -> list[str]:
    """The words of a text that deny it, or say it of few; those that deny it together with another (ne … pas, никто не)
    once."""
    words = [word for word in _WORD.findall(text) if denies(word) or _REJECTS.fullmatch(word)]
    if any(_TOGETHER.fullmatch(word) for word in words):
        words = [word for word in words if not _BESIDE.fullmatch(word)]
    return [*words, *(few.group() for few in _FEW.finditer(text))]
