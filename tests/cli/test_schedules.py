"""What the manual shows of timers is what systemd and cron read, and starts commands that there are."""

import os
import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

from indexer.cli.shell import group

ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "search_ui" / "manual" / "admin.md").read_text("utf-8")
UNITS = dict(re.findall(r"```ini\n# (\S+)\n(.*?)```", MANUAL, re.DOTALL))
CRON = re.findall(r"^((?:[\d*]+ ){5})(.+)$", MANUAL, re.MULTILINE)
#: Settings of a service and a timer: https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html.
KNOWN = {
    "Unit": {"Description"},
    "Service": {"Type", "ExecStart", "SuccessExitStatus", "Nice", "Restart", "RestartSec"},
    "Timer": {"OnCalendar", "Persistent", "RandomizedDelaySec"},
    "Install": {"WantedBy"},
}


def unit(text):
    parser = ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str
    parser.read_string(text)
    return parser


def parsed(command):
    """The name of the command of Passageway that is started in a shell's line, and its options as it takes them."""
    words = shlex.split(re.sub(r"\$\([^)]*\)", "1", command))
    if words[0] == "/bin/sh":
        words = shlex.split(words[2])[1:]
    place = next(i for i, word in enumerate(words) if word.endswith("passageway"))
    words = [word for word in words[place + 1 :] if not re.match(r">|2>", word)]
    with click.Context(group):
        context = group.commands[words[0]].make_context(words[0], words[1:], resilient_parsing=False)
    return words[0], context.params


def test_the_units_have_what_units_have():
    names = ("index.service", "index.timer", "backup.service", "watch.service")
    assert set(UNITS) == {f"passageway-{name}" for name in names}
    for name, text in UNITS.items():
        read = unit(text)
        assert set(read.sections()) <= set(KNOWN) and read["Unit"]["Description"]
        assert all(set(read[section]) <= KNOWN[section] for section in read.sections())
        assert ("Timer" in read) is name.endswith(".timer")


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_the_services_start_commands_with_options_that_they_take(name):
    line = unit(UNITS[name])["Service"]["ExecStart"].replace("%h", "/home/me")
    command, options = parsed(line)
    assert command == name.removeprefix("passageway-").removesuffix(".service")
    assert options["index"] == Path("/home/me/.notes-index")
    assert "%" not in line.replace("%%", "")


def test_the_lines_for_cron_do():
    assert [parsed(line)[0] for _, line in CRON] == ["index", "backup"]
    assert all("%" not in line.replace("\\%", "") for _, line in CRON)  # cron ends a line at a bare one
    for times, _ in CRON:
        limits = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
        for value, (low, high) in zip(times.split(), limits, strict=True):
            assert value == "*" or low <= int(value) <= high


ANALYZE = shutil.which("systemd-analyze")


@pytest.mark.skipif(not ANALYZE, reason="no systemd-analyze")
def test_systemd_itself_takes_them(tmp_path):
    for name, text in UNITS.items():
        (tmp_path / name).write_text(text.replace("%h/.local/bin/passageway", "/bin/true"))
    command = [ANALYZE, "verify", "--user", *map(str, tmp_path.iterdir())]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}  # where it looks for a user's own
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 0 and run.stderr == ""
