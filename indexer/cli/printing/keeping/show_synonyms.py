"""What a person reads of synonyms, and of the answers that they change."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cli.console import console_of, on_a_line
from indexer.indexing.quality.synonym_effects import CountedRule, SynonymChange
from indexer.model import RankedPassage
from indexer.text.synonyms import SynonymRules

__all__ = ["show_rules", "show_synonym_changes"]


def show_rules(place: str, into: str, rules: SynonymRules, counted: Sequence[CountedRule] | None) -> None:
    """Each line of what stands at a ``place`` with how many passages have its words, where they are ``counted``, and the
    lines that hold nothing; ``into`` what to write them, in words, where there are none."""
    console = console_of()
    if not rules and not rules.faults:
        console.print(f"There are no synonyms. Write some into {into}, one a line: corona = COVID-19")
    for one in counted or ():
        counts = {text: f"{text} ({count:,})" for text, count in one.passages}
        typed = (" = " if one.rule.both_ways else ", ").join(counts[text] for text in one.rule.typed)
        others = "" if one.rule.both_ways else " => " + ", ".join(counts[text] for text in one.rule.others)
        console.print(on_a_line(f"{typed}{others}"))
        said = [f"{text} and {other} are the same to the index without this line" for text, other in one.same]
        said += [f"{text} is common in the passages: other words for it may mislead" for text in one.common]
        for each in said:
            console.print(on_a_line(f"      {each}"), style="dim")
    if rules.protected and counted is not None:
        console.print(f"protected: {', '.join(rules.protected)}")
    if counted:
        console.print(
            "(How many passages have it: a word, or words that follow one another, in any inflection.)", style="dim"
        )
    for fault in rules.faults:
        console.print(on_a_line(f"{place}, {fault.in_words}"), style="bold red")


def show_synonym_changes(changes: Sequence[SynonymChange], questions: int) -> None:
    """What comes first before and after, question by question; of one that is answered as before, why."""
    console = console_of()
    for change in changes:
        before, after = (verdict.value for verdict in change.verdicts)
        console.print("\n" + on_a_line(change.question), style="bold")
        console.print(f"      {before}" if before == after else f"      {before} -> {after}")
        if not change.is_one:
            console.print(f"      {_why_the_same(change)}")
        for passage in change.after:
            console.print(on_a_line(f"      {_moved(passage, change.before)} {passage.document_id}"), style="dim")
        for passage in change.before:
            if passage not in change.after:
                console.print(on_a_line(f"      - {passage.document_id}"), style="dim")
    many = "question" if questions == 1 else "questions"
    console.print(f"{sum(change.is_one for change in changes):,} of {questions:,} {many} answered otherwise.")


def _why_the_same(change: SynonymChange) -> str:
    if change.met:
        return f"the same comes first, though this is about words of it: {'; '.join(change.met)}"
    return "the same, as no synonym is about words of it"


def _moved(passage: RankedPassage, before: Sequence[RankedPassage]) -> str:
    return "=" if passage in before else "+"
