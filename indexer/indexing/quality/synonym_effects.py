"""What synonyms find in the index, and which answers they change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import cache

from indexer.engines.opening import open_saved_questions, open_synonyms
from indexer.indexing.quality.asking import asked_questions
from indexer.model import Answer, Progress, RankedPassage, Verdict
from indexer.model.as_json import as_json
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.multilingual import searching_analyzer
from indexer.text.synonyms import QuestionSynonyms, SynonymRule, SynonymRules

__all__ = ["CountedRule", "SynonymChange", "counted_rules", "known_questions", "synonym_changes"]

#: Passages of an answer that are looked at.
_TOP = 5

#: What this share of the passages has, and at least so many, has no need of other words.
_COMMON, _SOME = 1 / 10, 5

#: Questions that people ask most often that are looked at.
_MOST_OFTEN = 500


@dataclass(frozen=True, slots=True)
class CountedRule:
    """A line of the file, and for each of its phrases how many passages have it, as it matches in questions.

    ``same`` are those that are the same to the index without the line ("depressed" and "depression", by their stems);
    ``common`` those that are looked for by other words, too, though many passages have them: these may mislead.
    """

    rule: SynonymRule
    passages: tuple[tuple[str, int], ...]
    same: tuple[tuple[str, str], ...] = ()
    common: tuple[str, ...] = ()


@as_json.register
def _rule_json(counted: CountedRule) -> dict[str, object]:
    """The object that stands for a line."""
    counts = dict(counted.passages)
    return {
        "line": counted.rule.line,
        "both_ways": counted.rule.both_ways,
        "words": [{"text": text, "passages": counts[text]} for text in counted.rule.typed],
        "others": [
            {"text": text, "passages": counts[text]} for text in counted.rule.others if not counted.rule.both_ways
        ],
        "same": [list(pair) for pair in counted.same],
        "common": list(counted.common),
    }


@dataclass(frozen=True, slots=True)
class SynonymChange:
    """The verdict and the first five passages of a question by two sets of rules; ``met`` are those of the second that are
    about words of it, each as "corona = COVID-19"."""

    question: str
    verdicts: tuple[Verdict, Verdict]
    before: tuple[RankedPassage, ...]
    after: tuple[RankedPassage, ...]
    met: tuple[str, ...] = ()

    @property
    def is_one(self) -> bool:
        """Whether anything is another by the second rules."""
        ids = [[passage.passage_id for passage in passages] for passages in (self.before, self.after)]
        return self.verdicts[0] is not self.verdicts[1] or ids[0] != ids[1]


@as_json.register
def _change_json(change: SynonymChange) -> dict[str, object]:
    """The object that stands for an answer before and after."""
    return {
        "question": change.question,
        "verdicts": as_json(change.verdicts),
        "before": [asdict(passage) for passage in change.before],
        "after": [asdict(passage) for passage in change.after],
        "met": list(change.met),
    }


def counted_rules(settings: Settings, rules: SynonymRules) -> tuple[CountedRule, ...]:
    """Each rule with what its phrases find; raises IndexMissing, IndexMismatch and IndexDamaged."""
    with closing(Searcher(settings)) as searcher:
        status = searcher.status(run=False)
        known = QuestionSynonyms(SynonymRules(), searching_analyzer(settings.language, status.languages))
        common = max(status.passages * _COMMON, _SOME)
        passages_with = cache(searcher.passages_with)  # many lines have one side in common
        return tuple(_counted(rule, passages_with, known, common) for rule in rules.rules)


def _counted(
    rule: SynonymRule, passages_with: Callable[[str], int], known: QuestionSynonyms, common: float
) -> CountedRule:
    """A line with what its phrases find; from so many passages on, one is ``common``."""
    counts = {text: passages_with(text) for text in dict.fromkeys((*rule.typed, *rule.others))}
    analysed = {text: known.analysed(text) for text in counts}
    alike = [(one, other) for one, other in rule.pairs if analysed[one] == analysed[other]]
    often = [text for text in rule.typed if counts[text] >= common]
    return CountedRule(
        rule,
        tuple(counts.items()),
        tuple((one, other) for one, other in alike if not (rule.both_ways and one > other)),
        () if rule.both_ways else tuple(often),
    )


def synonym_changes(
    questions: Iterable[str],
    before: Settings | None,
    after: Settings,
    progress: Progress = lambda stage, done, total: None,
    enough: Callable[[], bool] = lambda: False,
    *,
    unchanged: bool = False,
) -> tuple[SynonymChange, ...]:
    """The questions that are answered otherwise with the synonyms of ``after`` than with those of ``before`` (None: none);
    with ``unchanged`` those that are answered alike, too.

    No more questions are looked at once there is ``enough``; ``progress`` tells how many were.

    Raises IndexMissing, IndexMismatch, IndexDamaged and QuestionTooLong.
    """
    compared = _compared(list(dict.fromkeys(questions)), before, after, progress, enough)
    return tuple(change for change in compared if unchanged or change.is_one)


def known_questions(settings: Settings) -> tuple[str, ...]:
    """The questions that changes are looked for in: those that are saved, and those that people ask most often."""
    saved = (question.text for question in open_saved_questions(settings).all())
    return (*saved, *(question.text for question in asked_questions(settings)[:_MOST_OFTEN]))


def _compared(
    questions: list[str],
    before: Settings | None,
    after: Settings,
    progress: Progress,
    enough: Callable[[], bool],
) -> Iterator[SynonymChange]:
    first = Searcher(before) if before else Searcher(after, without={"synonyms"})
    with closing(first) as one, closing(Searcher(after)) as other:
        analyzer = searching_analyzer(after.language, other.status(run=False).languages)
        rules = QuestionSynonyms(open_synonyms(after).rules(), analyzer)
        for done, question in enumerate(questions):
            progress("ask", done, len(questions))
            if enough():
                return
            old, new = one.ask(question, limit=_TOP), other.ask(question, limit=_TOP)
            alternatives = analyzer.question(question, keys=True, alternatives=rules).alternatives
            met = tuple(dict.fromkeys(alternative.said for alternative in alternatives))
            yield SynonymChange(question, (old.verdict, new.verdict), _top(old), _top(new), met)
        progress("ask", len(questions), len(questions))


def _top(answer: Answer) -> tuple[RankedPassage, ...]:
    return tuple(RankedPassage(h.passage.id, h.passage.document_id, h.passage.title) for h in answer.hits)
