"""Which sentence of a passage answers best? Chosen by the question's words in it, and by what it can say alone."""

from __future__ import annotations

from collections.abc import Collection

from indexer.model import Passage, PassageKind, Span
from indexer.searching.ranking.answering.called_off import CalledOff
from indexer.searching.ranking.answering.headed import Headed
from indexer.searching.ranking.answering.ordinals import Ordinals
from indexer.searching.ranking.answering.passage_sentences import CAPTION, CELLS, LABEL_WORDS, PROSE_KINDS, Sentences
from indexer.searching.ranking.answering.reasons_and_ways import ReasonsAndWays
from indexer.searching.ranking.answering.said_of_it import SaidOfIt
from indexer.searching.ranking.answering.said_of_whom import SaidOfWhom
from indexer.searching.ranking.answering.sentence_scores import SentenceScores, with_those_asking
from indexer.searching.ranking.answering.turning import Turning
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import denies
from indexer.text.analysis import asks_whether
from indexer.text.analysis.languages.wanted.unsaid_agents import is_done_by_nobody
from indexer.text.analysis.languages.wanted.wanted_values import wanted_value

__all__ = ["AnswerSentences"]

#: One that is a whole passage, and so needs not stand out among others, this share of that.
_ALONE = 0.5

#: Lines around one that are marked with it, on either side; sentences of a passage that answers as a whole.
_MOST_AROUND = 10
_HEADED = 3

#: What the chosen sentence lacks is worth a neighbour of it from this share of what it has.
_LACKING = 0.3

#: Sentences that answer together, at most; words of a line that is no heading, as it has more.
_MOST_TOGETHER = 3
_HEADING_WORDS = 10


