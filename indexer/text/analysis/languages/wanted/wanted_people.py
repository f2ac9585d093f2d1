"""What asks who somebody is or was, or who did something, in several languages, and what an answer names; and what says
that nobody is.

"Who was the first director?" is answered by a name, or by what stands for one. Only questions are typed that surely want
one: "who may vote?" is answered by "members".
"""

from __future__ import annotations

from functools import cache

import regex

from indexer.text.analysis.languages.function_words import FUNCTION_WORDS

__all__ = ["ASKED_BY_ROLE_OR_DEED", "PEOPLE_KINDS", "agent_of", "asks_for_holder", "nobodys", "says_nobody"]

#: What stands between "who has" and what was done, in languages that put that last.
_UP_TO_END = r"\b[^?.!]{0,90}?"
_GERMAN_DEED = (
    r"(?:ge\p{L}{3,}(?:t|en)|\p{L}{2,}ge\p{L}{3,}(?:t|en)|(?:be|ent|er|ver|zer)\p{L}{2,}(?:t|en)|\p{L}{3,}iert)"
)

#: By what somebody is asked for who holds it: a few words up to the end, of which the last is none that leads to another
#: ("who is the course for?").
_LEADING_TO = r"(?<!\b(?:for|to|at|with|by|from|about|of|in|on|like))"
_ROLE = rf"\p{{L}}[\p{{L}}'’-]*+(?:\s+\p{{L}}[\p{{L}}'’-]*+){{0,5}}{_LEADING_TO}\s*"

_GERMAN_ASKED = rf"""\bwer\s+(?:(?P<verb>ist|war)\s+(?=\p{{Ll}}*\s*(?-i:\p{{Lu}})){_ROLE}(?:\?|$)
    |(?:hat|haben|hatte){_UP_TO_END}\s(?P<verb>{_GERMAN_DEED})\s*(?:\?|$)
    |(?P<verb>(?!(?:hat|konn|durf|soll|muss|woll|möch|könn|dürf|müss)te)\p{{L}}{{2,}}te|schrieb|gewann|erfand|war|wurde|fand|
        entwarf|schuf|gab)\b)"""

#: Without a capital that begins a sentence, names of the other languages.
_OTHERS_ASKED = rf"""(?:^\W*(?:who\s+(?:is|was)\s+(?P<verb>the|our|your|my)\s+{_ROLE}
    |qui\s+(?P<verb>est|était|fut)\s+(?!là\b){_ROLE}|quién\s+(?P<verb>es|era|fue)\s+{_ROLE}
    |chi\s+(?P<verb>è|era|fu)\s+{_ROLE}|wie\s+(?P<verb>is|was)\s+{_ROLE})(?:\?|$)
    |\bqui\s+(?:a|ont|avait)\s+(?!droit|besoin|accès)(?P<verb>\p{{L}}{{2,}}(?:é|i|u|it|is|ert|eint)e?s?)\b
    |\bqui\s+(?P<verb>fonda|créa|écrivit|inventa|peignit|construisit|découvrit|gagna)\b
    |\bquién(?:es)?\s+(?P<verb>(?:\p{{L}}{{2,}}(?:ó|aron|ieron))|hizo|fue)\b|\bquién(?:es)?\s+ha[n]?\s+(?P<verb>\p{{L}}{{2,}}(?:ado|ido|to|cho))\b
    |\bchi\s+(?:ha|hanno)\s+(?P<verb>\p{{L}}{{2,}}[ts]o)\b
    |\bwie\s+(?:heeft|hebben){_UP_TO_END}\s(?P<verb>(?:ge|be|ver|ont|her)\p{{L}}{{3,}})\s*(?:\?|$))"""

