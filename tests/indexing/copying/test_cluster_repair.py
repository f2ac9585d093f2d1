"""Whatever is damaged on a cluster is found, and made again of the texts that are kept, or else of their files."""

from contextlib import closing
from types import SimpleNamespace

import pytest

from indexer.engines.meaning import Availability
from indexer.engines.opening import open_index
from indexer.engines.opensearch.cluster_place import place_of
from indexer.engines.opensearch.index_layout import key_of_name, partition_of, tokens_key, vector_key
from indexer.engines.opensearch.records.index_record import read_index
from indexer.errors import IndexDamaged
from indexer.indexing import index_corpus
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs import publishing
from tests.indexing.backups.conftest import note
from tests.indexing.copying.conftest import stamp_old
from tests.indexing.copying.readable import Fake, found, readable

pytestmark = pytest.mark.cluster


@pytest.fixture
def there(cluster_place, tmp_path, monkeypatch):
    """An index of eight notes on the node, and what can be read of it."""
    monkeypatch.setattr(publishing, "load_encoder", lambda *_, **__: Availability(Fake()))
    corpus = tmp_path / "docs"
    corpus.mkdir()
    for number in range(8):
        (corpus / f"{number:03}.txt").write_text(note(number))
    stamp_old(corpus)
    index_corpus(cluster_place, [corpus])
    place = place_of(cluster_place)
    (record,) = place.generations.all()
    return SimpleNamespace(
        settings=cluster_place, corpus=corpus, place=place, record=record, before=told(cluster_place)
    )


def told(settings):
    with closing(open_index(settings).open()) as reader:
        return readable(reader) | found(reader)


def hits(there, index, query):
    body = {"query": query, "size": 100}
    return there.place.connection.look_up(f"/{index}/_search", body)["hits"]["hits"]


def rewrite(there, index, hit, **fields):
    """Has other fields stand in a document, as a disk that fails, or somebody, may have it."""
    connection = there.place.connection
    connection.change("PUT", f"/{index}/_settings", {"index.blocks.write": False})
    connection.change("PUT", f"/{index}/_doc/{hit['_id'].replace('/', '%2F')}", {**hit["_source"], **fields})
    connection.change("POST", f"/{index}/_refresh")
    connection.change("PUT", f"/{index}/_block/write") if index in there.record.partitions else None


def a_partition_is_gone(there):
    there.place.remove([there.record.partitions[0]])


def all_partitions_are_gone(there):
    there.place.remove(list(there.record.partitions))


def a_passage_is_altered(there):
    index = there.record.partitions[1]
    hit = hits(there, index, {"term": {"sort": "passage"}})[0]
    rewrite(there, index, hit, passage=hit["_source"]["passage"][:-8] + "AAAAAAA=", numbers="AAAA")


def a_part_of_its_files_is_gone(there):
    index = there.place.names.artefacts
    hit = hits(there, index, {"match_all": {}})[0]
    there.place.connection.change("DELETE", f"/{index}/_doc/{hit['_id'].replace('/', '%2F')}")
    there.place.connection.change("POST", f"/{index}/_refresh")


def a_vector_is_altered(there, name="own"):
    index, partition = there.place.names.vectors, there.record.partitions[0]
    passage = hits(there, partition, {"term": {"sort": "passage"}})[0]["_source"]
    key = vector_key(there.record.encoder, passage["text_key"])
    rewrite(there, index, hits(there, index, {"ids": {"values": [key]}})[0], **{name: "AAAAAAAA"})


def the_vectors_of_sentences_are_altered(there):
    a_vector_is_altered(there, "sentences")


def the_signs_of_tokens_are_altered(there):
    index, partition = there.place.names.vectors, there.record.partitions[0]
    passage = hits(there, partition, {"term": {"sort": "passage"}})[0]["_source"]
    key = tokens_key(vector_key(there.record.encoder, passage["text_key"]))
    rewrite(there, index, hits(there, index, {"ids": {"values": [key]}})[0], signs="AAAAAAAA")


def the_record_that_decides_is_gone(there):
    there.place.records.remove("index", "current")


def the_record_that_decides_makes_no_sense(there):
    there.place.records.change("index", "current", lambda _: {"served": 1, "nonsense": True})


def the_record_of_the_generation_says_of_a_partition_that_never_was(there):
    names = (*there.record.partitions[:1], f"{there.place.names.prefix}-9-1-9")
    there.place.generations.change(there.record.number, partitions=names)


def the_record_of_the_generation_makes_no_sense(there):
    there.place.generations.change(there.record.number, nonsense=True)


def the_record_of_the_generation_is_gone(there):
    there.place.generations.remove(there.record.number)


def all_vectors_and_files_are_gone(there):
    there.place.remove([there.place.names.vectors, there.place.names.artefacts])


def delete(there, index, hit):
    connection = there.place.connection
    connection.change("PUT", f"/{index}/_settings", {"index.blocks.write": False})
    connection.change("DELETE", f"/{index}/_doc/{hit['_id'].replace('/', '%2F')}")
    connection.change("POST", f"/{index}/_refresh")
    connection.change("PUT", f"/{index}/_block/write")


