"""Quotations made out of documents by known edits, and what is said of them: a confusion table.

    python tests/benchmarks/quotations.py [FOLDER] [--each 170] [--seed 1] [--json]

FOLDER has a ``documents.jsonl`` (or ``corpus.jsonl``) with ``_id``, ``title``, ``text``; by default ../shared/eval/covidqa.
Exit code 1 where the bars are missed: verbatim, form and elided without an error, altered and misattributed 98 %, nothing
that stands called not found, no number, negation or gap that was made to say another thing called verbatim, form or elided.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "eval" / "covidqa"

#: Documents of a collection that are taken.
MOST = 2000

#: Quotations of one draft: each is a paragraph.
PER_DRAFT = 60

#: Marks that would end the quotation that a piece is put into, ellipses, and what parts blocks of a draft.
UNFIT = re.compile(r'["“”„‟«»‹›<>`]|…|\.\s?\.|\[\s*\]|\n\s*\n|^\W*$|\n\s*[-*+•|#]')
#: Words that an ellipsis must not leave out without a word.
TELLING = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|cannot|unless|if|except|only|until|but|although|two|three|four|half)\b|\d",
    re.IGNORECASE,
)
#: What only refers to something: its number says nothing. What may follow a number in brackets is none.
REFERENCE = re.compile(r"\[\s*\d[\d\s,;–-]*\]?|\b(?:Fig(?:ure)?s?\.?|Tables?)\s*\d+", re.IGNORECASE)
#: What bounds, right behind a piece, what it says: without it the piece may say more than its source, and may be told so.
BOUNDING = re.compile(
    r"\s*(?:to|million|billion|thousand|hundred)\b|[^.!?;:\n]{0,120}?"
    r"\b(?:not|no|never|without|unless|if|except|only|until|when|while|after|before|once|provided|under)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\S+")
PLAIN = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True)
class Source:
    """A document: its name in the index, title and text."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Case:
    """A quotation with the edit that made it, the verdicts that are right, and the paragraph it stands in."""

    edit: str
    expected: frozenset[str]
    quote: str
    before: str = "It says: “"
    after: str = "”."


def read_sources(folder: Path) -> list[Source]:
    with documents_of(folder).open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][:MOST]
    return [Source(f"{documents_of(folder).name}#{row['_id']}", row["title"], row["text"]) for row in rows]


def documents_of(folder: Path) -> Path:
    """The file of a collection that quotations are made out of: whole documents where it has them."""
    return next(path for name in ("documents.jsonl", "corpus.jsonl") if (path := folder / name).exists())


class Maker:
    """Makes cases out of sources, the same ones for the same seed."""

    def __init__(self, sources: Sequence[Source], seed: int) -> None:
        self.sources, self.random = sources, random.Random(seed)
        words = sorted({word for source in sources for word in PLAIN.findall(source.text)})
        self.vocabulary = self.random.sample(words, min(4000, len(words)))

    def piece(self, least: int = 5, most: int = 60, *, needs: str = "") -> tuple[Source, str]:
        """Words in a row from a document, whole as they stand, of a page now and then."""
        while True:
            source = self.random.choice(self.sources)
            words = [match.span() for match in WORD.finditer(source.text)]
            size = self.random.choice([self.random.randint(least, most), self.random.randint(least, least + 10), 400])
            if most < 400:
                size = min(size, most)
            first = self.random.randrange(max(len(words) - size, 1))
            held = words[first : first + size]
            text = source.text[held[0][0] : held[-1][1]]
            ends = text[0].isalnum() and text[-1].isalnum() and self._apart(source.text, held[0][0])
            ends = ends and not BOUNDING.match(source.text, held[-1][1])
            if ends and len(held) >= least and not UNFIT.search(text) and re.search(needs, text):
                return source, text

    def has(self, pattern: str) -> bool:
        """Whether any source has something to be edited so: small collections may not."""
        return any(re.search(pattern, source.text) for source in self.sources)

    @staticmethod
    def _apart(text: str, start: int) -> bool:
        return start == 0 or text[start - 1].isspace()

    def inner_words(self, text: str) -> list[re.Match[str]]:
        """Words of letters that are neither first nor last."""
        return list(re.finditer(r"(?<!\S)[A-Za-z]{4,}(?!\S)", text))[1:-1]

    def other_word(self, word: str) -> str:
        return next(w for w in iter(lambda: self.random.choice(self.vocabulary), None) if w.lower() != word.lower())


