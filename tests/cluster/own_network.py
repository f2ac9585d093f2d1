"""A network of the tests' own: a namespace for each node, whose cable can be pulled.

The addresses are of the block for trials of network devices (198.18.0.0/15, RFC 2544). A route of last resort drops what
has no namespace, so that nothing leaves this machine. Needs Linux, root and ``ip``.
"""

import os
import random
import shutil
import subprocess
from pathlib import Path


class OwnNetwork:
    """A bridge of this process, and namespaces on it, one for each of ``names``."""

    def __init__(self, names):
        self._names = list(names)
        self._net = _own_net()
        self._bridge = _named("b")
        _ip("link", "add", self._bridge, "type", "bridge")
        _ip("address", "add", f"{self._net}.1/24", "dev", self._bridge)
        _ip("link", "set", self._bridge, "up")
        for number in range(len(self._names)):
            self._join(number)

    def _join(self, number):
        space, ours, theirs = _named(f"s{number}"), _named(f"v{number}"), _named(f"w{number}")
        _ip("netns", "add", space)
        _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", space)
        _ip("link", "set", ours, "master", self._bridge, "up")
        _ip("-n", space, "address", "add", f"{self._net}.{number + 11}/24", "dev", theirs)
        _ip("-n", space, "link", "set", theirs, "up")
        _ip("-n", space, "link", "set", "lo", "up")

    def address(self, name):
        """The address of that namespace."""
        return f"{self._net}.{self._names.index(name) + 11}"

    def entering(self, name):
        """What goes before a command that is to run there."""
        return ("ip", "netns", "exec", _named(f"s{self._names.index(name)}"))

    def cut_off(self, name):
        """Pulls the cable: packets vanish in both directions, and nobody is told."""
        _ip("link", "set", _named(f"v{self._names.index(name)}"), "down")

    def join_again(self, name):
        """Plugs it in again."""
        _ip("link", "set", _named(f"v{self._names.index(name)}"), "up")

    def close(self):
        """Takes everything away; nothing may run there any more."""
        for number in range(len(self._names)):
            _ip("netns", "delete", _named(f"s{number}"))
        _ip("link", "delete", self._bridge)
        _ip("route", "delete", "blackhole", f"{self._net}.0/24", "metric", "9999")


def _own_net():
    """The first three numbers of addresses that nobody else uses: the route that drops what has no namespace is ours."""
    nets = [f"198.{second}.{third}" for second in (18, 19) for third in range(256)]
    random.shuffle(nets)
    for net in nets:
        command = ["ip", "route", "add", "blackhole", f"{net}.0/24", "metric", "9999"]
        if subprocess.run(command, capture_output=True).returncode == 0:
            return net
    raise OSError(f"no network is free: {' '.join(command)}")


def why_not():
    """Why there can be no such network on this machine; empty where there can."""
    if shutil.which("ip") is None:
        return "there is no program ip (apt-get install iproute2)"
    if os.geteuid() != 0:
        return "only root may make network namespaces"
    _remove_left_overs()
    trial = _named("t")
    made = subprocess.run(["ip", "netns", "add", trial], capture_output=True, text=True)
    if made.returncode == 0:
        _ip("netns", "delete", trial)
    return made.stderr.strip()


def _remove_left_overs():
    """What killed runs left: names of ours whose process is gone."""
    for kind in ("netns", "link"):
        said = subprocess.run(["ip", "-o", kind, "list"], capture_output=True, text=True).stdout
        for word in said.replace("@", " ").replace(":", " ").split():
            owner = word.removeprefix("pw").split("-")[0]
            if word.startswith("pw") and owner.isdigit() and not Path(f"/proc/{owner}").exists():
                subprocess.run(["ip", kind, "delete", word], capture_output=True)


def _named(what):
    """A name that is this process's alone (an interface has at most 15 characters)."""
    return f"pw{os.getpid()}-{what}"


def _ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)
