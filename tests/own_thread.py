"""What has a loop of its own, in a thread of its own: a browser that other tests drive has one in this thread."""

from concurrent.futures import ThreadPoolExecutor


def apart(act, *given):
    """What a call in another thread returns, or raises."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act, *given).result()
