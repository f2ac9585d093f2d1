"""What something takes of the processor, for tests that hold growth, or the worst, within bounds."""

import gc
from time import process_time


def cpu_seconds(act, *given):
    """The least seconds of the processor that two calls take.

    Without collections of garbage: they look at whatever the tests before this one have left, which is not its cost.
    """
    gc.collect()
    gc.disable()
    try:
        return min(_once(act, given) for _ in range(2))
    finally:
        gc.enable()


def _once(act, given):
    begun = process_time()
    act(*given)
    return process_time() - begun
