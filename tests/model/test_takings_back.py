"""What was gone back from, and what was discarded, by the records of what was done to an index."""

import pytest

from indexer.model import Job, JobKind, JobOutcome, JobState, taken_back


def jobs(*acts):
    """Records, newest first, of acts in the order in which they were done: kind, generation, and how it ended."""
    made = []
    for number, (kind, generation, *more) in enumerate(acts, 1):
        held = "held" in more
        outcome = JobOutcome(1, 0, 0, 0, 0, 0, 1, 0.1, generation, held) if kind is JobKind.INDEX else None
        state = JobState.FAILED if "failed" in more else JobState.DONE
        made.append(Job(number, state, (), False, "test", "", kind=kind, generation=generation, outcome=outcome))
    return made[::-1]


RUN, BACK, DISCARD, PUBLISH = JobKind.INDEX, JobKind.ROLL_BACK, JobKind.DISCARD, JobKind.PUBLISH


@pytest.mark.parametrize(
    ("acts", "served", "way", "is_back"),
    [
        ([(RUN, 2), (RUN, 3), (BACK, 2)], 2, "gone back from 3 to 2", True),
        ([(RUN, 2, "held"), (PUBLISH, 2), (BACK, 1)], 1, "gone back from 2 to 1", True),
        ([(RUN, 3), (BACK, 2), (BACK, 1)], 1, "gone back from 2 to 1", True),
        ([(RUN, 3), (BACK, 1), (BACK, 3)], 3, "gone on from 1 to 3", False),
        ([(BACK, 2)], 2, "gone back to 2", True),
        ([(JobKind.RESTORE, None), (BACK, 2)], 2, "gone back to 2", True),
        # What decides nothing of it, or came to nothing.
        ([(RUN, 3), (BACK, 2), (JobKind.SCORE, None), (JobKind.PRUNE, None)], 2, "gone back from 3 to 2", True),
        ([(RUN, 3), (BACK, 2), (RUN, 4, "held")], 2, "gone back from 3 to 2", True),
        ([(RUN, 3), (BACK, 2), (RUN, 4, "failed")], 2, "gone back from 3 to 2", True),
        ([(RUN, 3), (BACK, 2, "failed")], 3, "", False),
        # A later run, or another state than the records say.
        ([(RUN, 3), (BACK, 2), (RUN, 4)], 4, "", False),
        ([(RUN, 3), (BACK, 2), (JobKind.REPAIR, None)], 2, "", False),
        ([(RUN, 3), (BACK, 2)], 3, "", False),
        ([], 1, "", False),
    ],
)  # fmt: skip
def test_a_generation_gone_back_to(acts, served, way, is_back):
    found = taken_back(jobs(*acts), served)
    assert (found.way, found.is_back) == (way, is_back)


@pytest.mark.parametrize(
    ("acts", "discarded"),
    [
        ([(RUN, 1), (RUN, 2, "held"), (DISCARD, 2)], 2), ([(RUN, 2, "held"), (DISCARD, 2), (BACK, 1)], 2),
        ([(RUN, 2, "held"), (DISCARD, 2), (JobKind.SCORE, None)], 2),
        ([(RUN, 2, "held"), (DISCARD, 2), (RUN, 3, "held")], None), ([(DISCARD, 2), (RUN, 3)], None),
        ([(DISCARD, 2, "failed")], None), ([(RUN, 2, "held"), (PUBLISH, 2)], None),
    ],
)  # fmt: skip
def test_a_generation_discarded(acts, discarded):
    assert taken_back(jobs(*acts), 1).discarded == discarded
