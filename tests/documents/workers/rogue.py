"""A reader that hangs, swells, dies or talks, as its documents say; imported by the processes of test_reading."""

import ctypes
import mimetypes
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import zoneinfo
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir

from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.model import Block, BlockKind


def read(content, media_type):
    does, _, number = content.read_bytes().decode().partition(" ")
    return text(ACTS[does](int(number or 0)))


def read_parts(content, media_type, limit):
    for number, does in enumerate(content.read_bytes().decode().split(",")):
        if does.startswith("!"):  # before there is a part
            ACTS[does[1:]](0)
        yield Part(str(number), f"part {number}", "0" * 64, "text/x-rogue", partial(part, does))


def part(does):
    return text(ACTS[does](0))


def text(words):
    return ParsedDocument(words, (Block(BlockKind.PARAGRAPH, 0, len(words)),))


def loop(number):
    while True:
        pass


def clench(number):
    """In C, without letting any other thread of Python run."""
    re.match("(a+)+$", "a" * 60 + "b")


def nap(number):
    time.sleep(0.05)
    return "rested"


def eat(number):
    eaten = [bytes(10**6) for _ in range(10**6)]
    return str(len(eaten))


def leak(number):
    LEAKED.append(bytes(number * 2**20))
    return str(os.getpid())


def end(number):
    os.kill(os.getpid(), number) if number else os._exit(3)


def talk(number):
    print("no answer of yours")
    os.write(1, b"nor this " * 1000)
    return f"heard {sys.stdin.read()!r}"


def flood(number):
    while True:
        print("and so on " * 1000, file=sys.stderr, flush=True)


def crash(number):
    """In C, at the address 0."""
    return str(ctypes.string_at(0))


def freeze(number):
    """In C, which hears of no signal that Python would handle."""
    ctypes.PyDLL(None).sleep(600)


def go_online(number):
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def start(number):
    subprocess.run(["/bin/true"], check=True)


def write(number):
    (TARGET / "written").write_text("words")


def remove(number):
    (TARGET / "a").unlink()


def peek(number):
    return (TARGET / "a").read_text()


def open_database(number):
    sqlite3.connect(TARGET / "a")


def scribble(number):
    """A file of its own, which may be: libraries need them."""
    with NamedTemporaryFile("w+") as file:
        file.write("scribbled")
        file.seek(0)
        return file.read()


def import_late(number):
    import wave

    return wave.__name__


def look_up(number):
    """The types of files and the time zones that Python knows, wherever the system has its tables."""
    mimetypes.init()
    return f"{mimetypes.guess_type('a.png')[0]} {zoneinfo.ZoneInfo('UTC')}"


def in_c(number):
    """What C is given when it opens a socket, a file for writing, or begins one beside the document: error numbers."""
    libc = ctypes.CDLL(None, use_errno=True)
    write_only, create = os.O_WRONLY, os.O_WRONLY | os.O_CREAT
    calls = [
        lambda: libc.socket(2, 1, 0),
        lambda: libc.open(bytes(TARGET / "a"), write_only),
        lambda: libc.open(bytes(TARGET / "b"), create, 0o600),
        lambda: libc.unlink(bytes(TARGET / "a")),
        lambda: libc.open(gettempdir().encode() + b"/own", create, 0o600),
        lambda: libc.system(b"echo words > " + bytes(TARGET / "c")) * -1,
    ]
    return " ".join("refused" if call() < 0 else "done" for call in calls)


def fault(number):
    raise RecursionError("too deep")


LEAKED = []
#: A folder that is none of a reader's business, with a file "a".
TARGET = Path(os.environ.get("ROGUE_TARGET", "/nowhere"))
ACTS = {
    "clench": clench,
    "crash": crash,
    "eat": eat,
    "freeze": freeze,
    "import": import_late,
    "in_c": in_c,
    "look_up": look_up,
    "online": go_online,
    "database": open_database,
    "peek": peek,
    "remove": remove,
    "scribble": scribble,
    "start": start,
    "write": write,
    "end": end,
    "fault": fault,
    "flood": flood,
    "leak": leak,
    "long": lambda number: "x" * (number * 2**20),
    "loop": loop,
    "nap": nap,
    "pid": lambda number: str(os.getpid()),
    "sleep": lambda number: time.sleep(600),
    "talk": talk,
}
