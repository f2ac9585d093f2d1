"""Which tests of a cluster go to one process of several (pytest-xdist with ``--dist loadgroup --no-loadscope-reorder``).

Its own groups are lost with pytest 9.2: it writes them into ``item._nodeid``, which nothing reads any more.
"""

from xdist.scheduler import LoadScopeScheduling

#: These share three nodes, and so a process. They mostly wait: they come first, and all others go on beside them.
_THREE_NODES = ("test_product_failures.py", "test_servers.py", "test_three_nodes.py")
#: The tests of this file take long each, and share nothing but a node: they come next.
_ONE_BY_ONE = "test_product.py"


class Dealing(LoadScopeScheduling):
    """The tests of a file go to one process, which has a node of its own for all that need one; see above for others."""

    def _split_scope(self, nodeid):
        return _group(nodeid)


def in_order(items):
    """Puts those that take longest first, in place."""
    items.sort(key=lambda item: (item.path.name not in _THREE_NODES, item.path.name != _ONE_BY_ONE))


def _group(nodeid):
    path = nodeid.partition("::")[0]
    name = path.rpartition("/")[2]
    if name in _THREE_NODES:
        return "three nodes"
    return nodeid if name == _ONE_BY_ONE else path
