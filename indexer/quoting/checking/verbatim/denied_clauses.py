"""Which word of its source denies, or leaves open, what a quotation has as a sentence of its own?

"Nobody claims that the bridge will hold" quoted as “the bridge will hold”; so "It is a myth that …", "It is unclear
whether …", in the languages that documents are mostly in. What is known whoever says so is not denied: "it is no wonder
that …", "nobody knew that …".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from indexer.model import Span
from indexer.text.wording.qualifiers import denies

__all__ = ["denied_clause", "is_of_few"]

#: Code points before a place in which its clause is led in.
_REACH = 160
#: What leads in a clause of what is said, or of what is asked.
_LEADS_IN = regex.compile(
    r"""(?P<part>[^.!?;:,()—–\n]*?),?\s+(?P<by>whether|ob|that|dass|daß|que|qu['’]|che|dat|что|att|że|at)(?:\s|(?<=['’]))
    [\s"“„«(\[]*$""",
    regex.VERBOSE,
)
#: The same without a word for it: "Few believe the bridge will hold".
_RUNS_ON = regex.compile(
    r"(?P<part>[^.!?;:,()—–\n]*\b(?:believes?|thinks?|says?|said|claims?|thought|believed))\s+[\"“(\[]*$"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’]\p{L}+)?")


class _Language(NamedTuple):
    """The words of one language, or of some that share them, that deny what they lead in (``rejects``), and that say so
    (``asserts``): with a negation they say that it is not so."""

    rejects: regex.Pattern[str]
    asserts: regex.Pattern[str]
    #: Words that deny in another language.
    others: frozenset[str] = frozenset()


def _words(pattern: str) -> regex.Pattern[str]:
    return regex.compile("".join(pattern.split()), regex.IGNORECASE)


