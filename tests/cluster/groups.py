"""Which tests of a cluster go to one process of several (``pytest-xdist``, ``--dist loadgroup``)."""

import pytest

#: Those of three nodes share them, and so a process. They mostly wait: they come first, and the others go on beside them.
THREE_NODES = "three nodes"
#: A file whose tests take long each, and share nothing but a node.
_ONE_BY_ONE = "test_product.py"


def deal_out(items):
    """Marks tests that need a cluster by what they share, in place, and has those come first that take longest. Each
    process has a node of its own for all that need one."""
    for item in items:
        if item.get_closest_marker("cluster") and item.path.name != _ONE_BY_ONE:
            item.add_marker(pytest.mark.xdist_group(THREE_NODES if _needs_three(item) else item.path.stem))
    items.sort(key=lambda item: (not _needs_three(item), item.path.name != _ONE_BY_ONE))


def _needs_three(item):
    return "three_nodes" in getattr(item, "fixturenames", ())