def a_passage_is_gone(there):
    index = there.record.partitions[0]
    delete(there, index, hits(there, index, {"term": {"sort": "passage"}})[0])


def a_document_is_gone_with_its_passages(there):
    index = there.record.partitions[0]
    found = hits(there, index, {"term": {"sort": "document"}})[0]
    of_it = {"bool": {"filter": [{"term": {"sort": "passage"}}, {"term": {"document": found["_source"]["name"]}}]}}
    for hit in (*hits(there, index, of_it), found):
        delete(there, index, hit)


#: Of two partitions, which stay as they are.
DAMAGES = {
    all_vectors_and_files_are_gone: (),
    a_partition_is_gone: (1,),
    all_partitions_are_gone: (),
    a_passage_is_altered: (0,),
    a_passage_is_gone: (1,),
    a_part_of_its_files_is_gone: (0, 1),
    a_vector_is_altered: (1,),
    the_vectors_of_sentences_are_altered: (1,),
    the_signs_of_tokens_are_altered: (1,),
    the_record_that_decides_is_gone: (0, 1),
    the_record_that_decides_makes_no_sense: (0, 1),
    the_record_of_the_generation_says_of_a_partition_that_never_was: (0,),
    the_record_of_the_generation_makes_no_sense: (),  # by which settings it was made is not known any more
    the_record_of_the_generation_is_gone: (),
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_what_is_damaged_is_found_and_mended_without_reading_the_corpus_again(there, damage, monkeypatch):
    damage(there)
    try:
        assert verify(there.settings).faults
    except Exception as error:  # noqa: BLE001 - of one that cannot be opened at all
        assert "repair" in str(error) or "no index" in str(error)
    planned = repair(there.settings, dry_run=True)
    assert planned.mended and not planned.lost
    (there.corpus).rename(there.corpus.with_name("elsewhere"))
    done = repair(there.settings)
    assert done.mended and not done.lost
    (there.corpus.with_name("elsewhere")).rename(there.corpus)
    vectors = (a_vector_is_altered, the_vectors_of_sentences_are_altered, the_signs_of_tokens_are_altered)
    with_more = there.record.near and damage in (a_passage_is_gone, *vectors)
    assert stayed(there) == (() if with_more else DAMAGES[damage])  # a vector too many is in nobody knows which
    after = told(there.settings)
    assert {**after, "files": 0, "rows": 0} == {**there.before, "files": 0, "rows": 0}
    assert verify(there.settings).faults == ()
    assert repair(there.settings).mended == ()
    assert len(index_corpus(there.settings).unchanged) == 8


def stayed(there):
    """The partitions that what is served has in common with what was."""
    number = read_index(there.place.records)[0].served
    both = zip(there.record.partitions, there.place.generations.get(number).partitions, strict=True)
    return tuple(number for number, (before, now) in enumerate(both) if before == now)


def test_where_nobody_knows_which_partition_lacks_a_document_all_are_made_again_and_the_next_run_reads_it(there):
    a_document_is_gone_with_its_passages(there)
    assert repair(there.settings).mended and stayed(there) == ()
    assert verify(there.settings).faults == ()
    assert len(index_corpus(there.settings, by_digest=True).added) == 1
    assert told(there.settings)["documents"] == there.before["documents"]


def alter_text(there, name):
    index = there.place.names.texts
    document = [{"term": {"sort": "document"}}, {"term": {"name": key_of_name(name)}}]
    (member,) = hits(there, ",".join(there.record.partitions), {"bool": {"filter": document}})
    (hit,) = hits(there, index, {"term": {"key": member["_source"]["version"]}})
    rewrite(there, index, hit, text="AAAAAAAA")


def test_a_text_that_is_altered_is_read_again_and_one_whose_file_is_gone_is_lost(there):
    alter_text(there, "001.txt")
    alter_text(there, "002.txt")
    place_of.cache_clear()  # another process, which has not read them yet
    (there.corpus / "002.txt").unlink()
    done = repair(there.settings)
    assert [lost.document_id for lost in done.lost] == ["002.txt"] and "no longer there" in done.lost[0].reason
    assert "001.txt is read again from its file" in done.mended
    assert not {partition_of(name, 2) for name in ("001.txt", "002.txt")}.intersection(stayed(there))
    assert verify(there.settings).faults == ()
    with closing(open_index(there.settings).open()) as reader:
        assert [*reader.document_ids()] == [f"{n:03}.txt" for n in range(8) if n != 2]
        assert reader.document("001.txt").text == there.before["documents"][1].text


def test_where_no_text_is_left_nothing_is_changed(there):
    there.place.connection.change("DELETE", f"/{there.place.names.texts}")
    place_of.cache_clear()
    there.corpus.rename(there.corpus.with_name("elsewhere"))
    with pytest.raises(IndexDamaged, match="no text of the index .* is left"):
        repair(there.settings)
    there.corpus.with_name("elsewhere").rename(there.corpus)
    assert repair(there.settings).lost == () and verify(there.settings).faults == ()
