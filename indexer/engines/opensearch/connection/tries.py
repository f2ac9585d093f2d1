"""A call until it is answered: by another node, after a moment, past a silent one."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from random import random
from threading import Thread
from time import monotonic, sleep

from indexer.engines.opensearch.connection.call_failures import ClusterBusy, HostFault
from indexer.engines.opensearch.connection.cluster_hosts import ClusterHosts
from indexer.engines.opensearch.connection.host_calls import ClusterCall, ClusterHost, Repeat, Reply
from indexer.engines.opensearch.connection.lookout import Lookout
from indexer.errors import ClusterUnavailable, PassagewayError, WriteUncertain

__all__ = ["Tries"]

#: Seconds of the first wait before another try, and of the longest.
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 3.0
#: In how many seconds another question is worth while, where the cluster does not say.
_GUESS = 5.0
#: How often one call may be on its way at the same time.
_MOST_AT_ONCE = 6
#: After which share of its time a search is sent to another address as well, whoever says that all is well: a node that was
#: cut off and is back waits long on connections of which it does not know yet that they are broken.
_LONG = 0.25
#: How often a server may say that it broke down (500) before it is believed.
_MOST_BREAKDOWNS = 3

_Outcome = Reply | HostFault | ClusterBusy | PassagewayError


class Tries:
    """The tries of one call."""

    def __init__(self, call: ClusterCall, hosts: ClusterHosts, lookout: Lookout) -> None:
        self._call, self._hosts, self._lookout = call, hosts, lookout
        self._until = monotonic() + call.seconds
        self._wait = _FIRST_WAIT
        self._tried: list[str] = []
        self._faults: list[str] = []
        self._breakdowns = 0
        self._avoiding = ""  # the preference with which it is on its way

    def answer(self) -> Reply:
        """The answer. Raises ClusterRefused where no try helps, ClusterUnavailable where none did in ``call.seconds``, and
        WriteUncertain where a call that must not be repeated may have been carried out."""
        while True:
            host = self._hosts.choose(self._tried)
            self._tried.append(host.address)
            try:
                return self._once(host)
            except HostFault as fault:
                self._lookout.note(self._hosts.named(fault.address), fault)
                self._after(fault, fault.reached, 0)
            except ClusterBusy as busy:
                self._breakdowns += busy.status == 500
                self._after(busy, not busy.at_the_door, busy.retry_after)

    def _after(self, fault: HostFault | ClusterBusy, maybe_done: bool, retry_after: float) -> None:
        """Waits for the next try, or raises where there is none."""
        self._faults.append(str(fault))
        if self._call.repeat is Repeat.UNLESS_DONE and maybe_done:
            raise WriteUncertain(f"{fault}, while it wrote ({self._call.what}); only reading tells whether it has.")
        pause = 0.0
        if self._hosts.all_are(self._tried):  # each was asked in this round
            self._tried.clear()
            pause = max(self._wait * (0.75 + random() / 2), min(retry_after, _LONGEST_WAIT))
            self._wait = min(self._wait * 2, _LONGEST_WAIT)
        if self._breakdowns >= _MOST_BREAKDOWNS or monotonic() + pause >= self._until:
            raise self._unavailable(retry_after)
        sleep(pause)

    def _unavailable(self, retry_after: float) -> ClusterUnavailable:
        last = "; ".join(dict.fromkeys(self._faults[-3:]))
        return ClusterUnavailable(
            f"the OpenSearch cluster at {self._hosts.in_words()} does not answer ({last}). See that it runs and is well, "
            "and that PASSAGEWAY_OPENSEARCH names it.",
            retry_after or _GUESS,
        )

    def _once(self, host: ClusterHost) -> Reply:
        """The first answer to a call that is sent to ``host``, and elsewhere too where silence there is found to be that of
        somebody who is gone."""
        self._avoiding = self._lookout.preference
        outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self._begin(host, outcomes)
        flying = sent = 1
        long = self._left() * (1 - _LONG)  # what is left when it has taken long
        while True:
            try:
                outcome = outcomes.get(timeout=min(self._call.patience, self._left() + 0.05))
            except Empty:
                if sent < _MOST_AT_ONCE and (self._is_in_vain(host) or (sent == 1 and self._is_slow(long))):
                    if self._call.repeat is Repeat.UNLESS_DONE:
                        raise HostFault(host.address, "it fell silent", silent=True) from None
                    self._avoiding = self._lookout.preference
                    host = self._hosts.choose([host.address])
                    self._begin(host, outcomes)
                    flying, sent = flying + 1, sent + 1
                continue
            flying -= 1
            if isinstance(outcome, Reply):
                return outcome
            if not flying or isinstance(outcome, PassagewayError):
                raise outcome

    def _is_in_vain(self, host: ClusterHost) -> bool:
        """Whether waiting for this address is: it is silent itself, or a node is that was not known to be."""
        self._lookout.look()
        is_news = self._lookout.preference not in ("", self._avoiding)
        if self._call.bound and is_news:
            raise ClusterUnavailable(
                f"a node of the cluster is silent, and it may have a part of what {self._call.what} asks"
            )
        return host in self._hosts.aside() or (self._call.spread and is_news)

    def _is_slow(self, long: float) -> bool:
        """Whether a search has taken long, and another address could be asked."""
        return self._call.spread and self._left() < long and len(self._hosts.all()) > 1

    def _begin(self, host: ClusterHost, outcomes: SimpleQueue[_Outcome]) -> None:
        Thread(target=lambda: outcomes.put(self._outcome(host)), daemon=True).start()

    def _outcome(self, host: ClusterHost) -> _Outcome:
        try:
            return self._sent(host)
        except (HostFault, ClusterBusy, PassagewayError) as failure:
            return failure

    def _sent(self, host: ClusterHost) -> Reply:
        call = self._call.avoiding_silence(self._avoiding)
        return host.send(call, max(self._left(), 0.05))

    def _left(self) -> float:
        return max(self._until - monotonic(), 0)
