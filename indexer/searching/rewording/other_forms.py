"""Words of a question in other forms than those that stemming brings together: "who pays" and "paid by the tenant"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.text.analysis import Analyzer, Query
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.languages.irregular_forms import IRREGULAR_FORMS

__all__ = ["OtherForms"]

#: What another form counts beside the one that was typed.
_WEIGHT = 0.9


class OtherForms:
    """Knows the other forms of words as one index has them; safe for many threads at once."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._forms: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def of(self, query: Query, languages: Sequence[str]) -> Iterator[Alternative]:
        """Alternatives for the words of a question that have other forms in one of the ``languages`` it may be in."""
        for language in languages:
            forms = self._of_terms(language) if language in IRREGULAR_FORMS else {}
            for term in query.content if forms else ():
                others = () if term.exact_only or len(term.exacts) != 1 else forms.get(term.term, ())
                for other in others:
                    new = self._analyzer.reworded(term, other)
                    said = f"{term.typed} = {other}"
                    yield Alternative((term.term,), True, (new.term,), (new,), said, _WEIGHT)

    def _of_terms(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """By its term in this index, the other forms of a word."""
        found = self._forms.get(language)
        if found is None:
            found = {self._analyzer.term(word): others for word, others in IRREGULAR_FORMS[language].items()}
            self._forms[language] = found
        return found
