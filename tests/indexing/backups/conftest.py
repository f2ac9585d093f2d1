"""What tests of backups share."""

import random
from dataclasses import replace

import pytest

from indexer.cli import main
from indexer.indexing import index_corpus
from indexer.model import Freshness
from indexer.settings import Settings

CHANCE = random.Random(11)
WORDS = ["".join(CHANCE.choice("bdklmnprst") + CHANCE.choice("aeiou") for _ in range(3)) for _ in range(300)]


def note(number):
    """A document that says of its number what no other does."""
    chance = random.Random(number)
    return f"Note {number}\n\nThe number is n{number}x. {' '.join(chance.choices(WORDS, k=60)).capitalize()}.\n"


@pytest.fixture
def place(tmp_path):
    """A corpus of twenty notes, and the settings of its index."""
    return written(tmp_path)


def written(folder):
    """Makes that in a folder."""
    corpus, settings = folder / "docs", Settings.load(index=folder / "index", workers=1)
    corpus.mkdir()
    for number in range(20):
        (corpus / f"{number:03}.txt").write_text(note(number))
    index_corpus(settings, [corpus])
    return corpus, settings


@pytest.fixture
def run_command(capsys):
    """Runs a command in this process; gives its exit code, and what it printed."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run


def hits(searcher, question):
    """What is found, without what it says of the files of today."""
    return [replace(hit, freshness=Freshness.UNKNOWN, modified="") for hit in searcher.ask(question, limit=5).hits]