_ENGLISH = _Language(
    _words(
        r"""deny|denie[sd]|denying|doubt(?:s|ed|ful)?|dispute[sd]?|disprove[sdn]?|refute[sd]?|reject(?:s|ed)?|false|untrue
        |wrong|incorrect|unlikely|impossible|improbable|unproven|myth|misconception|mistaken(?:ly)?|fallacy|lie|illusion
        |pretend(?:s|ed)?"""
    ),
    _words(
        r"""sa(?:y|ys|id)|claim\w*|believe[sd]?|think|thinks|thought|mean(?:s|t)?|prove[sdn]?|proof|proofs|show(?:s|ed|n)?
        |imply|implie[sd]|suggest(?:s|ed)?|true|certain|sure|clear|evidence|guarantee[sd]?|agree[sd]?|case|follows?|likely
        |accept(?:s|ed)?|indicate[sd]?|demonstrate[sd]?|found|find|conclude[sd]?|argue[sd]?|convinced|sign|indication
        |establish(?:ed)?|correct"""
    ),
    frozenset({"sin"}),
)
_GERMAN = _Language(
    _words(
        r"""leugnet?e?n?|bestreite[tn]|bestritten?|bezweif(?:elt?e?n?|le)|zweif(?:elt?e?n?|le)|falsch|unwahr|unwahrscheinlich
        |irrtum|mythos|märchen|lüge|ausgeschlossen|dementierte?n?|widerlegte?n?"""
    ),
    _words(
        r"""stimmt?e?|wahr|(?:ge)?sagt?e?n?|behaupte(?:t|te|n|ten)?|glaubt?e?n?|denk(?:t|en|e)|dachten?|mein(?:t|en|te|ten)|heißt
        |bewies(?:en)?|beweis(?:t|en|e)?|beleg(?:t|en|e|te)?|zeigt?e?n?|gezeigt|bedeutet?e?|sicher|klar|erwiesen|nachgewiesen
        |garantiert?|richtig|folgt|fall|überzeugt|hinweise?|anzeichen"""
    ),
    frozenset({"ei"}),  # an egg
)
_FRENCH_AND_IBERIAN = _Language(
    _words(
        r"""nie|nient|niait|nia|nier|doute|doutent|douter|conteste(?:nt)?|dément|démenti|réfute|faux|improbable|mythe|mensonge
        |niega|niegan|niego|negó|negar|dud[aeo]|dudan|dudar|desmiente|falso|imposible|mito|mentira|nega|negam|negou|duvid[ao]
        |impossível"""
    ),
    _words(
        r"""dit|disent|crois|croit|croient|pense|pensent|affirme\w*|prouve\w*|preuve|montre\w*|vrai|certain|sûr|signifie\w*|indique\w*
        |garanti\w*|démontr\w*|évident|clair|convaincue?s?|assur\w*
        |dice|dicen|dijo|creo|cree|creen|creio|ach[ao]|pienso|penso|piensa\w*|afirma\w*|prueba\w*|demuestr\w*|verdad|cierto|seguro|significa\w*|indica\w*
        |garantiz\w*|claro|convencid\w*|asegur\w*|diz|dizem|disse|acredita\w*|verdade|certo|certeza|prova\w*"""
    ),
)
_ITALIAN = _Language(
    _words(r"nega|negano|negò|negare|dubit[ao]|dubitano|falso|mito|menzogna|improbabile|impossibile"),
    _words(
        r"""dic[eo]|dicono|detto|disse|cred[eo]|credono|penso|pensa\w*|afferma\w*|prova\w*|dimostra\w*|vero|certo|sicuro|garantisc\w*
        |significa\w*|indica\w*|chiaro|convint\w*"""
    ),
)
_DUTCH = _Language(
    _words(r"ontken(?:t|nen|de)|betwijfel[tn]|onwaar|onjuist|leugen|onwaarschijnlijk|onmogelijk"),
    _words(
        r"""zegt|zeggen|zei|beweert|beweren|gelooft?|geloven|denkt?|denken|bewijs\w*|bewezen|toont|tonen|waar|zeker|betekent|blijkt
        |klopt|duidelijk"""
    ),
    frozenset({"pas"}),  # only just
)
_RUSSIAN = _Language(
    _words(r"отрица\w*|сомнева\w*|опроверг\w*|неверно|неправда|ложь|миф|маловероятно"),
    _words(
        r"""говор\w*|сказа\w*|счита\w*|дума\w*|вер[июя]\w*|утвержда\w*|доказ\w*|правда|верно|значит|означа\w*|показ\w*|ясно
        |уверен\w*"""
    ),
)
_POLISH = _Language(
    _words(r"zaprzecza\w*|zaprzeczył\w*|wątpi\w*|nieprawda|mit|kłamstwo|fałsz\w*"),
    _words(r"twierdz\w*|mówi\w*|prawda|pewne|dowodzi\w*|dowód|uważa\w*|sądz\w*|znaczy|oznacza\w*|wierzy\w*|myśli\w*"),
)
_SCANDINAVIAN = _Language(
    _words(r"förneka\w*|tvivla\w*|falskt?|osant|usandt?|myte?n?|benægte\w*|nekte\w*|tvivle\w*|tviler|løgn|lögn"),
    _words(
        r"""sant|sandt|säger|sa|sade|siger|sier|sagde|påstå\w*|påstod|tror|trodde|troede|visar|viser|bevis\w*|säkert|sikkert|klart
        |betyder|betyr"""
    ),
)
#: Each by its words for "that".
_LANGUAGES = {
    **dict.fromkeys(("that", "whether"), _ENGLISH),
    **dict.fromkeys(("dass", "daß", "ob"), _GERMAN),
    **dict.fromkeys(("que", "qu'", "qu’"), _FRENCH_AND_IBERIAN),
    "che": _ITALIAN,
    "dat": _DUTCH,
    "что": _RUSSIAN,
    "że": _POLISH,
    **dict.fromkeys(("att", "at"), _SCANDINAVIAN),
}
#: What parts what is said before it from the clause that leads in; what does so in front of a verb that says so.
_CUTS = _words(
    r"because|since|when|while|but|although|weil|da|als|aber|obwohl|car|mais|quand|porque|pero|cuando|pues|perché|ma|quando"
    r"|omdat|maar|toen|но|потому|когда|ponieważ|ale"
)
_JOINS = _words(r"and|or|und|oder|et|ou|y|e|en|и|или|i|och|og")
#: Adjectives that deny, but for those before a noun ("the false alarm proved that"), and what may follow such that do.
_ADJECTIVES = _words(
    r"false|untrue|wrong|incorrect|unlikely|impossible|improbable|unproven|mistaken|faux|improbable|falso|imposible|impossível"
)
_BEHIND_ADJECTIVES = _words(r"to|of|in|for|on|if|when|de|di|zu|à")
#: Words that deny only what they stand just before: "without proof that", "failed to show that"; but "a man without a hat
#: said that".
_OF_THE_NEXT = _words(
    r"without|ohne|sans|sin|sem|senza|zonder|без|bez|utan|uden|uten|fail\w*|lack\w*|refuse\w*|unable|forbidden|prohibited|banned"
)
_SMALL = _words(r"to|of|any|the|a|zu|de|di|tout|toute")

