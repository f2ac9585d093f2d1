"""What every engine must do; run by test_engines against each, with an oracle of plain float64 Python."""

from collections import Counter
from math import log

from indexer.engines.bm25f import FIELDS, K1
from indexer.engines.entries import entry_of
from indexer.model import Locator, Passage, PassageKind, Span, passage_id
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()


def passage(document, text, title="", headings=(), context="", kind=PassageKind.TEXT):
    return Passage(
        passage_id(document, text, 0), document, "0" * 64, 0, len(text), text, tuple(headings), context,
        (Span(0, len(text)),), Locator(), kind, title=title,
    )  # fmt: skip


def entries(passages):
    return [entry_of(p, ANALYZER) for p in passages]


def oracle(passages, question):
    """BM25F by its definition, passage id -> score."""
    query, made = ANALYZER.question(question), entries(passages)
    averages = {f.name: sum(e.fields[f.name].length for e in made) / len(made) for f in FIELDS}
    scores = Counter()
    for wanted in query.terms:
        frequencies = {}
        for e in made:
            total = 0.0
            for f in FIELDS:
                norm = 1 - f.b + f.b * e.fields[f.name].length / max(averages[f.name], 1e-9)
                total += f.weight * e.fields[f.name].terms.count(wanted.term) / norm
            if total:
                frequencies[e.passage_id] = total
        idf = log(1 + (len(made) - len(frequencies) + 0.5) / (len(frequencies) + 0.5))
        for name, tf in frequencies.items():
            scores[name] += wanted.weight * idf * tf / (K1 + tf)
    return sorted(((name, s) for name, s in scores.items()), key=lambda pair: (-round(pair[1], 9), pair[0]))
