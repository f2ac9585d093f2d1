"""Which author, year and pages does a draft name beside a quotation? "(Meyer 2019, p. 14)", "laut Anna Müller", "as the
2021 report says".

Only what has the form of a citation is one: names in brackets with a year or page, behind "according to", or before a year
in brackets; a year in brackets or before what is published ("the 2021 report"); a number behind "p." or "page"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import regex

from indexer.model.stated.dates import MONTHS

__all__ = ["NAMES", "Claims", "cites", "claims_in", "is_name"]

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)(?:\s?[a-z](?!\p{L}))?"
#: Of several pages, "3, 7 and 9", all from the first to the last.
_TO_PAGE = r"(?:\s*(?:[-–—,&]|and|und|et|y|e|en)\s*(?P<last>\d{1,4})(?!\d)){0,5}(?:\s?ff?\.?(?!\p{L}))?"
#: "p53" is a protein, "p .05" a probability and "Meyer, S. 2019" somebody with an initial.
_PAGES = (
    r"(?:pp?(?:\.\s*|\s+)|S\.\s*(?!(?:1[5-9]|20)\d\d)|(?:pages?|Seiten?|pág(?:s?\.|inas?)|pag(?:g?\.|in[ae])|blz\.|fol\.)\s*)"
    rf"(?P<first>[1-9]\d{{0,3}})(?!\.?\d){_TO_PAGE}"
)
_CAPITAL = r"(?:[OD]['’])?\p{Lu}(?=[\p{L}\p{M}]*\p{Ll})[\p{L}\p{M}]*+(?:[-'’](?!s(?!\p{L}))\p{L}++)*+"
_FAMILY = rf"(?:(?:von|van|de|der|den|del|della|di|da|la|le|du)\s+){{0,2}}{_CAPITAL}"
_INITIALS = r"(?:\p{Lu}\.[\s-]?){1,3}"
_TITLE = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Herrn?|Frau|Mme|Dra?|Sr|Sra)\b\.?\s+(?=\p{Lu}))"
_PERSON = rf"{_TITLE}{{0,3}}(?:{_INITIALS}\s*)?{_FAMILY}(?:\s+{_FAMILY}){{0,2}}(?:,\s*{_INITIALS})?"
_AND = r"\s*(?:,\s*(?:and|&|und|et|y|e|en)\s|&|\s(?:and|und|et|y|e|en)\s|,|/)\s*"
_OTHERS = r"(?:,?\s+(?:et\s+al\.?|u\.\s?a\.|and\s+others|y\s+otros))?"
NAMES = rf"(?P<names>{_PERSON}(?:{_AND}{_PERSON}){{0,4}}){_OTHERS}"
_SEE = r"""(?:(?:see|cf\.?|quoted\s+in|cited\s+in|vgl\.?|siehe|zit\.\s+nach|voir|véase|vedi|zie)\s+(?:also\s+|auch\s+)?)?"""

#: A body by its abbreviation, "WHO", "NHS England", by which no author can be known.
_BODY = r"(?:\p{Lu}[\p{Lu}&]{1,9}|(?:\p{Lu}\.){2,6})(?:\s+\p{Lu}\p{Ll}+){0,2}"

#: All that brackets, or a part of them, have.
_CITED = regex.compile(
    rf"\s*{_SEE}(?:(?:{NAMES}|(?P<body>{_BODY})),?\s*)?(?:(?:,|\b(?:in|im))\s*)?(?:\(?{_YEAR}\)?)?"
    rf"(?:(?:\s*[,:]\s*|\s+|(?<!\S))(?:{_PAGES}|pp?\.\s*[ivxlc]+(?:[-–][ivxlc]+)?|(?P<first>[1-9]\d{{0,3}}){_TO_PAGE}))?\s*"
)
_BRACKETS = regex.compile(r"[(\[]([^()\[\]]{2,200})[)\]]")
#: "Meyer (2019, p. 4) writes".
_NARRATED = regex.compile(rf"{NAMES}(?:['’]s)?\s*(?=[(\[]\s*{_YEAR}\s*[,;:)\]])")
#: Behind what says whose words follow, and not "according to Greek law"; in German, where every noun has a capital, a
#: person's name of two words, of which the first is hardly an adjective ("laut Bürgerlichem Gesetzbuch").
_TOLD_BY = regex.compile(
    rf"\b(?i:according\s+to|selon|d['’]après|según|secondo|volgens)\s+{NAMES}(?=\s*[,:(“\"«]|\.?\s*$)"
)
_TITLED = r"(?:Herrn?|Frau|Dr\.|Prof\.)\s+"
_GERMAN_BY = regex.compile(
    rf"""\b(?:[Ll]aut|[Nn]ach)\s+(?:{_TITLED})*(?P<names>(?<={_TITLED}){_FAMILY}|
    (?:{_INITIALS}\s*|\p{{Lu}}\p{{Ll}}+(?<!e[mnr])\s+){_FAMILY}|(?P<noun>(?:\p{{Lu}}\p{{Ll}}+e[mnr]\s+)?\p{{Lu}}\p{{Ll}}+))
    (?=\s*[,:(“„"«»]|\.?\s*$|\s+(?:ist|sind|hat|haben|war|gilt)\b)""",
    regex.VERBOSE,
)
#: "the 2021 report", "rapport de 2021", "der Bericht von 2021".
_PUBLISHED = regex.compile(
    r"""\b(?:the|this|his|her|their|its|our)\s+(?P<year>(?:1[5-9]|20)\d\d)\s+(?:\p{L}+\s+)?(?:report|paper|study|article|book|edition|
    survey|review|guide|manual|minutes|letter|handbook|policy|version|thesis|essay|plan)\b|
    \b(?:report|paper|study|article|survey|essay|thesis|Bericht|Studie|Aufsatz|Artikel|Buch|rapport|étude|livre|informe|
    estudio|artículo|libro)\s+(?:of|from|von|aus(?:\ dem\ Jahre?)?|vom|de|del)\s+(?P<year>(?:1[5-9]|20)\d\d)\b""",
    regex.VERBOSE,
)
#: Who speaks, before or behind a quotation, and who wrote it, behind a dash: names of people by their form alone.
_SPEAKS = regex.compile(
    rf"\b{NAMES}\s+(?:\p{{Ll}}+ly\s+)?(?:says|said|writes|wrote|noted|notes|argues|argued|observes|observed|states|stated|"
    r"schreibt|schrieb|sagt|sagte|écrit|dit|escribe|dice)\b(?=[^.!?]{0,20}$)"
)
_SIGNED = regex.compile(
    rf"[\s>.,\"”’»“]*[—–―]\s*(?P<names>{_PERSON}(?:\s(?:and|und|et|y|&)\s{_PERSON})?)\s*(?=[,(\n.]|$)"
)
#: A line that names the source of what stands above it.
_SOURCE_LINE = regex.compile(rf"[\s>]*(?:[—–―]|--?)\s*\p{{L}}[^\n]*?,\s*{_YEAR}(?!\p{{N}})")
_PAGED = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_PAGES}(?!\p{{N}})")
#: What begins a sentence, or a citation, or tells a time, and is no name.
_NO_NAME_WORDS = """
    The This That These In As See And But For From Table Figure Chapter Section Page Appendix Volume Source Der Die Das Ein
    Eine Im Am Laut Nach Kapitel Abbildung Tabelle Seite Quelle Les Le La Selon Un Une Chapitre El Los Las Según Il Lo
    Secondo Jan Feb Sept Okt Dec Dez Spring Summer Autumn Fall Winter Easter Christmas Frühjahr Frühling Sommer Herbst
    Printemps Automne Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
#: Who speaks in general, or nobody.
_NOBODY_WORDS = """
    Few Some Many Most Several Others Nobody None Everybody Everyone Somebody Someone Anyone People Critics They He She We
    It You One Who Niemand Keiner Viele Manche Einige Man Er Sie Es Wir Ils Elles Il Elle On Personne Nadie Muchos Algunos
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_NO_NAMES = frozenset(_NO_NAME_WORDS.split()) | frozenset(month.capitalize() for month in MONTHS)
#: Places where books are published, and who publishes them, which brackets may name in place of an author; some are names
#: of people, too.
_PLACE_WORDS = """
    Berlin Hamburg München Munich Köln Cologne Frankfurt Leipzig Stuttgart Heidelberg Göttingen Tübingen Wien Vienna Graz
    Zürich Zurich Basel Bern Geneva Genève Genf Paris Lyon Marseille Brussels Bruxelles Brüssel Amsterdam Leiden Rotterdam
    London Oxford Cambridge Edinburgh Glasgow Manchester Dublin Boston York Chicago Philadelphia Washington Princeton
    Harvard Stanford Yale Toronto Montréal Montreal Sydney Melbourne Madrid Barcelona Sevilla Lisboa Lisbon Porto Roma Rome
    Milano Milan Torino Bologna Firenze Florence Venezia Venice Warszawa Warsaw Praha Prague Budapest Moskau Moscow Kyiv
    Stockholm Uppsala Oslo Copenhagen København Helsinki Athens Istanbul Cairo Tokyo Kyoto Beijing Shanghai Delhi Mumbai
    Europe America Africa Asia Australia Germany Deutschland France Frankreich Italy Spain England Scotland Britain Canada
    Penguin Springer Elsevier Wiley Routledge Suhrkamp Reclam Fischer Rowohlt Gallimard Macmillan Palgrave Sage Blackwell
    Press Verlag University Universität Institute Institut Commission Kommission Ministry Bundestag Parliament Council
"""
_PLACES = frozenset(_PLACE_WORDS.split())
_CAPITAL_WORD = regex.compile(_CAPITAL)
_SPLIT = regex.compile(_AND)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a draft says of a quotation's source: family names of its authors, its year and its first and last page; () and
    None for nothing. ``doubtful``: the name may be none, but a German noun, a place or a publisher. ``texts``: all that
    stands beside the quotation."""

    names: tuple[str, ...] = ()
    year: int | None = None
    pages: tuple[int, int] | None = None
    doubtful: bool = False
    texts: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        return bool(self.names or self.year or self.pages)


def claims_in(texts: Iterable[str]) -> Claims:
    """What is claimed in the texts beside a quotation, nearest first: of each kind the nearest one."""
    names: tuple[str, ...] = ()
    year, pages, doubtful = None, None, False
    for text in (every := tuple(texts)):
        for found in (*_cited(text), *_told(text)):
            if found.names and not names:
                names, doubtful = found.names, found.doubtful
            year, pages = year or found.year, pages or found.pages
    return Claims(names, year, pages, doubtful, "\n".join(every))


def _cited(text: str) -> Iterator[Claims]:
    """What brackets say: nothing where they name several sources, any of which may be meant, or stand in others, "(Kant
    [1781] 2009)"."""
    for brackets in _BRACKETS.finditer(text):
        around = text[: brackets.start()]
        if max(around.rfind("("), around.rfind("[")) > max(around.rfind(")"), around.rfind("]")):
            continue
        cited = [found for part in brackets[1].split(";") if (found := _CITED.fullmatch(part))]
        told = [found for found in cited if found["year"] or found["first"] and _PAGED.search(found[0])]
        if len([found for found in told if found["year"]]) > 1:
            continue
        for found in told:
            names = _family_names(found["names"])
            yield Claims(names, _number(found["year"]), _pages(found), doubtful=not _PLACES.isdisjoint(names))


