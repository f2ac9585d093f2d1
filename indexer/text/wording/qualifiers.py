"""Words without which a sentence says something else: they deny, count, or make it depend on something.

Closed lists, written down here, of the languages that documents are mostly in. What is left out of a quotation, or changed
in it, is told first where it has one of them; a word that is one of them in one language only may be told for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from indexer.model.as_json import as_json

__all__ = ["Qualifiers", "counts", "counts_within", "denies", "denies_within", "limits", "qualifiers_of"]

_DENYING = """
no not nor never none nothing nobody nowhere neither cannot without hardly barely scarcely rarely seldom
forbidden prohibited banned impossible unlikely
fail fails failed failing lack lacks lacked lacking refuse refuses refused deny denies denied unable
nicht kein keine keinen keinem keiner keines nie niemals nichts niemand nirgends weder ohne kaum
keinesfalls keineswegs mitnichten niemandem niemanden verboten untersagt unzulässig unmöglich
ne n pas jamais sans aucun aucune rien personne nul nulle ni guère non
nullement aucunement interdit interdite interdits interdites
sin nunca jamás nadie nada ningún ninguno ninguna tampoco senza nessuno nessuna niente nulla né
não sem ninguém nenhum nenhuma nem niet geen nooit niets zonder nergens
prohibido prohibida imposible vietato vietata impossibile proibido proibida impossível verboden onmogelijk
запрещено запрещён запрещена запрещены запрещается невозможно
inte ej aldrig ingen inget inga utan ikke aldri intet uden uten nigdy bez żaden nikt nic ani není nikdy
не нет ни никогда без никто ничего нельзя ні ніколи немає değil değildir değiller yok yoktur asla
ei eivät eikä emme ette älä ilman koskaan nem sem soha semmi nincs nélkül fără niciodată δεν μην μη χωρίς ποτέ
není nejsou nesmí nemá nelze nie nije nisu nema nikada tidak bukan jangan tanpa nėra
لا ليس ليست لم لن غير بدون לא אין בלי नहीं मत बिना không chưa chẳng
"""

_LIMITING = """
if unless except excepting excluding only solely merely provided providing until when whenever otherwise but however
than although though almost nearly partly partially allegedly supposedly perhaps possibly probably sometimes
maybe presumably apparently reportedly tentatively
wenn falls sofern außer ausser nur bis ausgenommen lediglich bloß sondern aber jedoch allerdings obwohl vorausgesetzt
solange soweit fast beinahe teilweise angeblich vielleicht mindestens höchstens maximal
voraussichtlich vermutlich wahrscheinlich eventuell womöglich möglicherweise mutmaßlich
si sauf seulement uniquement excepté hormis quand lorsque mais cependant toutefois pourvu presque
probablement éventuellement vraisemblablement
salvo excepto solo sólo solamente únicamente cuando pero aunque casi eccetto soltanto quando però purché tranne quasi
probablemente posiblemente quizá quizás supuestamente presuntamente forse probabilmente presumibilmente
almeno minstens hoogstens
exceto só somente apenas porém mas tenzij behalve alleen slechts indien mits wanneer maar
talvez provavelmente waarschijnlijk misschien vermoedelijk mogelijk wellicht
såvida utom endast hvis undtagen kun medmindre dersom unntatt jeśli jeżeli oprócz tylko jestli pokud kromě
вероятно возможно наверное предположительно якобы
если кроме только когда но лишь якщо крім тільки лише eğer ancak yalnızca sadece hariç jos paitsi vain
إذا إلا فقط لو אם רק אלא यदि अगर केवल सिवाय nếu trừ chỉ khi
"""

_COUNTING = """
zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half twice thrice
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend millionen
milliarden
deux trois quatre cinq sept huit neuf dix onze douze vingt trente quarante cinquante cent mille moitié
dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien ciento mil millones mitad
due tre quattro cinque sette otto nove dieci cento twee vijf zes zeven negen tien honderd duizend
два две три четыре пять шесть семь восемь девять десять сто тысяча iki üç dört beş altı yedi sekiz dokuz yüz bin
"""

_DENIES, _LIMITS, _COUNTS = (frozenset(words.split()) for words in (_DENYING, _LIMITING, _COUNTING))

_PHRASES = regex.compile(
    r"\b(?:in case|as long as|so long as|subject to|on condition|under the condition|no longer|at most|at least|up to|"
    r"mehr als|weniger als|es sei denn|unter der (?:Bedingung|Voraussetzung)|"
    r"à moins|à condition|sous réserve|au moins|au plus|plus d[e'’]|moins d[e'’]|jusqu['’]à|"
    r"a menos|a condición|siempre que|con tal|al menos|más de|menos de|a meno|a condizione|più di|meno di|ما لم)(?!\p{L})",
    regex.IGNORECASE,
)
#: What is a part of another word limits nothing: "read-only".
_ALONE = regex.compile(r"(?<![\p{L}\p{N}][-\u2010\u2011])(?<![\p{L}\p{M}])[\p{L}\p{M}]+(?![-\u2010\u2011][\p{L}\p{N}])")
_WORD = regex.compile(r"\p{Latin}[\p{L}\p{M}]*(?:['’]\p{L}+)?|[\p{L}\p{M}]+")
_NUMBER = regex.compile(
    r"(?:(?<![\p{L}\p{N}])[+\-\u2212±])?(?:\p{Sc}\s?)?[\p{Nd}\p{No}]+(?:[.,:/·][\p{Nd}\p{No}]+)*(?:\s?[%‰°\p{Sc}])?|[Ⅰ-ↈ]+"
)

#: In scripts that put no space between words, and in Korean, which writes them as parts of words.
_DENYING_PART = regex.compile(r"[不没沒無无未非勿]|ない|なく|ません|ずに|なし|않|없|못|아니|ไม่|ไร้|ห้าม")
_LIMITING_PART = regex.compile(
    r"如果|若|除非|除了|除外|只|仅|僅|但|もし|場合|限り|だけ|のみ|以外|除|ただし|만약|경우|제외|뿐|ถ้า|หาก|เว้น|เฉพาะ"
)
_COUNTING_PART = regex.compile(r"[二三四五六七八九十百千万萬亿億两兩]+")

#: How many of each kind are named.
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The words of a text that deny, count or limit, as they stand there: each once, in order, at most ten of a kind."""

    negations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.negations or self.numbers or self.conditions)


