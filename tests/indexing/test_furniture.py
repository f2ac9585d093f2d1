"""Furniture of a page from the file to those who look for it: found where it stands, and no answer."""

from indexer import Searcher, Settings, index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.quoting.concordance import Concordance

PAGE = """<title>Kites</title>
<nav><ul><li><a href=a>Home</a><li><a href=b>Zeppelin shop</a><li><a href=c>Contact</a></ul></nav>
<h1>Kites</h1><p>A kite needs a wind of four metres a second, and a string that does not tear when it pulls in gusts.</p>
<footer><h2>Zeppelin imprint</h2><p>Made by Zeppelin and friends</p></footer>"""


def test_furniture_is_found_and_proved_and_is_no_answer_and_no_suggestion(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "kites.html").write_text(PAGE, "utf-8")
    settings = Settings.load(index=tmp_path / "index", semantic="off")
    index_corpus(settings, [tmp_path / "docs"])
    places = list(Concordance(settings).find("zeppelin").occurrences)
    assert [place.source.locator.lines for place in places] == [(2, 2), (4, 4), (4, 4)]
    assert verify(settings).faults == ()
    searcher = Searcher(settings)
    assert not searcher.ask("zeppelin", as_typed=True).hits and searcher.ask("kite wind").hits
    assert not searcher.suggest("zeppelin")
