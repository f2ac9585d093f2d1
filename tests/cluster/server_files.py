"""The files of a real OpenSearch server: jars from Maven Central (``pom.xml``) and our small ``ServerNode``, compiled.

They lie in a cache folder of this user, fetched once for each version of the two files. With them lies what Java made of
their classes when a node was started once (``-XX:ArchiveClassesAtExit``), with which a node starts by half the work.
"""

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).resolve().parent
SOURCES = (HERE / "pom.xml", HERE / "ServerNode.java")
#: Read when this is imported: tests give themselves other cache folders later.
CACHE = Path(os.environ.get("PASSAGEWAY_TEST_CACHE") or Path.home() / ".cache" / "passageway-tests")
OLDEST_JAVA = 17
#: Netty without its own arenas and without Unsafe; log4j says what is wrong, on the console, and registers nothing.
QUIET = (
    "--add-modules=jdk.unsupported",
    *("-Dio.netty.allocator.numDirectArenas=0", "-Dio.netty.noUnsafe=true"),
    *("-Dlog4j2.disable.jmx=true", "-Dlog4j2.level=WARN"),
)
#: What every node is told.
SETTINGS = {"transport.type": "netty4", "http.type": "netty4"}


class CannotStart(Exception):
    """What a server needs is not on this machine; the message says what, and how to get it."""


def server_files():
    """The folder with ``jars/``, ``node.jar``, ``node.jsa``, and ``knn/``, the jars of that plugin; raises CannotStart."""
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


def java(folder, *options, near=False):
    """A node's command but for its arguments; it finds by vector as well where that is wanted (``near``)."""
    # The archive is of the first of these: what comes behind them may differ.
    parts = (folder / "node.jar", folder / "jars" / "*", *([folder / "knn" / "*"] if near else []))
    archive = f"-XX:SharedArchiveFile={folder / 'node.jsa'}"  # where Java cannot use it, it does without
    return ("java", archive, *QUIET, *options, "-cp", ":".join(map(str, parts)), "ServerNode")


def write_settings(file, settings):
    """Writes what a node reads its settings from."""
    file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), "utf-8")


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
    _compile(folder)
    _archive(folder)


def _compile(folder):
    """Makes ``node.jar``: Java archives classes of jars alone."""
    release, class_path = ("--release", OLDEST_JAVA), ("-cp", folder / "jars" / "*")
    with tempfile.TemporaryDirectory() as classes, zipfile.ZipFile(folder / "node.jar", "w") as jar:
        _run("javac", *release, *class_path, "-d", classes, HERE / "ServerNode.java")
        for file in Path(classes).iterdir():
            jar.write(file, file.name)


def _archive(folder):
    """Makes ``node.jsa``, by a node that ends as soon as it has started."""
    with tempfile.TemporaryDirectory() as home:
        alone = {"node.name": "n1", "discovery.type": "single-node", "network.host": "127.0.0.1"}
        write_settings(
            Path(home, "settings"), SETTINGS | alone | {"path.home": home, "http.port": 0, "transport.port": 0}
        )
        program, _, *rest = java(folder, "-Dpassageway.once=true")
        _run(program, f"-XX:ArchiveClassesAtExit={folder / 'node.jsa'}", *rest, Path(home, "settings"))


def _run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise CannotStart(f"{command[0]} failed: {(done.stdout + done.stderr)[-2000:]}")
