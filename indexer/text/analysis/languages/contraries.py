"""Words that answer a question by their contrary: whether a shop is open is answered by "closed"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from indexer.text.analysis.folding import fold_accents, fold_case

__all__ = ["contraries_of", "denied_forms"]

#: What makes the contrary of a word that says how something is, and which words do: by their ends, in English and German;
#: of those of Latin, in more ways.
_DENYING, _OF_LATIN = ("un", "non"), ("in", "im", "il", "ir", "dis")
_SAYS_HOW = regex.compile(r"\p{L}{3,}(?:ed|able|ible|ant|ent|ive|al|ar|t|bar|lich|ig)")
_LATIN = regex.compile(r"\p{L}{3,}(?:[ai]ble|ant|ent|ive|ect|ete|ate|al|ar|abled)")

#: Each line has two sides, either of which answers for the other.
_SIDES = """
open opened opens | closed close closes shut
accepted accept accepts approved granted | rejected reject rejects refused refuses declined dismissed denied
allowed allow allows permitted permit | forbidden forbid forbids prohibited banned
included include includes including inclusive | excluded exclude excludes extra plus exclusive
successful succeed succeeded won passed | dismissed failed fail fails lost unsuccessful
paid | unpaid owed owing outstanding
free | cost costs charged price fee
safe | unsafe dangerous hazardous
possible | impossible
working works | broken defective
alive living | dead died
kept stored | thrown removed
geöffnet offen öffnet auf | geschlossen schließt zu
angenommen genehmigt bewilligt | abgelehnt verworfen verweigert
erlaubt gestattet zulässig | verboten untersagt unzulässig
inbegriffen enthalten inklusive eingeschlossen | zuzüglich ausgeschlossen exklusive extra
bezahlt | unbezahlt offen ausstehend
ouvert ouverte ouverts ouvertes ouvre | fermé fermée fermés fermées ferme
accepté acceptée acceptés acceptées | refusé refusée refusés refusées rejeté rejetée
autorisé autorisée autorisés autorisées permis permise | interdit interdite interdits interdites
inclus incluse compris comprise | exclu exclue supplément
abierto abierta abiertos abiertas abre | cerrado cerrada cerrados cerradas cierra
aceptado aceptada | rechazado rechazada
permitido permitida permitidos permitidas | prohibido prohibida prohibidos prohibidas
incluido incluida incluidos incluidas | excluido excluida aparte
"""


def contraries_of(word: str) -> frozenset[str]:
    """The words that say the contrary of ``word``, folded and with their accents; none for most words."""
    return _contraries().get(_folded(word), frozenset())


def denied_forms(word: str) -> Iterator[str]:
    """The words that a syllable before ``word`` (folded) makes its contrary, whether there are such or not, and the one
    that it is the contrary of: "unencrypted", "inactive"."""
    bare = next((word[len(part) :] for part in _DENYING if word.startswith(part)), "")
    if _SAYS_HOW.fullmatch(bare):
        yield bare
        return
    yield from (part + word for part in _DENYING if _SAYS_HOW.fullmatch(word))
    yield from (part + word for part in _OF_LATIN if _LATIN.fullmatch(word))


def _folded(word: str) -> str:
    return fold_accents(fold_case(word))


@cache
def _contraries() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _SIDES.strip().splitlines():
        one, other = (frozenset(side.split()) for side in line.split("|"))
        for side, contrary in ((one, other), (other, one)):
            for word in map(_folded, side):
                found[word] = found.get(word, frozenset()) | contrary | frozenset(map(_folded, contrary))
    return found
