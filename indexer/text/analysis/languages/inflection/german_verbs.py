"""The forms of German verbs, from any one of them: "eingestellt", "einzustellen", "stellt … ein" and "Einstellung" are one.

Snowball's stemmer leaves apart what begins otherwise (participles, infinitives with "zu"), what changes its vowel, and the
third person from the infinitive. A form that is made here need not be one: whoever asks looks for those that stand in an
index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import regex

__all__ = ["german_verb_forms", "parted_german_verbs"]

#: What parts from a verb, and stands at the end of its clause.
_PARTING_WORDS = """
zusammen zurück wieder weiter heraus hinaus herein hinein herunter hinunter herum hinzu fertig bereit durch über unter
nach fest fort frei statt teil nieder ab an auf aus bei da ein her hin hoch los mit um vor weg zu
"""
_PARTING = tuple(_PARTING_WORDS.split())

#: What begins verbs and never parts: their participles have no "ge" before it.
_FIRM = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer")

#: Verbs that change their vowel: infinitive, third person, past, and participle.
_STRONG = """
beginnen beginnt begann begonnen, beißen beißt biss gebissen, bergen birgt barg geborgen, biegen biegt bog gebogen,
bieten bietet bot geboten, binden bindet band gebunden, bitten bittet bat gebeten, bleiben bleibt blieb geblieben,
brechen bricht brach gebrochen, brennen brennt brannte gebrannt, bringen bringt brachte gebracht,
denken denkt dachte gedacht, dringen dringt drang gedrungen, empfangen empfängt empfing empfangen,
essen isst aß gegessen, fahren fährt fuhr gefahren, fallen fällt fiel gefallen, fangen fängt fing gefangen,
finden findet fand gefunden, fliegen fliegt flog geflogen, fließen fließt floss geflossen,
fressen frisst fraß gefressen, frieren friert fror gefroren, geben gibt gab gegeben, gehen geht ging gegangen,
gelten gilt galt gegolten, genießen genießt genoss genossen, gewinnen gewinnt gewann gewonnen,
gießen gießt goss gegossen, graben gräbt grub gegraben, greifen greift griff gegriffen, halten hält hielt gehalten,
hängen hängt hing gehangen, heben hebt hob gehoben, helfen hilft half geholfen, kennen kennt kannte gekannt,
klingen klingt klang geklungen, kommen kommt kam gekommen, laden lädt lud geladen, lassen lässt ließ gelassen,
laufen läuft lief gelaufen, leiden leidet litt gelitten, leihen leiht lieh geliehen, lesen liest las gelesen,
liegen liegt lag gelegen, lügen lügt log gelogen, messen misst maß gemessen, nehmen nimmt nahm genommen,
nennen nennt nannte genannt, raten rät riet geraten, reiben reibt rieb gerieben, reißen reißt riss gerissen,
rennen rennt rannte gerannt, rufen ruft rief gerufen, scheiden scheidet schied geschieden,
scheinen scheint schien geschienen, schieben schiebt schob geschoben, schießen schießt schoss geschossen,
schlafen schläft schlief geschlafen, schlagen schlägt schlug geschlagen, schließen schließt schloss geschlossen,
schmelzen schmilzt schmolz geschmolzen, schneiden schneidet schnitt geschnitten,
schreiben schreibt schrieb geschrieben, schreiten schreitet schritt geschritten,
schwimmen schwimmt schwamm geschwommen, schwinden schwindet schwand geschwunden,
sehen sieht sah gesehen, senden sendet sandte gesandt, singen singt sang gesungen, sinken sinkt sank gesunken,
sitzen sitzt saß gesessen, sprechen spricht sprach gesprochen, springen springt sprang gesprungen,
stehen steht stand gestanden, stehlen stiehlt stahl gestohlen, steigen steigt stieg gestiegen,
sterben stirbt starb gestorben, stoßen stößt stieß gestoßen, streichen streicht strich gestrichen,
streiten streitet stritt gestritten, tragen trägt trug getragen, treffen trifft traf getroffen,
treiben treibt trieb getrieben, treten tritt trat getreten, trinken trinkt trank getrunken,
vergessen vergisst vergaß vergessen, verlieren verliert verlor verloren, wachsen wächst wuchs gewachsen,
waschen wäscht wusch gewaschen, weisen weist wies gewiesen, wenden wendet wandte gewandt,
werben wirbt warb geworben, werfen wirft warf geworfen, wiegen wiegt wog gewogen, wissen weiß wusste gewusst,
ziehen zieht zog gezogen, zwingen zwingt zwang gezwungen
"""

#: What ends the forms of all others, beside the infinitive's own; "-ung" makes the noun of what is done.
_ENDINGS = ("ungen", "ung", "test", "tet", "ten", "est", "te", "et", "en", "st", "e", "t", "n")

#: Letters of what is left without prefix and ending, at least.
_STEM = 3

#: What has an "e" before the endings that begin with a consonant.
_SOFT = regex.compile(r"(?:[dt]|[^aeiouäöülrhmn][mn])$")

_CLAUSE = regex.compile(r"[,;:.?!…()–—»«\"]+(?:\s|$)")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def german_verb_forms(word: str) -> Iterator[str]:
    """Other forms of a (case-folded) word, if it is one of a verb, or a noun made of one."""
    made = dict.fromkeys(form for prefix, rest in _apart(word) for form in _forms(prefix, rest))
    yield from (form for form in made if form != word)


def parted_german_verbs(question: str) -> Mapping[str, Sequence[str]]:
    """By each word that may be a verb in two parts, case-folded, its infinitive-like whole: "blende" -> "ausblende" where
    a clause ends in "aus"."""
    found: dict[str, list[str]] = {}
    for clause in _CLAUSE.split(question):
        words = _WORD.findall(clause)
        if len(words) < 2 or words[-1] not in _PARTING:
            continue
        for place, word in enumerate(words[:-1]):
            if word.islower() or place == 0:
                found.setdefault(word.casefold(), []).append(words[-1] + word.casefold())
    return found


def _apart(word: str) -> Iterator[tuple[str, str]]:
    """The prefix that parts, and what stands behind it, in each way a word may be read."""
    yield "", word
    for prefix in _PARTING:
        if word.startswith(prefix) and len(word) >= len(prefix) + _STEM:
            rest = word[len(prefix) :]
            yield prefix, rest
            if rest.startswith("zu") and rest.endswith("n"):
                yield prefix, rest[2:]


def _forms(prefix: str, rest: str) -> Iterator[str]:
    for firm in ("", *_FIRM):
        bare = rest.removeprefix(firm)
        if rest.startswith(firm) and (strong := _strong().get(bare) or (firm and _strong().get(f"ge{bare}"))):
            yield from _joined(prefix, firm, strong)
    for stem in _stems(rest):
        yield from _weak(prefix, stem)


def _joined(prefix: str, firm: str, parts: Sequence[str]) -> Iterator[str]:
    """The forms of a strong verb with its prefixes."""
    infinitive, third, past, participle = parts
    yield from (prefix + firm + form for form in (infinitive, third, past))
    yield prefix + firm + (participle.removeprefix("ge") if firm else participle)
    if prefix:
        yield f"{prefix}zu{firm}{infinitive}"
    yield f"{prefix}{firm}{infinitive[:-2]}ung"


def _stems(rest: str) -> Iterator[str]:
    """What a form of a weak verb may leave without its ending, and without what participles begin with."""
    if rest.startswith("ge") and rest.endswith("t"):
        yield from (
            stem for end in ("et", "t") if (stem := rest[2:].removesuffix(end)) != rest[2:] and len(stem) >= _STEM
        )
    for end in _ENDINGS:
        stem = rest.removesuffix(end)
        if stem != rest and len(stem) >= _STEM and (end != "n" or stem.endswith(("er", "el"))):
            yield stem


def _weak(prefix: str, stem: str) -> Iterator[str]:
    soft = "e" if _SOFT.search(stem) else ""
    infinitive = stem + ("n" if stem.endswith(("er", "el")) and not stem.endswith("ier") else "en")
    yield from (prefix + form for form in (infinitive, f"{stem}{soft}t", f"{stem}{soft}te", f"{stem}e", f"{stem}ung"))
    yield f"{prefix}ge{stem}{soft}t"
    if prefix:
        yield f"{prefix}zu{infinitive}"


@cache
def _strong() -> Mapping[str, Sequence[str]]:
    verbs = [tuple(line.split()) for line in _STRONG.split(",")]
    return {form: parts for parts in verbs for form in parts}