def _told(text: str) -> Iterator[Claims]:
    for found in (*_NARRATED.finditer(text), *_TOLD_BY.finditer(text)):
        yield Claims(_family_names(found["names"]))
    for found in _GERMAN_BY.finditer(text):
        yield Claims(_family_names(found["names"]), doubtful=found["noun"] is not None)
    for found in _SPEAKS.finditer(text):
        if is_name(found["names"]):
            yield Claims(_family_names(found["names"]), doubtful=True)
    if signed := _SIGNED.match(text):
        yield Claims(_family_names(signed["names"]), doubtful=True)
    if line := _SOURCE_LINE.match(text):
        yield Claims(year=_number(line["year"]))
    for found in _PUBLISHED.finditer(text):
        yield Claims(year=_number(found["year"]))
    if len(paged := [*_PAGED.finditer(text)]) == 1:  # of several, any may be meant
        yield Claims(pages=_pages(paged[0]))


def cites(brackets: str) -> bool:
    """Whether brackets have nothing but citations: names with a year, or pages."""
    cited = [_CITED.fullmatch(part) for part in brackets.strip(" ([])").split(";")]
    return all(
        found is not None and bool((found["names"] or found["body"]) and found["year"] or _PAGED.search(found[0]))
        for found in cited
    )


def is_name(names: str) -> bool:
    """Whether names, by their form, are not of people in general, or of nobody."""
    families = _family_names(names)
    return bool(families) and _NOBODY.isdisjoint(families)


def _family_names(names: str | None) -> tuple[str, ...]:
    """The last word of each name, without words that begin sentences."""
    families = [_CAPITAL_WORD.findall(part) for part in _SPLIT.split(names or "")]
    kept = [[word for word in words if word not in _NO_NAMES] for words in families]
    return tuple(words[-1] for words in kept if words)


def _pages(found: regex.Match[str]) -> tuple[int, int] | None:
    first, last = _number(found["first"]), _number(found["last"])
    if first is None:
        return None
    if last is not None and last < first:  # "143–7"
        last = int(str(first)[: len(str(first)) - len(str(last))] + str(last))
    return first, max(first, last or first)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
