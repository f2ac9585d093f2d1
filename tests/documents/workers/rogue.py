"""A reader that hangs, swells, dies or talks, as its documents say; imported by the processes of test_reading."""

import os
import re
import sys
import time
from functools import partial

from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.model import Block, BlockKind


def read(content, media_type):
    does, _, number = content.read_bytes().decode().partition(" ")
    return text(ACTS[does](int(number or 0)))


def read_parts(content, media_type, limit):
    for number, does in enumerate(content.read_bytes().decode().split(",")):
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
    time.sleep(1.2)
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


def fault(number):
    raise RecursionError("too deep")


LEAKED = []
ACTS = {
    "clench": clench,
    "eat": eat,
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
