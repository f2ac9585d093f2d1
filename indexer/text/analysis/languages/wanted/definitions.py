"""Does a question want to hear what something is, or who somebody was? And by which words do sentences say it?

"What is Noonan syndrome?" has no word for what it asks: "Noonan syndrome is a condition that …" answers it, "Noonan
syndrome occurs in about 1 in 1,000 people" does not. Of English, German, French, Spanish, Italian, Dutch, Portuguese,
Swedish, Danish, Norwegian and Russian.
"""

from __future__ import annotations

from functools import lru_cache

import regex

__all__ = [
    "ARTICLES",
    "COPULAS",
    "DEFINERS",
    "PARTICIPLE",
    "PLURAL",
    "PLURAL_COPULAS",
    "SOFTENERS",
    "asks_what_it_is",
    "must_define",
    "only_names",
]

#: What stands between a thing and what it is.
_COPULA_WORDS = """
    is are was were ist sind war waren est sont était étaient es son era eran fue fueron è sono era erano fu furono
    zijn waren é são eram foi foram
    är er
"""

#: Those of English behind which several things are named without an article: "gallstones are hard particles".
_PLURAL_COPULA_WORDS = "are were"

#: What opens the name of a kind behind them.
_ARTICLE_WORDS = """
    a an the one any another
    ein eine einer einen der die das
    un une le la les l' des
    el los las una uno unas unos
    il lo gli i
    een de het
    um uma o os as umas uns
    en ett et
"""

#: What may stand before that: "is usually a mild infection".
_SOFTENER_WORDS = """
    usually often generally typically commonly basically simply essentially also actually considered called
    meist meistens oft häufig eigentlich auch généralement souvent aussi generalmente también anche spesso vaak meestal
    geralmente também
"""

#: Verbs that say by themselves what something is.
_DEFINER_WORDS = """
    means refers describes denotes designates characterized characterised defined
    bedeutet bezeichnet beschreibt heißt désigne signifie significa designa betekent betyder это
"""

COPULAS, PLURAL_COPULAS, ARTICLES, SOFTENERS, DEFINERS = (
    frozenset(words.split())
    for words in (_COPULA_WORDS, _PLURAL_COPULA_WORDS, _ARTICLE_WORDS, _SOFTENER_WORDS, _DEFINER_WORDS)
)

#: What shows behind "are" that no kind follows: what was done with it, where it is.
PARTICIPLE = regex.compile(
    r".+(?:ed|ing|ly|en)|spread|put|set|cut|found|born|made|in|on|at|by|to|for|with|from|of|as|than|not"
)

#: What names several things of one kind.
PLURAL = regex.compile(r"\p{L}{2,}[^siu\W]s|\p{L}+(?:men|people|children|lice|teeth|feet|mice|data|bacteria)")

