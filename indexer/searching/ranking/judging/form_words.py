"""Which words of a question only give it its form? "How long do refunds take?" is about refunds."""

from __future__ import annotations

from collections.abc import Set

from indexer.text.analysis import Query

__all__ = ["form_terms"]

#: Words that say which sort of thing is wanted, not of what; those that also name things (French "passe") are left out.
_SORT_WORDS = """
    according mentioned described considered referred called named known name names kind kinds type types sort sorts
    way ways happen happens happened example examples information term purpose recommended specific specifically steps used
    heißt heissen heißen genannt bezeichnet namens laut gemäß beispiel passiert geschieht zweck informationen
    nom appelle appelé appelée nommé nommée sorte selon exemple informations
    nombre llama llamado llamada tipo según ejemplo ocurre sucede información
    nome chiama chiamato chiamata secondo esempio succede informazioni
    chama chamado chamada exemplo acontece informações
    heet naam genoemd voorbeeld gebeurt
    называется называют зовут название имя пример происходит
    nazywa nazwa imię przykład adı denir örnek heter namn kallas exempel hedder navn
"""

#: What asks for a measure, and the measures that stand at most two words behind it: "how long", "combien de temps".
_ASKING_WORDS = """
    how wie combien cuánto cuánta cuántos cuántas quanto quanta quanti quante quantos quantas hoe hoeveel
    сколько как jak ile ne kaç hur hvor कितना कितने कितनी كم
"""
_MEASURE_WORDS = """
    long much many often far old big large high tall deep wide thick fast heavy soon late
    hot cold warm strong loud early
    lange viel viele vielen oft häufig weit alt groß hoch tief breit schnell schwer spät teuer
    heiß kalt laut stark früh
    temps fois
    tiempo veces
    tempo volte vezes
    lang lange veel vaak ver oud groot hoog diep breed duur snel
    времени долго часто много раз далеко
    długo często czasu razy daleko kadar zaman süre
    länge lång mycket många ofta långt gammal stor hög længe langt meget mange ofte gammel lenge mye
    समय दिन बार وقت مدة يوما
"""

#: What asks for an amount by itself: "cuánto cuesta", "combien coûte".
_AMOUNT_WORDS = """
    combien wieviel wieviele hoeveel сколько ile kaç quanto quanta quanti quante quantos quantas
    cuánto cuánta cuántos cuántas
"""

#: Verbs that ask for a price behind "what": "was kostet", "what does … cost".
_PRICING_WORDS = "cost costs kostet kosten kost coûte coûtent cuesta cuestan costa costano custa custam стоит стоят"
#: What ends "what does … stand for", or begins it.
_STANDING_FOR = [["stand", "for"], ["refer", "to"], ["wofür", "steht"], ["wofür", "stehen"]]
_WHAT = frozenset({"what", "was", "wat", "que", "qué", "che", "o"})

#: Verbs that say no more than such a measure does.
_MEASURING_WORDS = """
    take takes last lasts cost costs pay pays paid
    zahlt zahlte zahlen gezahlt bezahlt bezahlte payé paie pagó paga pagan pagado pagato betaalt betaalde betaald
    dauern dauert brauchen braucht kosten kostet
    dure durent prend prennent coûte coûtent
    tarda tardan dura duran cuesta cuestan
    costa costano durano impiega richiede
    custa custam demora demoram leva levam duram
    duurt duren kost kosten
    coûtent стоит стоят длится длятся занимает занимают
    trwa trwają kosztuje kosztują zajmuje sürer sürüyor tutar
    kostar varar tar koster varer tager tar
    लगता लगते تستغرق يستغرق تكلف يكلف تكلفة
"""

_SORTS, _ASKING, _MEASURES, _MEASURING, _AMOUNTS, _PRICING = (
    frozenset(words.split())
    for words in (_SORT_WORDS, _ASKING_WORDS, _MEASURE_WORDS, _MEASURING_WORDS, _AMOUNT_WORDS, _PRICING_WORDS)
)


def form_terms(query: Query) -> frozenset[str]:
    """The terms with content of a question that give it its form: none where nothing else is asked for."""
    exact = {term.term: term.exacts[0] for term in query.terms}
    words = [exact.get(name, name) for name in query.sequence]
    measures = {words[i + d] for i, word in enumerate(words) if word in _ASKING for d in (1, 2) if i + d < len(words)}
    measures &= _MEASURES
    beside: Set[str] = measures
    if measures or not _AMOUNTS.isdisjoint(words):
        beside = measures | _MEASURING
    elif words and words[0] in _WHAT:
        beside = _PRICING
    beside = beside | {word for two in (words[:2], words[-2:]) if two in _STANDING_FOR for word in two}
    content = [term for term in query.terms if term.content]
    of_form = (t for t in content if not (_SORTS.isdisjoint(t.exacts) and beside.isdisjoint(t.exacts)))
    found = frozenset(term.term for term in of_form)
    return found if len(found) < len(content) else frozenset()
