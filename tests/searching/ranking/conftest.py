"""Small corpora looked into by a question, and what the parts give by their definitions, in plain Python."""

from math import log, sqrt
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace

import numpy as np
import pytest

from indexer.engines.candidates import Run
from indexer.engines.entries import entry_of
from indexer.engines.entries.batches import batched
from indexer.engines.forward import ForwardIndex
from indexer.engines.forward.writer import ForwardWriter
from indexer.model import Locator, Passage, PassageKind, Span, passage_id
from indexer.searching.ranking import Matches, QuestionTerms, Support, fused
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()

#: The fields beside the text: weight and b, as weighting has them.
BESIDE = {Run.TITLE: (2.0, 0.5), Run.HEADING: (2.0, 0.5), Run.CONTEXT: (1.0, 0.5)}

#: Words of the tests that a question begins with.
ASKING = {"what", "is"}


def made(number, *sentences, title="", headings=(), context="", asks=False, document=""):
    """A passage of these sentences, of a document of its own where none is named; ``asks`` where the first is a question
    that the others answer."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence) + 1))
        text += f"{sentence} "
    kind = PassageKind.QUESTION_AND_ANSWER if asks else PassageKind.TEXT
    name = document or f"d{number}"
    return Passage(
        passage_id(name, text, number), name, "0" * 64, 0, len(text), text, tuple(headings), context,
        tuple(spans), Locator(), kind, title=title,
    )  # fmt: skip


class Plain:
    """The parts of each of ``looked``, of all ``held`` passages, by their definitions."""

    def __init__(self, held, looked, query):
        self.query = query
        self.held = [[(r.kind, r.words, r.tokens) for r in entry_of(p, ANALYZER).runs] for p in held]
        self.looked = [[(r.kind, r.words, r.tokens) for r in entry_of(p, ANALYZER).runs] for p in looked]
        self.documents = [p.document_id for p in looked]
        self.asks = [p.kind is PassageKind.QUESTION_AND_ANSWER for p in looked]
        self.worth = {t.term: t.weight * self.idf(t.term) for t in query.terms}
        self.ideal = sum(self.worth.values())

    def idf(self, term):
        df = sum(any(t.term == term for _, _, tokens in runs for t in tokens) for runs in self.held)
        return log(1 + (len(self.held) - df + 0.5) / (df + 0.5))

    def words(self, runs, kind):
        return sum(words for k, words, _ in runs if k == kind)

    def frequency(self, runs, term):
        total = 0.0
        for kind, (weight, b) in BESIDE.items():
            average = sum(self.words(r, kind) for r in self.held) / len(self.held)
            count = sum(t.term == term for k, _, tokens in runs if k == kind for t in tokens)
            total += weight * count / (1 - b + b * self.words(runs, kind) / average) if count else 0.0
        return total

    def window(self, runs):
        sentences = [(words, [t.term for t in tokens]) for kind, words, tokens in runs if kind == Run.SENTENCE]
        best = 0.0
        for first in range(len(sentences)):
            for last in range(first + 1, min(first + 12, len(sentences)) + 1):
                inside = sentences[first:last]
                length = sum(words for words, _ in inside)
                if length > 40 and len(inside) > 1:
                    continue
                score = 0.0
                for term, worth in self.worth.items():
                    tf = sum(terms.count(term) for _, terms in inside) / (1 - 0.6 + 0.6 * length / 40)
                    tf += self.frequency(runs, term)
                    score += worth * tf / (1.2 + tf)
                best = max(best, score)
        return best

    def closeness(self, runs, asks):
        lines = [(1.0, 3, tokens) for kind, _, tokens in runs if kind == Run.TITLE]
        lines += [(2 / 3, 3, tokens) for kind, _, tokens in runs if kind == Run.HEADING][-1:]
        lines += [(1.2, 2, runs[0][2])] if asks else []
        norm, best = sqrt(sum(w * w for w in self.worth.values())), 0.0
        for counts, power, tokens in lines:
            if tokens and tokens[0].exact in ASKING:
                counts, power = 1.2, 2
            line = {t.term: self.idf(t.term) for t in tokens}
            product = sum(self.worth.get(term, 0) * idf for term, idf in line.items())
            cosine = product / (norm * sqrt(sum(i * i for i in line.values()))) if product else 0.0
            best = max(best, counts * cosine**power)
        return self.ideal * best

    def likeness(self, runs):
        tokens = [t for _, _, of_run in runs for t in of_run]
        words = {t.exact for t in tokens if t.term not in self.worth}
        total = 0.0
        for asked in self.query.terms:
            typed = asked.exacts[0]
            if (
                len(typed) >= 4
                and not typed.replace(".", "").isdecimal()
                and asked.term not in {t.term for t in tokens}
            ):
                total += self.worth[asked.term] * max((dice(typed, word) for word in words), default=0.0)
        held = {t.term for passage in self.held for _, _, tokens in passage for t in tokens}
        asked_for = sum(t.term in held for t in self.query.content)
        return total if asked_for <= 8 else total * 8 / asked_for

    def share(self, *passages):
        terms = {t.term for runs in passages for _, _, tokens in runs for t in tokens}
        content = [t.term for t in self.query.content]
        return sum(self.worth[t] for t in content if t in terms) / max(sum(self.worth[t] for t in content), 1e-9)

    def coverage(self, runs):
        return self.ideal * self.share(runs) ** 10

    def document(self, document):
        together = [runs for runs, name in zip(self.looked, self.documents, strict=True) if name == document]
        most = max(map(self.share, together))
        return self.ideal * (self.share(*together) ** 3 - most**3) / (1 + log(len(together)))

    def exactness(self, runs):
        words = {(t.term, t.exact, length) for _, _, tokens in runs for t in tokens for length in (t.end - t.start, 0)}
        signed = {t.term: 0 if t.typed.isalpha() else len(t.typed) for t in self.query.terms}
        return sum(
            self.worth[t.term]
            for t in self.query.terms
            if any((t.term, exact, signed[t.term]) in words for exact in t.exacts)
        )

    def adjacency(self, runs):
        """A pair with a number counts double, all by how few of the passages looked into have them."""
        content, place = {t.term for t in self.query.content}, list(self.query.sequence)
        pairs = {(a, b) for a, b in zip(place, place[1:], strict=False) if a != b and {a, b} & content}
        total = 0.0
        for a, b in pairs:
            if a in self.worth and b in self.worth and any(map(self.has_pair(a, b), self.looked)):
                having = sum(map(self.has_pair(a, b), self.looked))
                rarity = 1 - log(2 * having + 1) / log(2 * (len(self.looked) + 1))
                counts = 2 if any(char.isdecimal() for char in a + b) else 1
                total += self.has_pair(a, b)(runs) * counts * rarity * min(self.worth[a], self.worth[b])
        return total

    def has_pair(self, a, b):
        def has(runs):
            return any(
                one.term == a and other.term == b and 0 <= other.start - one.end <= 2
                for _, _, tokens in runs for one in tokens for other in tokens
            )  # fmt: skip

        return has

    def part(self, name):
        if name == "closeness":
            return [self.closeness(runs, asks) for runs, asks in zip(self.looked, self.asks, strict=True)]
        if name == "document":
            return [self.document(of) for of in self.documents]
        return [getattr(self, name)(runs) for runs in self.looked]


def dice(a, b):
    """The share of two words' grams of four letters, 0 where they are not alike."""
    grams = [{f"_{w}_"[i : i + 4] for i in range(len(w) - 1)} for w in (a, b)]
    common = len(grams[0] & grams[1])
    share = 2 * common / max(len(grams[0]) + len(grams[1]), 1)
    return share if common >= 2 and share >= 0.4 else 0.0


