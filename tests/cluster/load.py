"""Questions, one after another from several threads, while something befalls a cluster."""

import time
from threading import Event, Thread

#: Seconds under load: until all is warm, before something happens, from when the cluster has noticed, and when it is over.
WARM, BEFORE, NOTICED, OVER = 2, 3, 4, 3
#: Seconds that each asker waits between two questions: enough are asked to tell one of a hundred, and the cores, which the
#: nodes and other tests share, are not taken up by askers alone.
PACE = 0.02
#: Seconds within which 99 of 100 answers come from whoever waits for nobody: less than half of what it takes to find out
#: that a node is silent (``host_calls.QUESTION_PATIENCE``).
AT_ONCE = 0.3


class Load:
    """Repeats ``question`` in threads, ``pace`` seconds between two of each, to be used in a ``with`` block; each answer is
    checked by ``is_right``.

    ``seconds``: pairs of when an answer came and how long it took; ``wrong``: answers that are not right, and errors.
    """

    def __init__(self, question, is_right, threads=4, pace=0.0):
        self._question, self._is_right, self._pace = question, is_right, pace
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
        while not self._ended.wait(self._pace):
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


def befalls(load, happening, noticed, over=lambda: None, back=lambda: None, timed=True):
    """Lets something happen under a load until the cluster has ``noticed`` it and for a while from then on, and be over
    until all is as it was (``back``): no answer is wrong, 99 of 100 take three times as long at most, or come at once.

    ``timed`` is off where so few are asked that one of 100 is the one that was on its way."""
    with load:
        time.sleep(WARM)
        began = time.monotonic()
        time.sleep(BEFORE * timed)
        then = time.monotonic()
        happening()
        noticed()
        time.sleep(NOTICED)
        over()
        back()
        time.sleep(OVER)
        ended = time.monotonic()
    assert not load.wrong, f"{len(load.wrong)} of {len(load.seconds)} are wrong: {load.wrong[:2]!r:.2000}"
    assert load.count(then, ended) > 3, f"{load.count(then, ended)} were asked"
    if timed:
        before, after = load.slowest_but(0.01, began, then), load.slowest_but(0.01, then, ended)
        said = (
            f"p99 was {before:.3f} s of {load.count(began, then)}, is {after:.3f} s of {load.count(then, ended)}, "
            f"at most {load.slowest_but(0, then, ended):.1f} s in {ended - then:.0f} s"
        )
        print(f"\n{said}")  # read with pytest -s
        assert load.count(began, then) > 3 and after <= max(3 * before, AT_ONCE), said


def befalling(cluster, node, what):
    """What has this befall a node, and how the cluster comes to know: arguments of ``befalls``."""
    others = [other for other in cluster.nodes if other is not node]

    def noticed():
        for other in others:
            other.wait(nodes=len(others))

    lasts = {"happening": node.kill, "noticed": noticed}
    if what == "killed":
        return lasts
    lasts["back"] = lambda: others[0].wait(nodes=len(cluster.nodes))
    if what == "paused":
        return lasts | {"happening": node.pause, "over": node.go_on}
    return lasts | {"happening": lambda: cluster.cut_off(node), "over": lambda: cluster.join_again(node)}
