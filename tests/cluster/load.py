"""Questions, one after another from several threads, while something befalls a cluster."""

import time
from threading import Event, Thread


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
