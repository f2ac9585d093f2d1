"""The files of a real OpenSearch server: jars from Maven Central (``pom.xml``) and our small ``ServerNode``, compiled.

They lie in a cache folder of this user, fetched once for each version of the two files.
"""

import os
import re
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).resolve().parent
SOURCES = (HERE / "pom.xml", HERE / "ServerNode.java")
#: Read when this is imported: tests give themselves other cache folders later.
CACHE = Path(os.environ.get("PASSAGEWAY_TEST_CACHE") or Path.home() / ".cache" / "passageway-tests")
OLDEST_JAVA = 17


class CannotStart(Exception):
    """What a server needs is not on this machine; the message says what, and how to get it."""


def server_files():
    """The folder with ``jars/``, ``classes/`` and ``knn/``, the jars of that plugin; raises CannotStart."""
    _check_programs()
    digest = sha256(b"".join(file.read_bytes() for file in SOURCES)).hexdigest()[:12]
    folder = CACHE / f"opensearch-{digest}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "fetching.lock"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            _fetch(folder)
            (folder / "complete").touch()
    return folder


def class_path(folder, *, near=False):
    """Of a node, which finds by vector as well where that is wanted (``near``)."""
    parts = (folder / "classes", folder / "jars" / "*", *([folder / "knn" / "*"] if near else []))
    return ":".join(map(str, parts))


def _check_programs():
    missing = [name for name in ("java", "javac", "mvn") if shutil.which(name) is None]
    if missing:
        raise CannotStart(
            f"a real OpenSearch for the tests needs {', '.join(missing)}: "
            "apt-get install openjdk-17-jdk-headless maven, or name a cluster in PASSAGEWAY_TEST_OPENSEARCH"
        )
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    version = int(re.search(r'version "(\d+)', said)[1])
    if version < OLDEST_JAVA:
        raise CannotStart(f"a real OpenSearch for the tests needs Java {OLDEST_JAVA} or newer; java is {version}")


def _fetch(folder):
    _run(
        *("mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies"),
        f"-DoutputDirectory={folder / 'jars'}",
    )
    (plugin,) = (folder / "jars").glob("opensearch-knn-*.zip")
    with zipfile.ZipFile(plugin) as packed:
        packed.extractall(folder / "knn", [name for name in packed.namelist() if name.endswith(".jar")])
    (folder / "classes").mkdir()
    release = ("--release", OLDEST_JAVA)
    _run("javac", *release, "-cp", folder / "jars" / "*", "-d", folder / "classes", HERE / "ServerNode.java")


def _run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise CannotStart(f"{command[0]} failed: {(done.stdout + done.stderr)[-2000:]}")
