"""What is said of an answer as a whole."""

import pytest

from indexer.model import Verdict


@pytest.mark.parametrize(
    ("verdict", "words"),
    [(Verdict.ANSWERED, ""), (Verdict.RELATED, "these are related"), (Verdict.NOTHING, "Nothing here answers")],
)
def test_every_verdict_has_its_words(verdict, words):
    assert words in verdict.in_words and bool(words) == bool(verdict.in_words)


def test_the_page_and_the_command_say_the_same(corpus_searcher, corpus_settings, capsys):
    from indexer.cli.printing.show import show_answer
    from search_ui.app import create_app

    client = create_app(corpus_settings, corpus_searcher).test_client()
    for question in ("who won the football match", "how do oxytocin and prolactin affect dogs"):
        answer = corpus_searcher.ask(question)
        show_answer(answer, site="")
        assert answer.verdict.in_words, question
        assert answer.verdict.in_words in capsys.readouterr().out
        assert answer.verdict.in_words in client.get("/search", query_string={"q": question}).text