#: What names somebody where every noun has a capital: two such words side by side, one behind a title, "by" or before what
#: he did at the beginning of the sentence.
_CAPITAL = r"\b\p{Lu}[\p{L}'’-]++"
_NAMED_IN_GERMAN = rf"""(?<!\b(?:[Dd](?:ie|er|as|en|em|es)|[Ee]ine?[nmrs]?)\s){_CAPITAL}\s+
        (?:(?:von|van|de|der)\s+)?{_CAPITAL}
    |\b(?:Herrn?|Frau|Dr\.|Prof\.|Familie|Firma|[Vv]on|[Dd]urch|[Vv]om)\s+(?:(?:de[rmn]|die|das|eine[rmn]?)\s+)?{_CAPITAL}
    |(?:^|[.;:,]\s+)(?:(?:[Dd]er|[Dd]ie|[Dd]as|[Ee]ine?|[Uu]nsere?)\s+)?{_CAPITAL}\s+(?:hat|haben|hatten?|wurden?|war|waren|ist|\p{{Ll}}+te[n]?)\b
    |\bist\s+(?:der|die|das|unsere?)\s+{_CAPITAL}
    |\p{{L}}:\s+{_CAPITAL}|\|"""
#: The same in the others; "the data controller is the council" says who, too.
_NAMED = r"""(?<=[\p{L}\p{N},;:()|]\s|[«“"(|]\s?|\p{Lu}\.\s?)\p{Lu}\p{L}+|^\W*\p{Lu}\p{L}+|
    (?:^|(?<=\s))(?:[Hh]e|[Ss]he|they|[Hh]is|[Hh]er|ils?|elles?|él|ella|[Hh]ij|zij|lui|lei)\b|
    \b(?:I|[Ww]e|[Nn]ous|[Jj]e|[Yy]o|[Ii]o|[Ii]k|[Ww]ij)\b|\bj['’]|
    \b(?:is\s+(?:the|our|de|het)|est\s+(?:la|le)|es\s+(?:el|la)|è\s+(?:il|lo|la))\s+\p{L}|\b(?:est|è)\s+l['’]\p{L}"""

#: In English, whose sentences have few capitals but of names.
_PERSON_ASKED = r"""\b(?:who|by\s+whom)\s+(?:(?:first|originally|also)\s+)?
    (?P<verb>was|were|did|\p{L}+ed|wrote|made|built|led|won|gave|found|began|sang|drew)\b"""
_NAME = r"\b\p{Lu}\p{L}+|\b(?:he|she|his|her|I|my|we)\b"

#: What stands for somebody with a capital, too, as a sentence begins with it; "Sie" and "Il" may be a thing.
_FOR_SOMEBODY = "he she his her i we nous je yo io hij ik wij"

#: Verbs that say who did nothing themselves, and the participles of those whose participle is another word.
_NO_DEED = frozenset(["was", "were", "did"])
_PARTICIPLES = {"wrote": "written", "gave": "given", "began": "begun", "sang": "sung", "drew": "drawn"}

#: As in ``wanted_values``: what asks, what an answer has, and what a sentence that has it is worth.
PEOPLE_KINDS = ((_PERSON_ASKED, _NAME, 1.3), (_GERMAN_ASKED, _NAMED_IN_GERMAN, 1.3), (_OTHERS_ASKED, _NAMED, 1.3))

#: Of these, what asks in other languages than English, or for a role.
ASKED_BY_ROLE_OR_DEED = frozenset([_GERMAN_ASKED, _OTHERS_ASKED])

#: Who holds a post, or does something, now.
_HOLDER_ASKED = regex.compile(
    r"""^\W*(?:who|wer|qui|quién(?:es)?|chi|wie(?=\s+(?:is|zijn|wordt)\b))\s+
    (?!(?:was|were|did|had|war|waren|wurde|hatte|était|fut|avait|fue|era|fu|heeft|hat|ha|a)\b|\p{L}+(?:ed|ó)\b
        |(?:is|are)\s+(?:at|in|on|not|most|more|likely|able|affected|allowed|eligible|entitled)\b|gets?\b|can\b|may\b)\p{L}""",
    regex.VERBOSE | regex.IGNORECASE,
)
#: Behind "vacant" or "retired": no noun that is so ("vacant flats", "retired staff"), but what goes on, or a post.
_OF_A_POST = r"""(?!\s+(?!(?:and|as|at|but|by|due|early|for|from|in|last|next|now|on|or|since|so|this|to|until|when|with|
    after|again|post|position|seat|office|role)\b)\p{L})"""
