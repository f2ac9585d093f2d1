"""What something takes of the processor, for tests that hold growth, or the worst, within bounds."""

import gc
from time import process_time


def cpu_seconds(act, *given):
    """The seconds of the processor that a call takes.

    Without collections of garbage: they look at whatever the tests before this one have left, which is not its cost.
    """
    gc.disable()
    try:
        begun = process_time()
        act(*given)
        return process_time() - begun
    finally:
        gc.enable()


def takes_less(seconds, act, *given):
    """Whether a call takes less of the processor than so many seconds; one that does not is given a second try."""
    return any(cpu_seconds(act, *given) < seconds for _ in range(2))
