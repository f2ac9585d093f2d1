"""Code that nobody needs any more takes no memory, and can be called again."""

from __future__ import annotations

import re
import ssl
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from indexer.engines.forward.native import give_back_code

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes pages back")


def _resident(name: str) -> int:
    """KiB of a library's code that are in memory."""
    smaps = Path("/proc/self/smaps").read_text()
    found = re.findall(rf"^\S+ r-xp .*{name}.*\n(?:[A-Z]\w+: .*\n)*?Rss: +(\d+) kB", smaps, re.MULTILINE)
    return sum(map(int, found))


def test_code_is_given_back_and_comes_again_when_it_is_called():
    before = (ssl.RAND_bytes(8), sha256(b"x").hexdigest())
    resident = _resident("libcrypto")
    if not resident:
        pytest.skip("this Python has OpenSSL inside")
    assert give_back_code("libcrypto") > 0
    assert _resident("libcrypto") < resident
    assert sha256(b"x").hexdigest() == before[1]
    assert len(ssl.RAND_bytes(8)) == 8


def test_of_a_library_that_is_not_there_nothing_is_given_back():
    assert give_back_code("/no such library/") == 0
