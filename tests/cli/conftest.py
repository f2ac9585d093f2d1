"""What tests of commands share."""

from io import BytesIO, TextIOWrapper

import pytest

from indexer.cli import main


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command in this process, with ``given`` as its standard input (None: it is closed); gives its exit code, and
    what it printed."""

    def run(*arguments, given=""):
        monkeypatch.setattr("sys.stdin", None if given is None else TextIOWrapper(BytesIO(given.encode())))
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run
