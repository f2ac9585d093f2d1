"""What tests of commands share."""

import pytest

from indexer.cli import main


@pytest.fixture
def run(capsys):
    """Runs a command in this process; gives its exit code, and what it printed."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run
