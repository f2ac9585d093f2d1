"""One spelling for words that have two: "oestrogen" and "estrogen", "colour" and "color" are one term; and the accents of
endings that Romance stemmers know by them, which folding has taken off: "solicitacoes" is stemmed as "solicitação".

Rules rather than a list of words, as medicine alone has thousands; what they make of other words ("promize") is no word
that anyone sees, and the same for questions and documents. They are bounded so that no two everyday words fall together.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from indexer.text.analysis.folding import fold_accents

__all__ = ["one_spelling", "one_stem"]

#: Verbs and nouns in -ise that nobody spells with z ("revise" has to stay with "revision").
_ALWAYS_ISE = (
    "advert|adv|appr|bru|chast|circumc|compr|comprom|conc|cru|dem|desp|dev|disgu|enterpr|exc|exerc|expert|franch|improv|"
    "inc|likew|marqu|merchand|mort|otherw|parad|prec|prem|prom|repr|rev|superv|surm|surpr|telev|treat|unw"
)
_BEFORE = "re|im|in|un|over|non|mis|en|dis"

#: Patterns with what they become. Three letters before -ise, since "rising" and "rise" must stay together.
_RULES: tuple[tuple[regex.Pattern[str], str], ...] = tuple(
    (regex.compile(pattern), replacement)
    for pattern, replacement in (
        (
            rf"(?<=.{{3}})(?<!a|^(?:{_BEFORE})?(?:{_ALWAYS_ISE}))is(?=(?:e[drs]?|ers|ings?|ations?|able)$)",
            "iz",
        ),  # realise
        (r"(?<=.l)ys(?=(?:e[drs]?|ers|ing)$)", "yz"),  # analyse
        (r"(?<=.{3})our(?=(?:s|ed|ers?|ings?|ful|fully|less|abl[ey]|ites?|al|ally|hood|hoods)?$)", "or"),  # colour
        (r"(?<=^(?:\w*(?:cent|met|lit)|fib|theat|calib|spect|somb|meag|goit))re(?=s?$)", "er"),  # centre
        (r"(?<=^(?:cent|fib|theat))red$", "ered"),
        (r"(?<=^\w*(?:def|off|pret))ence(?=s?$)", "ense"),  # defence
        (r"(?<=^(?:cata|dia|mono|epi|ana|pro|homo)log)u(?:e(?=s?$)|(?=ed$))", ""),  # dialogue
        (r"(?<=^maneuv)re(?=[sd]?$)", "er"),  # its diphthong is gone already
    )
)

#: What a word must have for any of these patterns to be found in it: most have nothing of it.
_COULD_VARY = regex.compile(r"is[aei]|ys[ei]|our|logu|(?:re[sd]?|ences?)$")

#: Greek diphthongs that American spelling simplifies: anaemia, oedema, foetus. Only in words long enough to be such.
_DIPHTHONG = regex.compile(r"ae(?!$|[lr]o|ls?$|rial)|oe(?!$|[sdr]s?$|ing|x|i)")
_DIPHTHONG_FROM = 6

_WORDS = {
    "grey": "gray", "greys": "grays", "centring": "centering", "programme": "program", "programmes": "programs",
    "sceptic": "skeptic", "sceptical": "skeptical", "scepticism": "skepticism", "ageing": "aging",
    "judgement": "judgment", "mould": "mold", "moulds": "molds", "mouldy": "moldy", "practise": "practice",
    "practised": "practiced", "practises": "practices", "practising": "practicing", "licence": "license",
    "licences": "licenses", "fulfil": "fulfill", "fulfils": "fulfills", "enrol": "enroll", "enrols": "enrolls",
    "enrolment": "enrollment", "skilful": "skillful", "wilful": "willful", "counsellor": "counselor",
    "counsellors": "counselors", "sulphur": "sulfur", "sulphate": "sulfate", "orthopaedics": "orthopedics",
    "diarrhoea": "diarrhea",
}  # fmt: skip

#: Endings as their language writes them, of words whose accents are folded; the Portuguese plurals as their singular, of
#: which the stemmer makes another stem ("posição", "posições").
_ENDINGS: dict[str, tuple[tuple[regex.Pattern[str], str], ...]] = {
    language: tuple((regex.compile(pattern), ending) for pattern, ending in rules)
    for language, rules in {
        "french": (
            (r"(?<=if|publ|etud|assoc|negoc|apprec|benefic|oubl|exped|conf)iee?s?$", "ier"),
            (r"(?<=..)ee(?=s?$)", "ée"),
            (r"(?<=...)iere(?=s?$)", "ière"),
            (r"(?<=.{4})ite(?=s?$)", "ité"),
        ),
        "italian": ((r"(?<=....[^u]|qual|quant)ita$", "ità"),),
        "portuguese": (
            (r"(?<=.)c(?:ao|oes)$", "ção"),
            (r"(?<=.)(?:aos?|oes|aes)$", "ão"),
            (r"(?<=..)a(?:vel|veis)$", "ável"),
            (r"(?<=..)i(?:vel|veis)$", "ível"),
            (r"(?<=..)encia(?=s?$)", "ência"),
            (r"(?<=..)ancia(?=s?$)", "ância"),
        ),
    }.items()
}

#: "travelled" stems to "travell", its American twin "traveled" to "travel"; "spell" has one syllable and stays.
_DOUBLED = regex.compile(r"(?<=[aeiou].*[^aeiou]e)ll$")


def _american(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    if len(word) >= _DIPHTHONG_FROM and ("ae" in word or "oe" in word):
        word = _DIPHTHONG.sub("e", word)
    if _COULD_VARY.search(word) is not None:
        for pattern, replacement in _RULES:
            word = pattern.sub(replacement, word)
    return word


def _undoubled(stem: str) -> str:
    return str(_DOUBLED.sub("l", stem)) if stem.endswith("ll") else stem


def _accented(language: str) -> Callable[[str], str]:
    rules = _ENDINGS[language]

    def accented(word: str) -> str:
        return next((found for ending, written in rules if (found := ending.sub(written, word)) != word), word)

    return accented


def _same(word: str) -> str:
    return word


_SPELLING: dict[str, Callable[[str], str]] = {"english": _american, **{name: _accented(name) for name in _ENDINGS}}
_STEM: dict[str, Callable[[str], str]] = {"english": _undoubled, **dict.fromkeys(_ENDINGS, fold_accents)}


def one_spelling(language: str) -> Callable[[str], str]:
    """What a folded word of ``language`` is stemmed as: itself, in English in its American spelling, in French, Italian and
    Portuguese with the accents of its ending."""
    return _SPELLING.get(language, _same)


def one_stem(language: str) -> Callable[[str], str]:
    """What a stem is matched as: itself, in English with one "l" where spellings differ in doubling it; without accents."""
    return _STEM.get(language, _same)
