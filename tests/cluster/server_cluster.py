"""One or three nodes of a real OpenSearch, started on this machine."""

import json
import socket
import time
from types import MappingProxyType
from urllib.request import Request, urlopen

from tests.cluster.own_network import OwnNetwork, why_not
from tests.cluster.server_node import ServerNode


def single_node(files, folder, *, near=False):
    """One node on free ports of the loopback address, which finds by vector if that is wanted; waits until it answers."""
    http, transport = free_ports(2)
    where = {"network.host": "127.0.0.1", "http.port": http, "transport.port": transport}
    node = ServerNode(files, folder / "n1", {"node.name": "n1", "discovery.type": "single-node"} | where, near=near)
    node.start()
    node.wait()
    return node


class ServerCluster:
    """Three nodes, any of which may manage; each in a network namespace of its own where that is allowed. ``given``:
    settings of all three."""

    NAMES = ("n1", "n2", "n3")

    def __init__(self, files, folder, given=MappingProxyType({})):
        #: Why no node can be cut off; empty where each can.
        self.joined_because = why_not()
        self._network = None if self.joined_because else OwnNetwork(self.NAMES)
        places = {name: self._place(name) for name in self.NAMES}
        seeds = ",".join(f"{place['network.host']}:{place['transport.port']}" for place in places.values())
        together = {"discovery.seed_hosts": seeds, "cluster.initial_cluster_manager_nodes": ",".join(self.NAMES)}
        self.nodes = [
            ServerNode(
                files, folder / name, {"node.name": name} | places[name] | together | given, self._entering(name)
            )
            for name in self.NAMES
        ]

    def _place(self, name):
        if self._network:
            return {"network.host": self._network.address(name), "http.port": 9200, "transport.port": 9300}
        http, transport = free_ports(2)
        return {"network.host": "127.0.0.1", "http.port": http, "transport.port": transport}

    def _entering(self, name):
        return self._network.entering(name) if self._network else ()

    @property
    def urls(self):
        """The address of each, for HTTP."""
        return [node.url for node in self.nodes]

    def mend(self):
        """Starts what was killed, lets what was paused go on, joins what was cut off, and waits until all is green.

        A node that lived on without most of the others is started again, too: in one case of four it would keep, for
        good, an original of which no copy can be made (seen with 2.19.6; near to OpenSearch's issue 20177).
        """
        if sum(node.runs for node in self.nodes) <= len(self.nodes) // 2:
            for node in self.nodes:
                node.kill()
        for node in self.nodes:
            self.join_again(node)
            if node.runs:
                node.go_on()
            else:
                node.start()
        self.nodes[0].wait(nodes=len(self.nodes))
        self._set_patience(0)
        for node in self.nodes:
            node.wait("green", len(self.nodes))
        self._set_patience(None)

    def _set_patience(self, seconds):
        """How long copies of a node that left wait for it: a minute, unless told otherwise, even where it is back."""
        body = json.dumps({"index.unassigned.node_left.delayed_timeout": seconds}).encode()
        path = f"{self.nodes[0].url}/_all/_settings?allow_no_indices=true&expand_wildcards=all"
        headers = {"Content-Type": "application/json"}
        urlopen(Request(path, body, headers, method="PUT"), timeout=30).close()

    def cut_off(self, node):
        """Nothing reaches this node any more, and it reaches nothing."""
        self._network.cut_off(node.name)

    def join_again(self, node):
        """It is reached again."""
        if self._network:
            self._network.join_again(node.name)

    def one(self, manages):
        """A node that manages the cluster, or does not."""
        manager = self.manager()
        return manager if manages else next(node for node in self.nodes if node is not manager)

    def manager(self):
        """The node that manages the cluster now, by any that tells."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            for node in self.nodes:
                try:
                    (row,) = node.ask("/_cat/cluster_manager?format=json", seconds=2)
                    return next(one for one in self.nodes if one.name == row["node"])
                except (OSError, ValueError):
                    time.sleep(0.1)
        raise TimeoutError("no node tells who manages the cluster")

    def close(self):
        """Ends all of them, and takes their network away."""
        for node in self.nodes:
            node.kill()
        if self._network:
            self._network.close()


def free_ports(number):
    """Ports that nothing listens on."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
