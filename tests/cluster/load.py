"""Questions, one after another from several threads, while something befalls a cluster."""

import time
from threading import Event, Thread

#: Seconds under load: until all is warm, before something happens, while it lasts, and when it is over.
WARM, BEFORE, LASTING, OVER = 4, 6, 30, 6


class Load:
    """Repeats ``question`` in threads, to be used in a ``with`` block; each answer is checked by ``is_right``.

    ``seconds``: pairs of when an answer came and how long it took; ``wrong``: answers that are not right, and errors.
    """

    def __init__(self, question, is_right, threads=4):
        self._question, self._is_right = question, is_right
        self._threads = [Thread(target=self._ask) for _ in range(threads)]
        self._ended = Event()
        self.seconds, self.wrong = [], []

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _ask(self):
        while not self._ended.is_set():
            began = time.monotonic()
            try:
                answer = self._question()
                if not self._is_right(answer):
                    self.wrong.append(answer)
            except Exception as error:
                self.wrong.append(error)
            now = time.monotonic()
            self.seconds.append((now, now - began))

    def slowest_but(self, share, since, until):
        """What all but this share of the answers between two moments took at most, in seconds."""
        taken = sorted(seconds for when, seconds in self.seconds if since <= when - seconds < until)
        return taken[min(int(len(taken) * (1 - share)), len(taken) - 1)]

    def count(self, since, until):
        """How many were asked between two moments."""
        return sum(since <= when - seconds < until for when, seconds in self.seconds)


def befalls(load, happening, over=lambda: None, lasting=LASTING, timed=True):
    """Lets something happen under a load, and be over: no answer is wrong, 99 of 100 take three times as long at most.

    ``timed`` is off where so few are asked that one of 100 is the one that was on its way."""
    with load:
        time.sleep(WARM)
        began = time.monotonic()
        time.sleep(BEFORE)
        then = time.monotonic()
        happening()
        time.sleep(lasting)
        over()
        time.sleep(OVER)
        ended = time.monotonic()
    assert not load.wrong, f"{len(load.wrong)} of {len(load.seconds)} are wrong: {load.wrong[:2]!r:.2000}"
    before, after = load.slowest_but(0.01, began, then), load.slowest_but(0.01, then, ended)
    said = (
        f"p99 was {before:.3f} s of {load.count(began, then)}, is {after:.3f} s of {load.count(then, ended)}, "
        f"at most {load.slowest_but(0, then, ended):.1f} s"
    )
    print(f"\n{said}")  # read with pytest -s
    assert load.count(began, then) > 3 * timed and (not timed or after <= 3 * before), said