_NOBODY = regex.compile(
    rf"""\b(?:(?:nobody|no[\s-]one)(?!\s+(?:but|except|other)\b)|vacant\b{_OF_A_POST}|vacan(?:cy|te)|unfilled|
    not\s+(?:been\s+)?filled|(?:stays?|remains?)\s+empty|niemand(?!\s+(?:außer|anders?|behalve|dan|als)\b)|
    (?:nicht\s?|un)besetzt|vakant|(?:ist|sind|steht|bleibt)\s+(?:noch\s+|derzeit\s+|zurzeit\s+|momentan\s+|wieder\s+)?(?:frei|offen)
    (?=\W*(?:$|\n|[.;|]))|wird\s+(?:noch\s+)?gesucht|(?<=\|\s?)(?:frei|offen|free|open|libre|libero|vrij|tb[acd]|n\.?\s?[na](?=\.))(?=\.?\s*(?:$|\n|\|))|
    to\s+be\s+(?:appointed|elected|filled|found)|à\s+pourvoir|por\s+cubrir|da\s+nominare|personne\s+(?:ne|n['’])|n['’]est\s+pas\s+pourvu|non\s+pourvu|nadie|nessuno|onbezet|
    vacature)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)
_GONE = regex.compile(
    rf"""\b(?:(?<!(?-i:\b\p{{Ll}}+\s)who\s+(?:(?:has|have|had)\s+)?)(?:resign(?:s|ed|ing)?|step(?:s|ped)?\s+down|
    retire[sd]?\b{_OF_A_POST})|zurückgetreten|ausgeschieden|
    gekündigt(?<!\b(?:kann|können|muss|müssen|darf|dürfen|wird|werden|wurden?|ist|sind)\b[^.!?]{{0,80}}gekündigt)|kündigte|
    démission\p{{L}}*|dimiti(?:ó|do)|dimess[oa]|dimissioni|ontslag|afgetreden)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)


def agent_of(asked: regex.Match[str]) -> regex.Pattern[str] | None:
    """Where in a sentence those stand who do what is ``asked`` in English, before the verb, or behind its participle and
    "by"; None where nothing is done."""
    verb = asked.groupdict().get("verb")
    if verb is None or asked.re.pattern != _PERSON_ASKED or verb.lower() in _NO_DEED:
        return None
    participle = _PARTICIPLES.get(verb.lower(), verb)
    before, behind = (
        rf"(?<![\p{{L}}-])([\p{{L}}-]+(?<!ly))\s+{verb}\b",
        rf"\b{participle}\s+by\s+(?:(?:the|an?|our|its?|their)\s+)?([\p{{L}}-]+)",
    )
    return regex.compile(f"{before}|{behind}", regex.IGNORECASE)


@cache
def nobodys() -> frozenset[str]:
    """Words of several languages that may be in capitals, and name nobody."""
    languages = ("english", "german", "french", "spanish", "italian", "dutch")
    return frozenset[str]().union(*(FUNCTION_WORDS[name] for name in languages)) - set(_FOR_SOMEBODY.split())


def asks_for_holder(question: str) -> bool:
    """Whether a question as typed asks who is or does something now, and not what became of the one who did."""
    return _HOLDER_ASKED.search(question) is not None and not (_NOBODY.search(question) or _GONE.search(question))


def says_nobody(text: str) -> int | None:
    """Up to where a text says that nobody is or does something, or that the one who did has gone: code points from its
    start; None where it does not."""
    found = _NOBODY.search(text) or _GONE.search(text)
    return found.end() if found else None