@pytest.fixture
def look(tmp_path):
    """Looks into passages by a question: ``held`` beside them only count in the statistics."""

    def look(question, *looked, held=(), removed=()):
        entries = [entry_of(p, ANALYZER) for p in (*looked, *held, *removed)]
        folder = Path(mkdtemp(dir=tmp_path))
        writer = ForwardWriter(folder, ())
        list(writer.collect(batched(entries)))
        writer.finish()
        if removed:
            ForwardWriter(folder, [p.document_id for p in removed]).finish()
        return of(ForwardIndex(folder), ANALYZER.question(question), looked, held)

    return look


def of(index, query, looked, held):
    terms = QuestionTerms.of(query, index.lexicon)
    candidates = index.candidates([p.id for p in looked])
    among = np.zeros(index.lexicon.statistics.words, bool)
    among[candidates.words] = True
    return SimpleNamespace(
        matches=Matches(candidates, terms),
        alike=index.lexicon.alike(terms.typed.words, among),
        terms=terms,
        query=query,
        plain=Plain([*looked, *held], looked, query),
    )


@pytest.fixture(name="made")
def making():
    return made


@pytest.fixture
def support(look):
    def support(question, *passages, scores=None, cosines=None, twins=()):
        looked = look(question, *passages)
        given = np.array(scores or [1.0] * len(passages))
        ranked = fused(given, looked.matches, looked.query, looked.alike, cosines)
        return Support(looked.matches, looked.query, ranked, np.argsort(-ranked.scores, kind="stable").tolist(), twins)

    return support