def change_case(maker: Maker, text: str) -> str:
    return maker.random.choice([str.upper, str.lower, str.title, str.swapcase])(text)


def change_marks(maker: Maker, text: str) -> str:
    marks = {"'": "’", "’": "'", "-": "‐", "–": "-", "—": "–", "(": "[", ")": "]", ";": ",", ",": ";"}
    return "".join(marks.get(c, c) if not _in_number(text, i) else c for i, c in enumerate(text))


def _in_number(text: str, at: int) -> bool:
    """Whether a mark touches a digit: there it says something."""
    return any(c.isdigit() for c in text[max(at - 1, 0) : at + 2])


def change_spaces(maker: Maker, text: str) -> str:
    return re.sub(r"\s+", lambda _: maker.random.choice([" ", "  ", "\u00a0", "\n", "\t", "\u2009", " \u2028"]), text)


def put_ligatures(maker: Maker, text: str) -> str:
    for plain, joined in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"), ("st", "ﬆ")):
        text = text.replace(plain, joined)
    return text


def soft_hyphens(maker: Maker, text: str) -> str:
    return re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda _: maker.random.choice(["\u00ad", "", ""]), text)


def break_words(maker: Maker, text: str) -> str:
    def broken(match: re.Match[str]) -> str:
        word = match.group()
        if maker.random.random() < 0.6:
            return word
        at = maker.random.randint(2, len(word) - 2)
        return f"{word[:at]}-{maker.random.choice(['', '  '])}\n{word[at:]}"

    return re.sub(r"(?<![\w-])[A-Za-z]{6,}(?![\w-])", broken, text)


def mark_up(maker: Maker, text: str) -> str:
    def marked(match: re.Match[str]) -> str:
        return maker.random.choice(
            ["*{}*", "**{}**", "_{}_", "<em>{}</em>", "[{}](https://example.org/a)", "{}", "{}"]
        ).format(match.group())

    return re.sub(r"(?<!\S)[A-Za-z]{4,}(?!\S)", marked, text)


def decompose(maker: Maker, text: str) -> str:
    return unicodedata.normalize(
        "NFD", "".join(chr(ord(c) + 0xFEE0) if c.isalpha() and c.isascii() else c for c in text)
    )


FORMS: dict[str, Callable[[Maker, str], str]] = {
    "case": change_case,
    "marks": change_marks,
    "spaces": change_spaces,
    "ligatures": put_ligatures,
    "soft hyphens": soft_hyphens,
    "line breaks": break_words,
    "markup": mark_up,
    "full width": decompose,
}


def form_case(maker: Maker, edit: str) -> Case:
    while True:
        _, text = maker.piece()
        edited = FORMS[edit](maker, text)
        if edited != text and "…" not in edited:
            return Case(edit, frozenset({"form"}), edited)


def unedited(maker: Maker) -> Case:
    return Case("none", frozenset({"verbatim"}), maker.piece(most=400)[1])


