"""Each file of an index damaged in each way: nobody is told a wrong word, nothing ends in a traceback, and the command that
the message names mends it."""

import json
import os
import re
import shlex
from contextlib import contextmanager
from html import unescape

import pytest

from indexer.cli import main
from search_ui.app import create_app
from tests.indexing.recovery.recovery_index import DAMAGES, FILES, WORDS

#: All is tried where many life stories are (``make soak``); else each file, and each damage, a few times.
ALL = "PASSAGEWAY_SOAK" in os.environ

pytestmark = pytest.mark.soak

#: The user of that name.
NOBODY = 65534

COMMANDS = {
    "ask": ["ask", " ".join(WORDS[2:6])],
    "find": ["find", WORDS[3]],
    "check": ["check", "draft.md"],
    "status": ["status"],
    "verify": ["verify"],
    "index": ["index", "--dry-run"],
}


def chosen():
    for place, name in enumerate(FILES):
        for number, damage in enumerate(DAMAGES):
            if ALL or number == 3 * place % len(DAMAGES) or (name == "catalog.sqlite" and number == 5):
                yield pytest.param(name, damage, id=f"{name} {damage}")


@pytest.fixture
def call(capsys):
    """Runs a command in this process; gives its exit code, and what it printed."""

    def call(arguments, *options):
        with pytest.raises(SystemExit) as ended:
            main([*map(str, arguments), *map(str, options)])
        return ended.value.code, *capsys.readouterr()

    return call


@contextmanager
def with_rights(folder, original, damage):
    """As a user whom rights keep from what is made unreadable: an administrator may read everything."""
    if damage != "made unreadable" or os.geteuid():
        yield
        return
    closed = {path for below in (folder, original / "docs") for path in (below, *below.parents)}
    above = {path: path.stat().st_mode for path in closed if not path.stat().st_mode & 1}
    for path in above:
        path.chmod(above[path] | 0o011)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for path, mode in above.items():
            path.chmod(mode)


def texts(value, shown=False):
    """What a command shows of documents: their texts, titles, headings."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, key in ("text", "title", "headings", "before", "after", "sentence"))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, shown)
    elif shown and isinstance(value, str):
        yield value


def require_true(printed):
    """All words that are shown are the authors'."""
    shown = [text for line in printed for text in texts(line)]
    assert {word for text in shown for word in re.findall(r"\w+", text.lower())} <= set(WORDS)


def read(printed):
    """One JSON object, or one a line."""
    try:
        return [json.loads(printed)]
    except ValueError:
        return [json.loads(line) for line in printed.splitlines()]


def mending_of(settings):
    return f"passageway repair --index {settings.index}"


def remedies(call, client, settings):
    """What is said to mend the index, by whoever is asked; nobody says a wrong word."""
    for arguments in COMMANDS.values():
        code, printed, said = call(arguments, "--json", "--index", settings.index)
        found = read(printed)
        require_true(found)
        if code == 1:
            assert len(said.splitlines()) == 1
            yield said
        else:
            assert code in (0, 3) and found
            yield str(found[0].get("warning") or "")
            yield mending_of(settings) if found[0].get("faults") else ""
    for address in (f"/search?q={WORDS[2]}+{WORDS[3]}", "/", "/source/3.md"):
        answer = client.get(address)
        assert answer.status_code in (200, 503)
        yield unescape(answer.text) if answer.status_code == 503 else ""


@pytest.mark.parametrize(("name", "damage"), list(chosen()))
def test_the_command_that_is_named_mends_it(call, copied, original, tmp_path, monkeypatch, name, damage):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").write_text(f"It says “{WORDS[3]} {WORDS[4]}”.\n")
    settings = copied("with a log" if name.endswith("-wal") else "index")
    path = sorted(settings.index.glob(name))[-1]
    for arguments in COMMANDS.values():  # loads what another user might not
        assert call([*arguments, "--index", settings.index])[0] in (0, 3)
    DAMAGES[damage](path)
    with with_rights(tmp_path, original, damage):
        client = create_app(settings).test_client()
        said = list(filter(None, remedies(call, client, settings)))
        mending = mending_of(settings)
        for message in said:
            assert mending in message, message
        if said:
            code, _, problem = call(shlex.split(mending)[1:])
            assert (code, problem) == (0, "")
        assert call(["verify", "--index", settings.index])[0] == 0
        assert call([*COMMANDS["ask"], "--json", "--index", settings.index])[0] == 0
        assert call(["index", "--index", settings.index])[0] == 0
        assert all(client.get(address).status_code == 200 for address in (f"/search?q={WORDS[2]}", "/source/3.md"))
        code, printed, _ = call(["repair", "--json", "--index", settings.index])
        assert (code, json.loads(printed)["mended"], json.loads(printed)["put_aside"]) == (0, [], [])