class AnswerSentences:
    """Chooses the sentences that answer one question."""

    def __init__(self, matches: Matches, question: str = "", form: Collection[str] = ()) -> None:
        """``question`` is as it was typed, for what sort of thing it wants to hear; ``form`` are the terms that give it no
        more than its form."""
        self._matches, self._scores = matches, SentenceScores(matches, question)
        self._question, self._liked = question, wanted_value(question)
        self._wanted = self._liked if self._liked and self._liked.certain else None
        content = int(matches.terms.content.sum())
        self._turning = Turning(question, content)
        self._reasons_and_ways = ReasonsAndWays(question, content, small=matches.of_few_passages)
        self._headed = Headed(matches, question)
        self._of_it = SaidOfIt(matches, self._scores, self._liked, form, question)
        self._called_off = CalledOff(matches, self._scores, question, self._liked)
        self._of_whom = SaidOfWhom(matches, self._scores, question, self._liked)
        self._whether, self._ordinals = asks_whether(question), Ordinals(question)

    def span(self, place: int, passage: Passage) -> Span | None:
        """The span of the sentence of ``passage`` (the candidate at ``place``) that answers best; None where none stands
        out.

        A sentence that asks answers nothing, what follows it does; nor does a line that only names the subject, or one
        that only sends its reader elsewhere. A label stands with what it names, the lead-in of a list or of a program's
        lines with these, a sentence that points to the one before it with that one. Where nothing in the answer to a
        question repeats its words, its first sentence is, as the author put it there to answer.
        """
        if not passage.sentences:
            return None
        sentences = Sentences(passage, bool(self._matches.candidates.question_and_answer[place]))
        scores, least = self._scores.of(place, passage)
        if len(scores) == 1:
            silent = scores[0] < _ALONE * least or sentences.asks(0) or sentences.sends(0)
            found = None if silent else (0, 0)
        else:
            asked = self._scores.defining(place, with_those_asking(scores, sentences))
            valued = self._valued(asked, sentences, least)
            valued = self._turning.turned(valued, sentences, self._scores.starts(place))
            valued = self._called_off.lowered(place, valued, sentences)
            if sentences.leaves_out(valued.index(max(valued)), self._question):
                return None
            best = self._best(place, sentences, valued, least)
            if best is None:
                found = self._together(place, sentences, valued, least)
            else:
                likely = frozenset(i for i, score in enumerate(scores if self._whether else valued) if score >= least)
                chosen = self._with_value(sentences, best, self._with_neighbour(place, sentences, best))
                found = self._completed(place, passage, sentences, likely, chosen)
        found = self._said_of_it(place, passage, sentences, self._as_headed(place, passage, sentences, found))
        if found and sentences.restricts(found[1] + 1):
            found = found[0], found[1] + 1
        said = found and "\n".join(sentences.text(i) for i in range(found[0], found[1] + 1))
        above = "\n".join((passage.title, *passage.headings))
        unsaid = self._turning.leaves_unsaid, self._reasons_and_ways.are_unsaid
        if said and (any(leaves(said, passage) for leaves in unsaid) or self._ordinals.are_others(said, above)):
            return None
        if found and (
            self._says_nothing(place, sentences, found) or self._is_of_other(place, passage, sentences, found)
        ):
            return None
        return found and Span(passage.sentences[found[0]].start, passage.sentences[found[1]].end)

    def _says_nothing(self, place: int, sentences: Sentences, chosen: tuple[int, int]) -> bool:
        """Whether the ``chosen`` sentences name nobody where that is asked, or only send elsewhere."""
        if self._names_nobody(sentences, chosen):
            return True
        rest = [i for i in range(chosen[0], chosen[1] + 1) if not sentences.sends(i)]
        return len(rest) <= chosen[1] - chosen[0] and all(self._scores.asked_alone(place, i) for i in rest)

    def _names_nobody(self, sentences: Sentences, chosen: tuple[int, int]) -> bool:
        """Whether it is asked who, and the ``chosen`` sentences and the heads of their columns name nobody."""
        said = sentences.table_header + "\n".join(sentences.text(i) for i in range(chosen[0], chosen[1] + 1))
        if self._wanted is None:
            return is_done_by_nobody(self._question, said)
        return not self._wanted.of_number and not self._wanted.is_in(said)

    def _is_of_other(self, place: int, passage: Passage, sentences: Sentences, chosen: tuple[int, int]) -> bool:
        if chosen[0] == chosen[1] and sentences.leaves_out(chosen[0], self._question):
            return True
        called_off = self._called_off.leaves_nothing(place, sentences, chosen)
        return called_off or self._of_whom.is_of_another(place, passage, sentences, chosen)

    def _said_of_it(
        self, place: int, passage: Passage, sentences: Sentences, chosen: tuple[int, int] | None
    ) -> tuple[int, int] | None:
        """What was chosen, or else the best sentence that says what is wanted of just what is asked; None where there are
        sentences on it, and none does."""
        sayings = self._of_it.sayings(place, passage, sentences) if chosen else None
        if sayings is None or (chosen and any(chosen[0] <= i <= chosen[1] for i in sayings)):
            return chosen
        return self._with_neighbour(place, sentences, sayings[0]) if sayings else None

    def lacks_value(self, place: int, passage: Passage) -> bool:
        """Whether no sentence of ``passage`` that has something of the question, nor one beside such, has a number, date or
        name where the question wants one: then it is not answered there. Where none has, all are looked at."""
        if self._liked is None or not passage.sentences:
            return False
        sentences = Sentences(passage, bool(self._matches.candidates.question_and_answer[place]))
        scores, least = self._scores.of(place, passage)
        on_it = {near for i, score in enumerate(scores) if score >= least for near in sentences.around(i)}
        looked_at = on_it.intersection(range(len(sentences))) or range(len(sentences))
        header = sentences.table_header
        return not any(self._liked.may_be_in(header + CAPTION.sub("", sentences.text(i))) for i in looked_at)

    def _valued(self, scores: list[float], sentences: Sentences, least: float) -> list[float]:
        """The scores, more for a sentence with what the question wants to hear, most where it is a number of just that. A
        table's header says of what its rows have numbers."""
        wanted = self._liked
        if wanted is None:
            return scores
        header = sentences.table_header
        texts = (header + text if CELLS in text else text for text in map(sentences.text, range(len(sentences))))
        return [
            score * wanted.worth(text) if score >= least else score for score, text in zip(scores, texts, strict=True)
        ]

    def _best(self, place: int, sentences: Sentences, scores: list[float], least: float) -> int | None:
        """The number of the sentence that answers, the first of equals; None where none does."""
        answering = (i for i, score in enumerate(scores) if score >= least)
        for i in sorted(answering, key=lambda i: (sentences.is_caption(i), -scores[i])):
            if not self._is_no_answer(place, sentences, i):
                return i
            if self._is_entry(place, sentences, i):
                return None  # nor is another entry, which has less of the question
        return 1 if sentences.answering and scores[0] else None

    def _is_entry(self, place: int, sentences: Sentences, i: int) -> bool:
        """Whether a sentence is an item of a list that only names what is asked, as one of a list of contents does."""
        last = i + 1 == len(sentences)
        item = (i > 0 and sentences.is_item(i - 1)) if last else sentences.is_item(i)
        return item and not sentences.ended(i) and self._scores.asked_alone(place, i)

    def _together(self, place: int, sentences: Sentences, scores: list[float], least: float) -> tuple[int, int] | None:
        """The first and last of several sentences that answer together where none does by itself: lines that stand one
        below the other, as of a table in plain text; a sentence of nothing but words of the question, with what it is said
        of; two or three neighbours that have of the question what one should. None where there are none, or they lack the
        value that is asked for."""
        likely = sorted((i for i, score in enumerate(scores) if score >= least), key=lambda i: -scores[i])
        if any(self._is_entry(place, sentences, i) for i in likely):
            return None
        runs = (self._run_of(place, sentences, i) for i in likely if not (sentences.asked(i) or sentences.sends(i)))
        neighbours = [run for size in (2, _MOST_TOGETHER) for run in self._neighbours(sentences, scores, least, size)]
        return next((found for found in (*runs, *neighbours) if found and self._has_wanted(sentences, *found)), None)

    def _neighbours(self, sentences: Sentences, scores: list[float], least: float, size: int) -> list[tuple[int, int]]:
        """Runs of so many sentences that earn together what one should, the best first: each something of it, but for one
        that may have the value that is asked for."""
        found = []
        for first in range(len(scores) - size + 1):
            run = range(first, first + size)
            earning = sum(scores[i] > 0 for i in run) + (self._wanted is not None)
            if earning >= size and sum(scores[i] for i in run) >= least and not any(map(sentences.asked, run)):
                found.append((-sum(scores[i] for i in run), first))
        return [(first, first + size - 1) for _, first in sorted(found)]

    def _run_of(self, place: int, sentences: Sentences, i: int) -> tuple[int, int] | None:
        """A line with those around it, or a sentence with the one before it, or else behind; None of one that stands alone
        and is no more than a heading."""
        if sentences.is_caption(i):
            return None
        if not sentences.ended(i):
            first = last = i
            while first and i - first < _MOST_AROUND and not sentences.ended(first - 1):
                first -= 1
            while last + 1 < len(sentences) and last - i < _MOST_AROUND and not sentences.ended(last + 1):
                last += 1
            return (first, last) if first < last or self._scores.words(place, i) > _HEADING_WORDS else None
        if self._scores.content_alone(place, i):
            return None
        return (i - 1, i) if i else (i, min(i + 1, len(sentences) - 1))

    def _has_wanted(self, sentences: Sentences, first: int, last: int) -> bool:
        wanted = self._wanted
        return wanted is None or any(wanted.is_in(sentences.text(i)) for i in range(first, last + 1))

    def _as_headed(
        self, place: int, passage: Passage, sentences: Sentences, chosen: tuple[int, int] | None
    ) -> tuple[int, int] | None:
        """What answers under a heading that has all that is asked for, and does not say the contrary: the whole passage,
        where it is short or a list, and no sentence has all of that itself; in a longer one, where none was chosen, the
        first with a value that is asked for."""
        everything = 0, len(sentences) - 1
        asked = self._headed.asked_by_heading(place, passage, sentences)
        if not asked:
            short = len(sentences) <= _HEADED and not sentences.asked(0)
            entry = short and self._headed.asked_by_title(place, passage)
            return everything if chosen is None and entry and self._has_wanted(sentences, *everything) else chosen
        if sentences.kind is PassageKind.LIST or len(sentences) <= _HEADED:
            if chosen and asked <= frozenset().union(*self._scores.held(place, passage)[chosen[0] : chosen[1] + 1]):
                return chosen
            return everything if self._has_wanted(sentences, *everything) else chosen
        if chosen or self._liked is None:
            return chosen
        valued = (i for i in range(len(sentences)) if self._liked.is_in(sentences.text(i)))
        return next((self._with_neighbour(place, sentences, i) for i in valued), None)

    def _names_only(self, place: int, sentences: Sentences, i: int) -> bool:
        """Whether a sentence is no more than a heading: a line of prose without an end that is none of a form, or one with
        no word of its own; but it says yes that says what is asked."""
        label = self._scores.words(place, i) <= LABEL_WORDS and i + 1 < len(sentences)
        if label and not self._is_entry(place, sentences, i):
            return False
        if not sentences.ended(i) and sentences.is_prose and (self._whether or not sentences.states(i)):
            return not (self._liked and self._liked.of_number and self._liked.is_in(sentences.text(i)))
        if self._whether and sentences.ended(i) and not self._scores.content_alone(place, i):
            return False
        return not sentences.leads(i) and self._scores.asked_alone(place, i)

    def _with_neighbour(self, place: int, sentences: Sentences, best: int) -> tuple[int, int]:
        """The chosen sentence with the one it cannot do without."""
        rows = sentences.kind is PassageKind.TABLE
        bare = sentences.is_bare(best) and sentences.leans(best + 1)
        after_items = best > 0 and sentences.leads_on(best) and not sentences.ended(best - 1)
        if best > 0 and not (rows or after_items) and sentences.leans(best):
            return best - 1, best + bare
        if sentences.leads(best):
            return best, self._last_led(sentences, best)
        if led := sentences.lines_led(best):
            return best, best + led
        if bare:
            return best, best + 1
        label = self._scores.words(place, best) <= LABEL_WORDS and best + 1 < len(sentences) and not rows
        return best, best + (label and not (sentences.is_item(best) or sentences.says_itself(best)))

    def _completed(
        self, place: int, passage: Passage, sentences: Sentences, likely: frozenset[int], chosen: tuple[int, int]
    ) -> tuple[int, int]:
        """The chosen sentences, with the one behind or before them, of those ``likely`` to answer, that has all of the
        question that the passage has and they lack, if that is much: "Are returns from abroad free?" is not answered by
        "Returns are free within the country" alone, where "From abroad they cost 9 euros" follows. One with the day or
        number that is asked for needs no other."""
        if sentences.kind not in PROSE_KINDS or not self._turning.sure:
            return chosen
        (first, last), scores = chosen, self._scores
        held = scores.held(place, passage)
        own = frozenset().union(*held[first : last + 1])
        lacking = frozenset().union(*held) - own - scores.beside(place)
        if not lacking or scores.worth(lacking) < _LACKING * scores.worth(own) or scores.has_value(own):
            return chosen
        for i in (last + 1, first - 1):
            if i in likely and lacking <= held[i] and not self._is_no_answer(place, sentences, i):
                return min(first, i), max(last, i)
        return chosen

    def _with_value(self, sentences: Sentences, best: int, chosen: tuple[int, int]) -> tuple[int, int]:
        """The chosen sentences, and the one beside ``best`` that has the number or time asked for, where they have none."""
        if (self._wanted and not self._wanted.of_number) or self._has_wanted(sentences, *chosen):
            return chosen
        beside = [i for i in sentences.around(best) if self._has_wanted(sentences, i, i) and not sentences.asked(i)]
        return (min(*chosen, beside[-1]), max(*chosen, beside[-1])) if beside else chosen

    def _is_no_answer(self, place: int, sentences: Sentences, i: int) -> bool:
        return sentences.asked(i) or sentences.sends(i) or self._names_only(place, sentences, i)

    def _last_led(self, sentences: Sentences, lead: int) -> int:
        """The last sentence of the list that one leads into: before a lead-in that says the contrary."""
        denied = denies(sentences.text(lead))
        later = range(lead + 1, len(sentences))
        return next(
            (i - 1 for i in later if sentences.leads(i) and denies(sentences.text(i)) != denied), later.stop - 1
        )