def elided(maker: Maker) -> Case:
    _, text = maker.piece(30, 300)
    words = [m.span() for m in WORD.finditer(text)]
    parts = maker.random.choice([2, 2, 3])
    cuts = sorted(maker.random.sample(range(4, len(words) - 4), 2 * (parts - 1)))
    edges = [0, *cuts, len(words)]
    pieces = [text[words[a][0] : words[b - 1][1]] for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    mark = maker.random.choice([" … ", " ... ", " […] ", " [...] ", "… ", " . . . "])
    if len(pieces) < 2 or any(not re.search(r"[A-Za-z]{3}", piece) or piece[0] in ".,;)" for piece in pieces):
        return elided(maker)
    gaps = [text[words[a - 1][1] : words[b][0]] for a, b in zip(edges[1::2], edges[2::2], strict=False)]
    if not all(re.search(r"[A-Za-z0-9]", gap) for gap in gaps):
        return elided(maker)
    if any(TELLING.search(REFERENCE.sub(" ", gap)) for gap in gaps):
        return Case("ellipsis, telling", frozenset({"curtailed"}), mark.join(pieces))
    # What is left out may have a word that only the program's own longer lists know.
    return Case("ellipsis", frozenset({"elided", "curtailed"}), mark.join(pieces))


def inverted(maker: Maker) -> Case:
    """A denial, number or condition with up to two words around it left out."""
    _, text = maker.piece(12, 60, needs=TELLING.pattern)
    telling = list(TELLING.finditer(REFERENCE.sub(lambda reference: "-" * len(reference.group()), text)))
    if not telling:
        return inverted(maker)
    found = maker.random.choice(telling)
    words = [m.span() for m in WORD.finditer(text)]
    at = next(i for i, (_, end) in enumerate(words) if end > found.start())
    first, last = at - maker.random.randint(0, 1), at + 1 + maker.random.randint(0, 1)
    if first < 4 or last > len(words) - 4:
        return inverted(maker)
    before, after = text[: words[first - 1][1]], text[words[last][0] :]
    mark = maker.random.choice([" … ", " ... ", " […] ", " [...] ", " (...) "])
    return Case("inverted", frozenset({"curtailed"}), f"{before}{mark}{after}")


def long_gap(maker: Maker) -> Case:
    """Some words of the first half of a document, and some of its second half."""
    while True:
        source = maker.random.choice(maker.sources)
        words = [m.span() for m in WORD.finditer(source.text)]
        half = len(words) // 2
        if half < 40:
            continue
        first, last = maker.random.randrange(half - 25), half + maker.random.randrange(half - 8)
        parts = [source.text[words[at][0] : words[at + 7][1]] for at in (first, last)]
        gap = source.text[words[first + 7][1] : words[last][0]]
        ends = all(part[0].isalnum() and part[-1].isalnum() and not UNFIT.search(part) for part in parts)
        if ends and TELLING.search(gap):
            return Case("long gap", frozenset({"curtailed"}), " … ".join(parts))


def other_figure(maker: Maker) -> Case:
    """A number raised, lowered, circled, made a fraction, or with another point, sign or symbol."""
    _, text = maker.piece(6, needs=r"\s\d{1,3}\s")
    match = maker.random.choice(list(re.finditer(r"(?<=\s)\d{1,3}(?=\s)", text)))
    figure = match.group()
    raised, lowered = (str.maketrans("0123456789", digits) for digits in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"))
    edits = [figure.translate(raised), figure.translate(lowered), f"{figure[:-1]}½", f"{figure[:-1]}①"]
    edits += [f"{mark}{figure}" for mark in (".", "−", "-", "$", "~", "<", "1,")]
    edits += [f"{figure}{mark}" for mark in ("⁶", "%", "°", "*", ".5", ",000", ".000", "/2", "-9")]
    other = maker.random.choice(edits)
    return Case("figure changed", _ALTERED, text[: match.start()] + other + text[match.end() :])


def unhyphenated(maker: Maker) -> Case:
    """A hyphen put behind "re", "un" and the like, or taken away there: "re-sign", "resign"."""
    _, text = maker.piece(6, needs=r"(?<!\S)(?:re|un|co|de|in|dis)[a-z]{4,}\s")
    words = list(re.finditer(r"(?<!\S)(re|un|co|de|in|dis)([a-z]{4,})(?=\s)", text))[1:]
    if not words:
        return unhyphenated(maker)
    word = maker.random.choice(words)
    return Case("hyphen", _ALTERED, f"{text[: word.start()]}{word[1]}-{word[2]}{text[word.end() :]}")


def changed(maker: Maker) -> Case:
    _, text = maker.piece(6)
    words = maker.inner_words(text)
    if not words:
        return changed(maker)
    word = maker.random.choice(words)
    return Case("word changed", _ALTERED, text[: word.start()] + maker.other_word(word.group()) + text[word.end() :])


def dropped(maker: Maker) -> Case:
    _, text = maker.piece(6)
    words = maker.inner_words(text)
    if not words:
        return dropped(maker)
    word = maker.random.choice(words)
    return Case("word dropped", _ALTERED, text[: word.start()].rstrip() + " " + text[word.end() :].lstrip())


def added(maker: Maker) -> Case:
    _, text = maker.piece(6)
    words = maker.inner_words(text)
    if not words:
        return added(maker)
    at = maker.random.choice(words).start()
    return Case("word added", _ALTERED, f"{text[:at]}{maker.other_word('')} {text[at:]}")


def denied(maker: Maker) -> Case:
    _, text = maker.piece(6, needs=r"\s(?:is|was|are|were|can|has|have|may)\s")
    return Case("negation", _ALTERED, re.sub(r"\s(is|was|are|were|can|has|have|may)\s", r" \1 not ", text, count=1))


def renumbered(maker: Maker) -> Case:
    _, text = maker.piece(6, needs=r"\s\d+(?:\.\d+)?\s")
    match = maker.random.choice(list(re.finditer(r"(?<=\s)\d+(?:\.\d+)?(?=\s)", text)))
    digits = [i for i in range(match.start(), match.end()) if text[i].isdigit()]
    at = maker.random.choice(digits)
    other = maker.random.choice([d for d in "123456789" if d != text[at]])
    return Case("number changed", _ALTERED, text[:at] + other + text[at + 1 :])


def undenied(maker: Maker) -> Case:
    """A "not" left out without a word."""
    _, text = maker.piece(6, needs=r"\snot\s")
    return Case("denial dropped", _ALTERED, re.sub(r"\snot\s", " ", text, count=1))


def qualified(maker: Maker) -> Case:
    """A word that says how far something holds, made the other way round."""
    pairs = {"may": "must", "must": "may", "some": "all", "all": "some", "more": "less", "less": "more", "before": "after",
             "after": "before", "always": "sometimes", "most": "few", "higher": "lower", "lower": "higher",
             "with": "without", "increased": "reduced", "reduced": "increased", "should": "could",
             "could": "should"}  # fmt: skip
    found = rf"(?<=\s)(?:{'|'.join(pairs)})(?=\s)"
    _, text = maker.piece(6, needs=found)
    match = maker.random.choice(list(re.finditer(found, text)))
    return Case("qualifier", _ALTERED, text[: match.start()] + pairs[match.group()] + text[match.end() :])


def renamed(maker: Maker) -> Case:
    """A name inside put in the place of another."""
    name = r"(?<=[a-z]\s)[A-Z][a-z]{3,}(?=\s)"
    (_, text), (_, other) = maker.piece(8, needs=name), maker.piece(8, needs=name)
    match, names = maker.random.choice(list(re.finditer(name, text))), re.findall(name, other)
    if match.group().lower() in (each.lower() for each in names):
        return renamed(maker)
    return Case("name changed", _ALTERED, text[: match.start()] + maker.random.choice(names) + text[match.end() :])


def unreferenced(maker: Maker) -> Case:
    """Numbers of references in brackets left out, as who quotes does."""
    numbers = r"(?<=[a-z]{3}) \[\d{1,3}(?:[,–-] ?\d{1,3})*\](?=[ .,])"
    if not maker.has(numbers):
        return unedited(maker)
    source, text = maker.piece(8, needs=numbers)
    bare = re.sub(numbers, "", text)
    if "[" in bare or not re.search(r"(?<=[a-z]{3} )\[1[],–-]", source.text):
        return unreferenced(maker)
    return Case("references dropped", frozenset({"form"}), bare)


def unbounded(maker: Maker) -> Case:
    """A word that bounds what is said left out: "only", "at least"."""
    bounds = r"(?<=[a-z]\s)(?:only|at least|at most|up to|more than|less than|almost|nearly|about)\s(?=\w)"
    _, text = maker.piece(8, needs=bounds)
    match = maker.random.choice(list(re.finditer(bounds, text)))
    return Case("bound dropped", _ALTERED, text[: match.start()] + text[match.end() :])


def other_unit(maker: Maker) -> Case:
    """Another unit behind a number."""
    units = {"days": "weeks", "weeks": "days", "hours": "days", "years": "months", "months": "years", "mg": "g", "ml": "l",
             "°C": "°F", "min": "h", "h": "min", "minutes": "hours",
             "mm": "cm", "kb": "bp", "bp": "kb", "cases": "deaths"}  # fmt: skip
    found = rf"(?<=\d\s)(?:{'|'.join(units)})(?=\s)"
    if not maker.has(found):
        return unedited(maker)
    _, text = maker.piece(6, needs=found)
    match = maker.random.choice(list(re.finditer(found, text)))
    return Case("unit changed", _ALTERED, text[: match.start()] + units[match.group()] + text[match.end() :])


def swapped(maker: Maker) -> Case:
    """Two neighbouring words in the place of each other."""
    pair = r"(?<=\s)([a-z]{3,})(\s+)([a-z]{3,})(?=\s)"
    _, text = maker.piece(8, needs=pair)
    match = maker.random.choice(list(re.finditer(pair, text)))
    if match[1] == match[3]:
        return swapped(maker)
    return Case(
        "words swapped", _ALTERED, f"{text[: match.start()]}{match[3]}{match[2]}{match[1]}{text[match.end() :]}"
    )


def edited(maker: Maker) -> Case:
    """What an editor says in brackets."""
    _, text = maker.piece(6, needs=r"[a-z]{4,} [a-z]{4,}")
    match = maker.random.choice(list(re.finditer(r"(?<=[a-z]{4}) (?=[a-z]{4})", text)))
    mark = maker.random.choice([" [sic] ", " [sic!] ", " [emphasis added] ", " [!] "])
    return Case("editor's mark", frozenset({"form"}), text[: match.start()] + mark + text[match.end() :])


def glued(maker: Maker) -> Case:
    (one, first), (two, second) = maker.piece(6, 20), maker.piece(6, 20)
    return glued(maker) if one == two else Case("glued", frozenset({"altered", "no_source"}), f"{first} {second}")


def invented(maker: Maker) -> Case:
    words = [maker.random.choice(maker.vocabulary) for _ in range(maker.random.randint(6, 25))]
    return Case("invented", frozenset({"no_source"}), " ".join(words))


def foreign(maker: Maker) -> Case:
    source, text = maker.piece(8)
    other = maker.random.choice([s for s in maker.sources if s != source and standing_in(text, [s]) is False])
    name = re.sub(r"[\"“”„«»()\[\]]", "", other.title)
    if not any(source.title for source in maker.sources):  # a collection without titles
        return Case("other document", frozenset({"misattributed"}), text, "It says “", f"” [{other.id}].")
    if name != other.title or len(name) < 9:
        return foreign(maker)
    before, after = maker.random.choice(
        [(f'According to "{name}", “', "”."), ("It says: “", f"” ({name})."), (f"In {name} it says “", "” as well."),
         ("It says “", f"” [{other.id}].")]
    )  # fmt: skip
    return Case("other document", frozenset({"misattributed"}), text, before, after)


_ALTERED = frozenset({"altered"})

#: Edits of what stands between letters and digits.
SIGNS = frozenset({"figure changed", "hyphen"})

#: Edits that make a quotation say another thing.
DISTORTED = frozenset(
    {"word changed", "word dropped", "word added", "negation", "number changed", "inverted", "long gap", "figure changed",
     "hyphen", "ellipsis, telling", "denial dropped", "qualifier", "name changed", "words swapped", "bound dropped",
     "unit changed"}
)  # fmt: skip
MAKERS: dict[str, Callable[[Maker], Case]] = {
    "none": unedited,
    **{edit: (lambda maker, edit=edit: form_case(maker, edit)) for edit in FORMS},
    "ellipsis": elided,
    "inverted": inverted,
    "long gap": long_gap,
    "figure changed": other_figure,
    "hyphen": unhyphenated,
    "word changed": changed,
    "word dropped": dropped,
    "word added": added,
    "negation": denied,
    "number changed": renumbered,
    "denial dropped": undenied,
    "qualifier": qualified,
    "name changed": renamed,
    "words swapped": swapped,
    "bound dropped": unbounded,
    "unit changed": other_unit,
    "editor's mark": edited,
    "references dropped": unreferenced,
    "glued": glued,
    "invented": invented,
    "other document": foreign,
}


def squeezed(text: str) -> str:
    """Letters and digits alone: an oracle of its own, slower and coarser than what is tested."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in folded if c.isalnum())


_SQUEEZED: dict[str, str] = {}


def standing_in(text: str, sources: Sequence[Source]) -> bool:
    wanted = squeezed(re.sub(r"</?em>|\]\([^)]*\)", "", text))
    for source in sources:
        if source.id not in _SQUEEZED:
            _SQUEEZED[source.id] = squeezed(source.text)
    return any(wanted in _SQUEEZED[source.id] for source in sources)


def make_cases(sources: Sequence[Source], each: int, seed: int) -> list[Case]:
    """``each`` cases of every edit; an altered one that happens to stand is made anew."""
    maker = Maker(sources, seed)
    cases = []
    for make in MAKERS.values():
        for _ in range(each):
            case = make(maker)
            # Signs and hyphens are nothing to the oracle, which would say that such a quotation stands.
            while case.expected == _ALTERED and case.edit not in SIGNS and standing_in(case.quote, sources):
                case = make(maker)
            cases.append(case)
    maker.random.shuffle(cases)
    return cases


def verdicts(checker: Checker, cases: Sequence[Case]) -> Iterator[tuple[Case, str]]:
    """Each case with the verdict on its quotation, "missing" where none was told of its very span."""
    for first in range(0, len(cases), PER_DRAFT):
        told = cases[first : first + PER_DRAFT]
        text, starts = "", []
        for case in told:
            starts.append(len(text) + len(case.before))
            text += f"{case.before}{case.quote}{case.after}\n\n"
        found = {item.start: item for item in checker.check(text).items if item.kind == "quotation"}
        for case, start in zip(told, starts, strict=True):
            item = found.get(start)
            fits = item is not None and item.text == case.quote
            yield case, item.verdict.value if item is not None and fits else "missing"


def table(found: Sequence[tuple[Case, str]]) -> dict[str, Counter[str]]:
    """Verdicts counted by edit."""
    rows: dict[str, Counter[str]] = {edit: Counter() for edit in (*MAKERS, "ellipsis, telling")}
    for case, verdict in found:
        rows[case.edit][verdict] += 1
    return rows


def failures(found: Sequence[tuple[Case, str]], sources: Sequence[Source]) -> list[str]:
    """The bars that are missed, in words."""
    missed = []
    for verdict, least in (
        ("verbatim", 1.0),
        ("form", 1.0),
        ("curtailed", 1.0),
        ("altered", 0.98),
        ("misattributed", 0.98),
    ):
        own = [(case, told) for case, told in found if case.expected == {verdict}]
        right = sum(told in case.expected for case, told in own) / max(len(own), 1)
        if right < least:
            missed.append(f"{verdict}: {right:.2%} right of {len(own)}, at least {least:.0%} wanted")
        wrong = [case for case, told in found if told == verdict and verdict not in case.expected]
        if wrong and least == 1.0:
            missed.append(
                f"{len(wrong)} called {verdict} that are not, first: {wrong[0].edit}: {wrong[0].quote[:120]!r}"
            )
    false = [case for case, told in found if case.edit in DISTORTED and told in ("verbatim", "form", "elided")]
    if false:
        missed.append(
            f"{len(false)} that say another thing were let through, first: {false[0].edit}: {false[0].quote[:120]!r}"
        )
    lost = [case for case, told in found if told == "not_found" and standing_in(case.quote, sources)]
    if lost:
        missed.append(f"{len(lost)} stand in a source and were called not found, first: {lost[0].quote[:120]!r}")
    return missed


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    arguments.add_argument("--each", type=int, default=120, help="quotations for each edit")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--index", type=Path, help="an index of documents.jsonl that is there already")
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--show", action="store_true", help="print each wrong one")
    options = arguments.parse_args()
    sources = read_sources(options.folder)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(index=options.index or Path(folder) / "index", semantic="off")
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        name = documents_of(options.folder).name
        lines = documents_of(options.folder).read_bytes().splitlines(keepends=True)[:MOST]
        (corpus / name).write_bytes(b"".join(lines))
        if not options.index:
            index_corpus(settings, [corpus])
        cases = make_cases(sources, options.each, options.seed)
        found = list(verdicts(Checker(settings), cases))
    rows, missed = table(found), failures(found, sources)
    if options.json:
        print(json.dumps({"cases": len(found), "table": rows, "missed": missed}, indent=2))
    else:
        columns = sorted({verdict for row in rows.values() for verdict in row})
        print(f"{'edit':16}" + "".join(f"{name:>14}" for name in columns))
        for edit, row in rows.items():
            print(f"{edit:16}" + "".join(f"{row[name] or '.':>14}" for name in columns))
        print(f"{len(found)} quotations of {len(sources)} documents; " + ("; ".join(missed) or "every bar is met"))
    for case, verdict in found if options.show else ():
        if verdict not in case.expected:
            print(f"{case.edit} -> {verdict}: {case.before[-60:]!r} {case.quote!r}", file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