#: What denies together with another word, and that word.
_TOGETHER = regex.compile(
    r"pas|plus|jamais|rien|personne|aucune?|nul|nulle|guère|nullement|nadie|nunca|jamás|ningun[oa]|ningún|tampoco|nessun[oa]?|niente|"
    r"nulla|ninguém|nenhuma?|никто|ничего|никогда|nikt|nic|nigdy",
    regex.IGNORECASE,
)
_BESIDE = regex.compile(r"ne|n['’]\p{L}+|no|non|não|не|nie", regex.IGNORECASE)
#: Nearly nobody, nearly nothing; but "the few who came", "in the last few years", "un peu plus tard", "poco después".
_FEW = regex.compile(
    r"(?<!\b(?:an?|the|these|those|every|last|past|next|first|by|not|very|quite|einige|un|une|una|um|ein|die|den|les|los|las|"
    r"gli|i) )"
    r"\b(?:few|little|wenige?|peu|poc[oa]s?|poch[ie]|poucos?|weinig(?:en)?|мало|вряд)\b"
    r"(?! (?:by|after|before|later|más tarde|después|antes|a poco|dopo|prima|après|avant|à|später|danach|depois|later)\b)",
    regex.IGNORECASE,
)
#: What has a negation and denies nothing of what follows, and words that are none there: "la personne", "le pas".
_NO_DENIAL = regex.compile(
    r"\b(?:not (?:only|just|merely|simply|until|before|long)|no (?:doubt|wonder|sooner|later)|nicht (?:nur|bloß|lange)|"
    r"non (?:seulement|solo)|no (?:solo|sólo|solamente)|не только|niet alleen|"
    r"(?:la|une|cette|chaque|toute|autre|seule|première) personne|(?:le|au|ce|du|premier) pas)\b",
    regex.IGNORECASE,
)


def denied_clause(said_before: str, source: str, place: Span) -> str:
    """The word before this place of a source that denies what begins there, or asks whether it is so; "" for none, and
    where a draft says, with ``said_before``, that it is denied or doubted."""
    before = source[max(place.start - _REACH, 0) : place.start]
    led = _LEADS_IN.search(before) or _RUNS_ON.search(before)
    if led is None or _denials(_WORD.findall(said_before.rpartition(".")[2])):
        return ""
    by = led["by"].lower() if led.re is _LEADS_IN else "that"
    if by in ("whether", "ob"):
        return str(led["by"])
    if _NO_DENIAL.search(led["part"]):
        return ""
    language = _LANGUAGES[by]
    words = _leading_in(_WORD.findall(led["part"]), language)
    denials = _denials(words, language)
    says_so = any(_says_so(word, language) for word in words)
    return denials[0] if says_so and len(denials) % 2 else ""


def _leading_in(words: list[str], language: _Language) -> list[str]:
    """The words of the last clause of these: "he did not answer and | said"."""
    for i in range(len(words) - 1, 0, -1):
        says_so = i + 1 < len(words) and _says_so(words[i + 1], language)
        if _CUTS.fullmatch(words[i]) or (says_so and _JOINS.fullmatch(words[i])):
            return words[i + 1 :]
    return words


def _says_so(word: str, language: _Language) -> bool:
    return (language.rejects.fullmatch(word) or language.asserts.fullmatch(word)) is not None


def is_of_few(words: Sequence[str]) -> bool:
    """Whether the last of these words says what follows of few, or of little."""
    found = _FEW.search(" ".join(words))
    return found is not None and found.group() == words[-1]


def _denials(words: list[str], language: _Language = _ENGLISH) -> list[str]:
    """The words that deny these, or say it of few; those that deny it together with another (ne … pas, никто не) once."""
    found = [word for i, word in enumerate(words) if _is_denial(words, i, language)]
    if any(_TOGETHER.fullmatch(word) for word in found):
        found = [word for word in found if not _BESIDE.fullmatch(word)]
    return [*found, *(few.group() for few in _FEW.finditer(" ".join(words)))]


def _is_denial(words: list[str], i: int, language: _Language) -> bool:
    """Whether one of these words denies the clause that they lead in."""
    word, behind = words[i], words[i + 1 :]
    if language.rejects.fullmatch(word):
        loose = not behind or _BEHIND_ADJECTIVES.fullmatch(behind[0]) or _says_so(behind[0], language)
        return bool(loose) or _ADJECTIVES.fullmatch(word) is None
    if not denies(word) or word.lower() in language.others:
        return False
    if _OF_THE_NEXT.fullmatch(word) or (i > 0 and words[i - 1].lower() == "with"):
        said = next((other for other in behind if not _SMALL.fullmatch(other)), "")
        return language.asserts.fullmatch(said) is not None
    return True
