"""Where tests write: in memory where that can be.

Each index that a test makes waits for the disk some thirty times, which no test can see anything of (power failures are
simulated by what was asked of the disk, in ``tests/indexing/recovery``), and which takes longer than all that is computed.
"""

import os
import shutil
import tempfile
from pathlib import Path

#: Where Linux has files in memory, and how many bytes must be free there: several times what the tests write.
_PLACE, _ENOUGH = Path("/dev/shm"), 2 * 2**30  # noqa: S108 - pytest makes a folder of its own there


def write_in_memory():
    """Has this process, and all that it starts, write temporary files in memory, unless somebody has said where."""
    if "TMPDIR" in os.environ or "PYTEST_DEBUG_TEMPROOT" in os.environ or not os.access(_PLACE, os.W_OK | os.X_OK):
        return
    if shutil.disk_usage(_PLACE).free >= _ENOUGH and _available() >= _ENOUGH:
        os.environ["TMPDIR"], tempfile.tempdir = str(_PLACE), None


def _available():
    """Bytes of memory that are free, or would be if anything asked for them."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    found = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return 1024 * int(found[0]) if found else 0