#: What asks, in each language; what is behind it is the thing.
_ASKING = regex.compile(
    r"""[\W\d]*(?:
      (?P<plain>what(?:\ is\ \(are\)|'?s|\ is|\ are|\ was|\ were)|who(?:'?s|\ is|\ was|\ are|\ were)
        |was\ (?:ist|sind|war|waren)|wer\ (?:ist|war|sind|waren)
        |(?:qu'est-ce\ qu(?:e\ |')(?:c'est\ qu(?:e\ |'))?|c'est\ quoi\ |qui\ (?:est|était|sont|étaient))
        |qu[eé]\ (?:es|son|era)|qui[eé]n\ (?:es|fue|era)
        |(?:che\ )?(?:cos|cosa\ )(?:'?è|\ ?sono|'?era)|chi\ (?:è|era|sono)
        |wat\ (?:is|zijn|was)|wie\ (?:is|was)|vad\ är|vem\ (?:är|var)|hva\ er|hvad\ er|hvem\ (?:er|var)
        |o\ que\ (?:é|são|era)|quem\ (?:é|foi|era)
        |что\ такое|кто\ (?:такой|такая|такие))
      |(?P<said>what\ (?:does|do|did)(?=.*\ (?:mean|stand\ for|refer\ to)\W*$)
        |what\ is\ meant\ by|what\ is\ the\ (?:meaning|definition)\ of|define|definition\ of|meaning\ of
        |was\ (?:bedeutet|bedeuten|heißt|heisst)|wofür\ (?:steht|stehen)|was\ versteht\ man\ unter
        |definition\ (?:von|des|der)
        |que\ (?:signifie|veut\ dire)|définition\ (?:de|du|des)|qu[eé]\ (?:significan?|quieren?\ decir)
        |definici[oó]n\ de|(?:che\ )?cosa\ (?:significa|vuol\ dire)|wat\ betekent
        |o\ que\ (?:significa|quer\ dizer)|vad\ betyder|что\ (?:значит|означает)
        |explain|tell\ me\ about)
    )\s*(?P<thing>\S.*?)\s*(?:\ (?:mean|stand\ for|refer\ to))?[?？!.\s]*""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: How a thing begins that may be anything ("the price"), or is one of several.
_THE = regex.compile(r"(?:the|der|die|das|le|la|les|l'|el|los|las|il|lo|gli|i|de|het|o|a|os|as)\b", regex.IGNORECASE)
_A = regex.compile(r"(?:an?|eine?|une?|una|uno|een|uma?)\s+", regex.IGNORECASE)

#: What what is asked for begins with where that is not what it is: whose it is, where, how.
_FIRST_WORDS = """
    my our your his her its their this that these those it he she they we you there at in on by under im am an auf bei
    eligible responsible able entitled affected likely more most covered involved behind wrong new different happening
    going needed required known called used considered included allowed available left due next better best worst
    mein meine deine dein unser unsere ihr ihre diese dieser dieses mon ma mes ton notre votre ce cette ces
    mi mis tu su sus este esta mio mia questo questa mijn onze deze dit meu minha esse essa
    je tu on nous vous ils elles c'est er
"""

#: Words anywhere in it, and at its end, that show the same.
_INNER_WORDS = """
    is are was were do does did has have had could should would to that which who when if because used like called
    wird werden wurde kann muss soll hat haben zu wenn dass qui que pour para che om dat
"""
_LAST_WORDS = "for about with in on at by from of wrong für mit"

#: What belongs to something else, where it is "the" one: "the price of milk".
_BELONGING_WORDS = """
    of for in on at with between from von für im zwischen des de du d' della del dello dei di van voor do da
    entre tra tussen per
"""


def _any_of(words: str) -> str:
    return "|".join(words.split())


_OTHERWISE = regex.compile(
    rf"""^(?:\w+ing\ (?:the|an?|my|our|this|these|it)|\w+ed\ (?:in|by|on|with|to|at|from)|(?:the\ )?differences?
          |{_any_of(_FIRST_WORDS)})(?![\w-])
       |(?<![\w-])(?:{_any_of(_INNER_WORDS)})(?![\w-])
       |(?<![\w-])(?:will|can)\ (?=\w)
       |(?<![\w-])(?:{_any_of(_LAST_WORDS)})$""",
    regex.VERBOSE | regex.IGNORECASE,
)
_OF = regex.compile(rf"(?<![\w-])(?:{_any_of(_BELONGING_WORDS)})(?![\w-])", regex.IGNORECASE)

#: An abbreviation, where not all is in capitals.
_CAPITALS = regex.compile(r"(?<!\p{L})\p{Lu}{2,}(?!\p{L})")

#: What asks for people, and what asks in German; somebody whose it is, unless an illness is called after him.
_WHO = ("who", "wer ", "qui ", "qui", "chi ", "wie ", "vem ", "hvem ", "quem ", "кто ")
_GERMAN = "was "
_OWNED = regex.compile(
    r"\p{L}(?:'s|s')\ (?!\p{Lu}|(?:(?i:disease|syndrome|lymphoma|law|theorem|palsy|ana?emia|sarcoma|ataxia|foot))\b)"
)

#: What was done, or what somebody does, rather than a thing.
_DONE = regex.compile(
    r"""\p{Ll}+(?:ed|[aiu]do|[aiu]da|[aiu]t[oaie]|st[oa]|[su]s[oa]|[aá]rio|aria)
    |(?:born|built|found|stolen|made|held|written|sold|eaten|done|said|seen|given|chosen|broken|taken|sent|shown|missing
       |open|closed|free|happening|coming|up)
    |(?:ge|be|ver|toe)\p{Ll}+(?:[td]|a?an|en)|nodig|er\ .+
    |\p{Lu}\p{Ll}+\ \p{Ll}+ing""",
    regex.VERBOSE,
)

#: Questions that are kept with what they ask for: each is looked at for its score, its marks and its verdict.
_KEPT = 256

#: A name is no longer than so many words; and no question for one than so many code points, of which the time to look
#: through a text grows with the square.
_WORDS = 8
_LONGEST = 400

#: A few words, and no code: what has figures or hyphens in it is looked for as typed.
_NAME = regex.compile(r"\s*\p{L}[\p{L}\p{M}'’.+#]*+(?:\s\p{L}[\p{L}\p{M}'’.+#]*+){0,3}\s*")


def asks_what_it_is(question: str) -> bool:
    """Whether a question (as typed) asks what something is or means, or who somebody is: so that a sentence which says it
    comes before others. "What is the price of X?" asks for something else."""
    return _thing(question) is not None


def only_names(question: str) -> bool:
    """Whether somebody typed no more than what a thing is called: "Noonan syndrome". What it is comes first then, too."""
    return _NAME.fullmatch(question) is not None


def must_define(question: str) -> bool:
    """Whether nothing else can answer it: what is asked for may be no more than a value where it is "the" one ("What is the
    deadline?"), one of something ("What is a reservoir of it?") or somebody's, what happened to it ("What was stolen?"),
    or what somebody did; and of a person whatever is said of one may be an answer."""
    found = _thing(question)
    if found is None or _THE.match(found) or _OF.search(found):
        return False
    plain = _ASKING.fullmatch(question.replace("’", "'"))
    return not (plain and plain["plain"] and _may_be_said(plain["plain"].lower(), plain["thing"], found))


def _may_be_said(asking: str, typed: str, thing: str) -> bool:
    """Whether what is asked for with "what is", as ``typed`` and without its article, may be a deed or a state."""
    if asking.endswith("(are)"):  # so of things alone
        return False
    if asking.startswith(_WHO) or _OWNED.search(thing):
        return True
    if asking.startswith(_GERMAN) and thing.islower():  # a noun has a capital
        return True
    if asking.startswith("qu'est-ce") and typed == thing and " " in thing:  # "que Paul mange"
        return True
    return typed == thing and _DONE.fullmatch(thing) is not None


@lru_cache(_KEPT)
def _thing(question: str) -> str | None:
    """What is asked for, as typed, with a definite article where it has one."""
    found = _ASKING.fullmatch(question.replace("’", "'")) if len(question) <= _LONGEST else None
    if found is None:
        return None
    thing = _A.sub("", found["thing"], count=1) if _A.match(found["thing"]) else found["thing"]
    words = thing if question.isupper() else _CAPITALS.sub("X", thing)  # "IT" is no "it"
    if len(thing.split()) > _WORDS or _OTHERWISE.search(words):
        return None
    return None if found["plain"] and _THE.match(thing) and _OF.search(thing) else thing
