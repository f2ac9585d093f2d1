"""How well does a question fit that this index cannot answer, and one that it can? Measured at the end of indexing.

Asked are general questions on many subjects, and questions made of the index's own sentences: no labels are needed.
Some of the general ones may fit better than they should (the corpus may be about cooking; "how long" and "what are the
symptoms of" are half an answer's words), so that the line is where most stay below, within limits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

import numpy as np

from indexer.candidates import Run
from indexer.finding import Finder
from indexer.ranking import Calibration

__all__ = ["GENERAL_QUESTIONS", "calibrate"]

#: Questions made of the index's own words.
_OWN = 100
_WORDS = (3, 7)


class _Line(NamedTuple):
    """Where questions on other subjects end: the percentile of the general ones that lie below, and the least and most it
    can be as a share of the own strength; ``share`` is what it is where no general questions are to be had in the
    index's language."""

    below: int
    least: float
    most: float
    share: float


#: Without and with meaning. On five public sets, of real questions one in twenty is below 0.23 to 1.10 (median 0.43) of
#: the own strength by words, below 0.45 to 1.16 (median 0.55) with meaning, which also raises what foreign ones reach.
_LINES = {False: _Line(70, 0.12, 0.4, 0.35), True: _Line(90, 0.32, 0.55, 0.46)}

#: What an index without any words is given, so that nothing is ever answered.
_NOTHING = Calibration(foreign=1.0, own=2.5, passages=0)


def calibrate(
    finder: Finder, language: str, progress: Callable[[int, int], None] = lambda done, total: None
) -> Calibration:
    """Asks ``finder`` general questions (in English, else none) and ones of its own words; always the same for one
    index. ``progress`` is told (done, total)."""
    asked = GENERAL_QUESTIONS if language == "english" else ()
    made = _own_questions(finder)
    strengths = []
    for done, question in enumerate((*asked, *made)):
        progress(done, len(asked) + len(made))
        strengths.append(finder.find(question, limit=1).strength)
    progress(len(strengths), len(strengths))
    if not made:
        return _NOTHING
    own = max(float(np.median(strengths[len(asked) :])), 1e-6)
    line = _LINES[finder.meaning is not None]
    foreign = float(np.percentile(strengths[: len(asked)], line.below)) if asked else line.share * own
    return Calibration(min(max(foreign, line.least * own), line.most * own), own, finder.passages)


def _own_questions(finder: Finder) -> Sequence[str]:
    """Some content words, in any order, of sentences here and there."""
    chance = Random(1)
    ids = sorted(finder.forward.passage_ids())
    picked = chance.sample(ids, min(_OWN, len(ids)))
    held = finder.forward.candidates(picked)
    words, terms = finder.forward.vocabulary.words, finder.forward.vocabulary.terms
    questions = []
    for place in range(len(held)):
        runs = [r for r in range(held.first_run[place], held.first_run[place + 1]) if held.run_kind[r] == Run.SENTENCE]
        run = chance.choice(runs)
        inside = range(held.first_word[run], held.first_word[run + 1])
        content = [i for i in inside if not finder.analyzer.is_function_term(terms[held.terms[i]])]
        distinct = sorted({words[held.words[i]] for i in content})
        if len(distinct) >= _WORDS[0]:
            questions.append(" ".join(chance.sample(distinct, min(len(distinct) // 2 + 1, _WORDS[1]))))
    return questions


GENERAL_QUESTIONS = (
    "How long should I boil eggs?",
    "What is the best flour for pizza dough?",
    "Why does bread go stale so quickly?",
    "Can I freeze cooked rice?",
    "Which wine goes with grilled fish?",
    "How far away is the moon?",
    "What causes a solar eclipse?",
    "Why is Mars red?",
    "How do black holes form?",
    "Who first walked on the moon?",
    "How do I change a flat bicycle tyre?",
    "What oil does a diesel engine need?",
    "Why does my car pull to the left when braking?",
    "How often should tyres be rotated?",
    "What does the oil warning light mean?",
    "How do I undo the last commit in git?",
    "What is the difference between a list and a tuple in Python?",
    "Why is my website loading slowly?",
    "How do I reset a forgotten router password?",
    "Which port does a mail server listen on?",
    "Who won the world cup in 1998?",
    "How many players are in a volleyball team?",
    "What is offside in football?",
    "How long is a marathon?",
    "Which country has won the most Olympic medals in skiing?",
    "When was the Roman empire divided?",
    "Who built the pyramids of Giza?",
    "What started the first world war?",
    "How did the plague reach Europe?",
    "Who was the first queen of Scotland?",
    "What is the capital of Mongolia?",
    "Which river flows through Vienna?",
    "How high is Kilimanjaro?",
    "Is there a train from Lisbon to Madrid?",
    "What time zone is Nairobi in?",
    "How is income from rent taxed?",
    "When do I have to file my tax return?",
    "What is a reverse mortgage?",
    "How does compound interest work?",
    "Should I sell my shares when prices fall?",
    "Can my landlord raise the rent every year?",
    "What makes a contract void?",
    "How long does a trademark last?",
    "Do I need a witness to sign a will?",
    "What is the penalty for speeding in a school zone?",
    "When should I prune roses?",
    "How much water do tomato plants need?",
    "Why are the leaves of my lemon tree yellow?",
    "Which vegetables grow in the shade?",
    "How do I keep snails away from lettuce?",
    "How long do hamsters live?",
    "Why does my dog eat grass?",
    "What do hedgehogs eat in winter?",
    "How do bees make honey?",
    "Can parrots understand what they say?",
    "How do I tune a guitar?",
    "Who composed the Moonlight Sonata?",
    "What is a fugue?",
    "How many keys does a piano have?",
    "Which films did Kurosawa direct?",
    "What paint should I use on a wooden fence?",
    "How do I remove limescale from a kettle?",
    "Which drill bit is right for concrete?",
    "How thick should roof insulation be?",
    "Why does the washing machine leak?",
    "How are diamonds made?",
    "What is the boiling point of mercury?",
    "Why do metals conduct electricity?",
    "How does a nuclear reactor work?",
    "What is the speed of sound in water?",
    "How do I say thank you in Japanese?",
    "Where does the word alphabet come from?",
    "What is the plural of octopus?",
    "How many letters are in the Greek alphabet?",
    "Which language is spoken in Brazil?",
    "How do vaccines train the immune system?",
    "What should I do about a sprained ankle?",
    "Why do teeth decay?",
    "How much sleep does a teenager need?",
    "What are the symptoms of hay fever?",
    "How do elections work in Switzerland?",
    "Who appoints the judges of a supreme court?",
    "What does a mayor do?",
    "How is a new pope chosen?",
    "When did women get the vote in New Zealand?",
    "How do I apply for a passport?",
    "What can I take in my cabin luggage?",
    "Which documents do I need to enrol a child in school?",
    "How do I write a letter of complaint?",
    "What should I ask in a job interview?",
)