@as_json.register
def _qualifiers_json(found: Qualifiers) -> dict[str, object]:
    return {
        "negations": as_json(found.negations),
        "numbers": as_json(found.numbers),
        "conditions": as_json(found.conditions),
    }


def qualifiers_of(text: str) -> Qualifiers:
    """The words of a text that deny, count or limit it."""
    words = [match.group() for match in _WORD.finditer(text)]
    return Qualifiers(
        _named([*filter(denies, words), *_parts(_DENYING_PART, text)]),
        _named([*_parts(_NUMBER, text), *filter(counts, words), *_parts(_COUNTING_PART, text)]),
        _named([*filter(limits, _parts(_ALONE, text)), *_parts(_PHRASES, text), *_parts(_LIMITING_PART, text)]),
    )


def denies(word: str) -> bool:
    """Whether a word denies: "not", "can't", "ohne"."""
    plain = word.casefold().replace("’", "'")
    return plain in _DENIES or plain.endswith("n't") or plain.startswith("n'")


def limits(word: str) -> bool:
    """Whether a word makes what is said depend on something, or hold in part: "if", "except", "nur"."""
    return word.casefold() in _LIMITS


def counts(word: str) -> bool:
    """Whether a word is a number: "two", "hundert"."""
    return word.casefold() in _COUNTS


def denies_within(word: str) -> bool:
    """Whether a word denies, or has a part that does in scripts that put no space between words: "不"."""
    return denies(word) or _DENYING_PART.search(word) is not None


def counts_within(word: str) -> bool:
    """Whether a word is a number, has digits, or has a part that is one in scripts that put no space between words."""
    return counts(word) or any(map(str.isdigit, word)) or _COUNTING_PART.search(word) is not None


def _parts(pattern: regex.Pattern[str], text: str) -> Iterator[str]:
    return (match.group().strip() for match in pattern.finditer(text))


def _named(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:_NAMED]
