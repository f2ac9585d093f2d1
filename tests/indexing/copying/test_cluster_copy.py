"""An index goes to a cluster and comes back as it was."""

from contextlib import closing

import pytest

from indexer.engines.meaning import Availability
from indexer.engines.opening import open_index, open_question_log, open_saved_questions
from indexer.errors import BackupProblem, OtherCorpus, TargetInUse
from indexer.indexing import index_corpus
from indexer.indexing.copying.index_copy import copy_index
from indexer.indexing.lifecycle import roll_back
from indexer.indexing.quality.recorded_text import synonyms_text
from indexer.indexing.recovery.backups.backup import back_up
from indexer.indexing.recovery.backups.restore import restore
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs import publishing
from indexer.settings import Settings
from tests.indexing.copying.readable import Fake, same

pytestmark = pytest.mark.cluster


def test_to_the_cluster_and_back_all_generations_are_the_same(source, cluster_place, tmp_path, monkeypatch):
    report = copy_index(source, cluster_place, every=True, question_log=True)
    assert report.generations == ((1, 1), (2, 2), (3, 3)) and report.before is None
    back = Settings.load(index=tmp_path / "back", workers=1)
    assert copy_index(cluster_place, back, every=True, question_log=True).generations == report.generations
    for number in (1, 2, 3):
        same(source, cluster_place, number)
        same(source, back, number)
    for place in (cluster_place, back):
        assert open_saved_questions(place).all() == open_saved_questions(source).all()
        assert open_saved_questions(place).gate() == open_saved_questions(source).gate()
        assert synonyms_text(place).text == "bees, honeybees\n"
        assert open_question_log(place).is_there() and verify(place).faults == ()
        assert [k.published for k in open_index(place).kept()][1:] == [k.published for k in open_index(source).kept()][
            1:
        ]
    monkeypatch.setattr(publishing, "load_encoder", lambda *_, **__: Availability(Fake()))
    for place in (cluster_place, back):
        again = index_corpus(place)
        assert (again.generation, len(again.unchanged), again.added, again.updated) == (3, 16, (), ())
    assert roll_back(cluster_place, 1).number == 1


def test_one_that_is_stopped_leaves_the_cluster_as_it_was(source, cluster_place, tmp_path):
    def stop(at, done, total):
        if at == "index" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_index(source, cluster_place, progress=stop)
    assert open_index(cluster_place).kept() == ()
    assert copy_index(source, cluster_place).generations == ((3, 4),)  # the number was given before
    with pytest.raises(TargetInUse, match="has generation 4 already"):
        copy_index(source, cluster_place)
    with pytest.raises(KeyboardInterrupt):
        copy_index(source, cluster_place, beside=True, every=True, progress=stop)
    assert [kept.number for kept in open_index(cluster_place).kept()] == [4]


def test_from_one_name_on_the_cluster_to_another(source, cluster_place):
    copy_index(source, cluster_place)
    other = cluster_place.model_copy(update={"opensearch_name": f"{cluster_place.opensearch_name}-b"})
    assert copy_index(cluster_place, other).generations == ((3, 3),)
    same(cluster_place, other)
    with closing(open_index(other).open()) as reader:
        assert reader.about.corpus == str(source.index.parent / "docs")


def test_a_backup_is_the_same_file_and_brings_back_the_index_to_a_cluster_or_a_folder(source, cluster_place, tmp_path):
    copy_index(source, cluster_place)
    file, place = tmp_path / "b.zip", Settings.load(index=tmp_path / "back", workers=1)
    report = back_up(cluster_place, file)
    assert (report.generation, report.documents, [p.name for p in tmp_path.iterdir()]) == (3, 16, ["b.zip"])
    with pytest.raises(BackupProblem, match="--force"):
        back_up(cluster_place, file)
    assert restore(place, file).generations == (1,)
    same(source, place, None)
    back = restore(cluster_place, file, every=True)
    assert (back.before, back.generations, back.synonyms) == (3, (4,), "as in the backup")
    same(source, cluster_place)
    other = Settings.load(index=tmp_path / "other", workers=1)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text("Walruses eat clams.")
    index_corpus(other, [tmp_path / "c"])
    back_up(other, tmp_path / "other.zip")
    with pytest.raises(OtherCorpus, match="--yes"):
        restore(cluster_place, tmp_path / "other.zip")
    assert open_index(cluster_place).current() == 4
