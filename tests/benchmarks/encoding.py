"""How many texts does the bundled encoder encode, as it is packaged and as it is run?

    python tests/benchmarks/encoding.py [--texts N]

Printed for texts of some lengths in tokens: texts a second of processor time by one thread, of the model as it is packaged
and of its quicker graph, and the ratio; then of the quicker one by as many threads as there are processors, a second of
processor time and by the clock. Of rounds that take turns the best counts, as other work on a machine only takes time.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime

from indexer.engines.meaning.graphs import quicker, sessions
from indexer.engines.meaning.loading import _bundled

LENGTHS = (256, 128, 12)
_ROUNDS = 5


def seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """What a piece of work takes by a clock."""
    start = clock()
    work()
    return clock() - start


def one_thread(session: onnxruntime.InferenceSession, tokens: np.ndarray, texts: int) -> float:
    """Texts a second of processor time."""
    return texts / seconds(lambda: [sessions.run(session, tokens) for _ in range(texts)], time.thread_time)


def side_by_side(session: onnxruntime.InferenceSession, tokens: np.ndarray, texts: int) -> tuple[float, float]:
    """Texts a second of processor time, and by the clock, of as many threads as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        started, spent = time.perf_counter(), time.process_time()
        list(pool.map(lambda _: sessions.run(session, tokens), range(texts)))
        return texts / (time.process_time() - spent), texts / (time.perf_counter() - started)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--texts", type=int, default=30, help="of each length, in each round")
    texts = arguments.parse_args().texts
    model = _bundled().model
    quick = quicker(model.read_bytes())
    assert quick is not None
    plain, fast = sessions.open_model(model, integers=False), sessions.open_model(quick, integers=True)
    for length in LENGTHS:
        tokens = np.random.default_rng(length).integers(1000, 20_000, (1, length))
        rounds = [
            (one_thread(plain, tokens, texts), one_thread(fast, tokens, texts), *side_by_side(fast, tokens, 2 * texts))
            for _ in range(_ROUNDS)
        ]
        packaged, run, many, clocked = np.max(rounds, axis=0)
        print(f"{length:4} tokens: {packaged:6.1f} as packaged, {run:6.1f} as run ({run / packaged:.2f} times)", end="")
        print(f"; {os.cpu_count()} threads {many:6.1f} a second of processor time, {clocked:6.1f} by the clock")


if __name__ == "__main__":
    main()
