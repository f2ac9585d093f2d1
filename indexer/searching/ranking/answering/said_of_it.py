"""Is the number, time or name that is asked for said of just what is asked? "When were the curtains cleaned?" is not
answered by "Carpets were cleaned in May", though the next sentence is on curtains."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import regex

from indexer.model import Passage, PassageKind
from indexer.searching.ranking.answering.passage_sentences import CAPTION, LABEL_WORDS, Sentences
from indexer.searching.ranking.answering.said_of_whom import names_somebody
from indexer.searching.ranking.answering.sentence_scores import SentenceScores
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import LONG
from indexer.text.analysis.languages.wanted.wanted_values import WantedValue

__all__ = ["SaidOfIt"]

#: What a line of a form is on: its last word before the colon, or before the bar of a row of two cells.
_LABEL = regex.compile(r"[^:|\n]*?(\p{L}+)\W*(?::\s|\|)")

#: Words that say which of several, and when, or that a number is asked for: a sentence need not have them.
_WHICH_WORDS = "first last next now today currently number erst letzt nächst prochain proxim"

#: What is measured of a thing: how high it is says nothing of how long it is.
_SIDE_WORDS = "high tall deep wide thick heavy old hoch breit tief dick schwer alt"

#: What is said of a sum, as typed.
_PAYING_WORDS = """
    pay pays paid cost costs charge charges zahlt zahlte zahlen gezahlt bezahlt kostet kostete kosten payé paie paient coûte
    coûté coûtent pagó paga pagan pagado cuesta cuestan costó betaalt betaalde betaald kost kostte pagato costa costato
"""
_PAYING = frozenset(_PAYING_WORDS.split())

_WHICH, _SIDES = frozenset(_WHICH_WORDS.split()), frozenset(_SIDE_WORDS.split())

#: A number, and not that of a name ("E9").
_OWN_NUMBER = regex.compile(r"(?<![\p{L}\p{N}])\p{Nd}")


class SaidOfIt:
    """Looks at the sentences that have what one question wants to hear."""

    def __init__(
        self,
        matches: Matches,
        scores: SentenceScores,
        wanted: WantedValue | None,
        form: Collection[str],
        question: str = "",
    ) -> None:
        """``form`` are the terms that give the question, as typed, no more than its form."""
        self._question = question
        names = matches.terms.names
        self._form = frozenset(
            number for number, name in enumerate(names) if name in _WHICH or name in set(form) - _SIDES
        )
        spelt = matches.candidates.lexicon.words
        self._paid = frozenset(
            number for number, words in enumerate(matches.terms.words) if any(spelt[n] in _PAYING for n in words)
        )
        self._scores, self._wanted = scores, wanted
        # In a larger index what is asked has other passages that say it, and these come first.
        self._matters = matches.of_few_passages and int(matches.terms.content.sum()) <= LONG

    def sayings(self, place: int, passage: Passage, sentences: Sentences) -> list[int] | None:
        """The sentences that have what is wanted, with all words of the question that sentences of ``passage`` (the
        candidate at ``place``) have, best first; those that stand beside it count for each. None where this says nothing:
        nothing is wanted, the index or the question is large, or no sentence has it, but for a time that is counted from
        what is asked for."""
        wanted = self._wanted
        if wanted is None or not self._matters:
            return None
        beside, held = self._scores.beside(place) | self._form, self._scores.held(place, passage)
        own = [self._own(sentences, held, i) for i in range(len(sentences))]
        asked = frozenset().union(*(has for i, has in enumerate(held) if not sentences.asked(i))) - beside
        header = sentences.table_header
        texts = [header + CAPTION.sub("", sentences.text(i)) for i in range(len(sentences))]
        having = [i for i, text in enumerate(texts) if wanted.is_in(text) and not sentences.asked(i)]
        if not having:
            return [] if any(wanted.counts_from_it(text) for text in texts) else None
        for i in having:
            # What it goes on from, where that has no number of its own: "Error 9: heat. Wait ten minutes."
            goes_on = held[i] & asked and not names_somebody(sentences, i, self._question)
            if i and goes_on and sentences.ended(i - 1) and not _OWN_NUMBER.search(texts[i - 1]):
                own[i] |= held[i - 1]
        # A row of sums says what somebody paid without the word.
        needed = [asked - self._paid if sentences.is_row(i) else asked for i in range(len(sentences))]
        return sorted((i for i in having if needed[i] <= own[i]), key=lambda i: -self._scores.worth(held[i]))

    def _own(self, sentences: Sentences, held: Sequence[frozenset[int]], i: int) -> frozenset[int]:
        """The terms of a sentence, and of those before it that it goes on from: what it points to or answers, a label or
        lead-in above it, the lines of a form above it as far as they are on the same."""
        first = i
        while first and self._goes_on(sentences, first):
            first -= 1
        lead = next((held[j] for j in range(i - 1, -1, -1) if sentences.leads_on(j)), frozenset[int]())
        return frozenset().union(lead, *held[first : i + 1], *(held[j] for j in _of_one_form(sentences, i)))

    def _goes_on(self, sentences: Sentences, i: int) -> bool:
        if sentences.kind is PassageKind.TABLE:
            return False
        before = len(sentences.text(i - 1).split()) <= LABEL_WORDS and not sentences.ended(i - 1)
        label = before and not sentences.says_itself(i - 1)
        return sentences.leans(i) or sentences.asked(i - 1) or label


def _of_one_form(sentences: Sentences, i: int) -> range:
    """The lines of a form from the one that begins what line ``i`` is of: a label that comes again begins another. The
    rows below a table's header are none."""
    labels = [_LABEL.match(sentences.text(j)) for j in range(i + 1)]
    if labels[i] is None or sentences.table_header.strip():
        return range(0)
    first = i
    while first and labels[first - 1] is not None:
        first -= 1
    begun = [j for j in range(first, i + 1) if labels[j][1].lower() == labels[first][1].lower()]
    return range(begun[-1], i)
