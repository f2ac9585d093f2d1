"""An index on a cluster: what its contract does not say, as other indexes have no such parts."""

import json
import os
import signal
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from dataclasses import replace
from pathlib import Path
from zlib import compress, crc32, decompress

import pytest
from generation_contract import ANALYZER, DOCUMENTS, LATER, document, publish

from indexer.engines import open_index
from indexer.engines.opensearch.cluster_place import place_of
from indexer.engines.opensearch.writing.cluster_writer import ClusterWriter
from indexer.errors import IndexDamaged, IndexLocked
from indexer.model import Box, PageMap, PageShape, WordBox
from tests.cluster.fixtures import cluster_settings, own_indices
from tests.signals import stop

pytestmark = pytest.mark.cluster

ROOT = Path(__file__).resolve().parents[3]

#: A run in a process of its own, whose lease lasts a second: it says when it has written, and publishes when it is told to.
RUN = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests/engines"]
from generation_contract import LATER, publish
from indexer.engines.opensearch.cluster_place import place_of
from indexer.engines.opensearch.writing.cluster_writer import ClusterWriter
from indexer.engines.opensearch.writing.new_cluster_generation import NewClusterGeneration
from indexer.errors import IndexLocked
from tests.cluster.fixtures import cluster_settings

made = NewClusterGeneration.publish
def waiting(self, summary):
    print("written", flush=True)
    sys.stdin.readline()
    made(self, summary)
NewClusterGeneration.publish = waiting
settings = cluster_settings([sys.argv[2]], opensearch_name=sys.argv[3], opensearch_partitions=2)
try:
    publish(lambda: ClusterWriter(place_of(settings), seconds=1.0), [LATER])
    print("published", flush=True)
except IndexLocked as error:
    print("locked:", error, flush=True)
"""


@pytest.fixture
def settings(node, own_name):
    return cluster_settings([node.url], opensearch_name=own_name, opensearch_partitions=2)


@pytest.fixture
def index(settings):
    return open_index(settings)


def writing(settings, **more):
    return lambda: ClusterWriter(place_of(settings), **more)


@pytest.fixture
def start_run(node, own_name):
    """Starts a run in a process of its own, and waits until it has written all; it has published nothing."""
    started = []

    def start_run():
        command = [sys.executable, "-c", RUN, str(ROOT), node.url, own_name]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        started.append(process)
        assert process.stdout.readline() == "written\n"
        return process

    yield start_run
    for process in started:
        process.kill()
        process.communicate()


def partitions(settings):
    place = place_of(settings)
    found = place.connection.ask("GET", f"/{place.names.partitions}/_settings", filter_path="*.settings.index.uuid")
    return {name for name in found.body if place.names.of_name(name)}


def named(settings):
    return {name for record in place_of(settings).generations.all() for name in record.partitions}


def until(said):
    """Waits for what another process will have come to."""
    for _ in range(300):
        if (found := said()) is not None:
            return found
        time.sleep(0.1)
    raise AssertionError("it never came to that")


def test_a_writer_that_was_taken_over_while_it_slept_publishes_nothing(settings, index, start_run):
    first = publish(writing(settings), DOCUMENTS)
    run = start_run()
    stop(run)
    late = partitions(settings) - named(settings)
    assert late and index.writer()
    until(lambda: True if index.writer() is None else None)  # its lease runs out
    with writing(settings)() as writer:
        writer.clear()
        os.kill(run.pid, signal.SIGCONT)
        run.stdin.write("\n")
        run.stdin.flush()
        assert run.stdout.readline().startswith("locked: the index")
    assert index.current() == first and index.open().document(LATER.id) != LATER
    assert [g.number for g in index.kept()] == [first]
    assert publish(writing(settings), [LATER]) > first and index.open().document(LATER.id) == LATER
    assert partitions(settings) == named(settings)


def test_what_a_killed_writer_left_is_cleared_away_and_nothing_else(settings, index, start_run):
    first = publish(writing(settings), DOCUMENTS)
    run = start_run()
    run.kill()
    run.wait()
    assert partitions(settings) > named(settings)
    until(lambda: True if index.writer() is None else None)
    with writing(settings)() as writer:
        writer.clear()
        assert partitions(settings) == named(settings)
        assert writer.find(LATER, writer.edition(new=False)) is not None, "what it split is not split again"
    assert index.current() == first and set(index.open().document_ids()) == {d.id for d in DOCUMENTS}


def test_whoever_wants_to_write_is_told_who_does_and_until_when(settings):
    with (
        writing(settings)(),
        pytest.raises(IndexLocked, match=rf"process {os.getpid()} on .* another can write in \d+ s \(20"),
    ):
        writing(settings)().__enter__()


def test_a_lease_is_renewed_while_its_holder_lives(settings):
    with writing(settings, seconds=0.5)() as writer:
        time.sleep(1.5)
        writer.edition(new=True)
        with pytest.raises(IndexLocked):
            writing(settings)().__enter__()


def test_a_swap_between_search_and_fetch_shows_nothing_of_another_generation(settings, index):
    publish(writing(settings), DOCUMENTS)
    reader = index.open()
    assert reader.pin()
    query = ANALYZER.question("calm tears")
    found = [scored.passage_id for scored in reader.search(query, limit=5)]
    publish(writing(settings), [LATER], removed=["b/café.txt"])
    with writing(settings)() as writer:
        writer.prune(1, None)
    passages = reader.passages(found)
    assert set(passages) == set(found) and {p.text for p in passages.values()}.isdisjoint({LATER.text})
    assert len(reader.candidates(found, query)) == len(found)
    reader.unpin()
    with writing(settings)() as writer:
        assert not writer.has_more(1) or not reader.pin()


def test_what_was_pinned_goes_with_the_first_prune_after_it(settings, index):
    publish(writing(settings), DOCUMENTS)
    reader, place = index.open(), place_of(settings)
    assert reader.pin()
    publish(writing(settings), [LATER])
    with writing(settings)() as writer:
        writer.prune(1, None)
        assert writer.has_more(1) and len(place.generations.all()) == 2
        reader.unpin()
        place.pins.close()
        writer.prune(1, None)
        assert not writer.has_more(1) and partitions(settings) == named(settings)
    assert tuple(index.open().texts())


def test_an_altered_letter_is_damage_and_never_shown(settings, index):
    publish(writing(settings), DOCUMENTS[:1])
    place, name = place_of(settings), DOCUMENTS[0].id
    hit = only_version(place)
    for field in ("text", "names", "blocks", "passages"):
        source = hit["_source"] | {field: altered(hit["_source"][field])}
        place.connection.change("PUT", f"/{place.names.texts}/_doc/{hit['_id']}", source)
        reader = index.open()
        for ask in (reader.document, reader.passages_of, lambda _, reader=reader: tuple(reader.texts())):
            with pytest.raises(IndexDamaged, match="passageway repair"):
                ask(name)


def test_an_altered_passage_is_damage_and_never_shown(settings, index):
    publish(writing(settings), DOCUMENTS[:1])
    place, reader = place_of(settings), index.open()
    name = reader.passages_of(DOCUMENTS[0].id)[0].id
    search = {"query": {"term": {"name": name}}}
    (hit,) = place.connection.look_up(f"/{','.join(named(settings))}/_search", search)["hits"]["hits"]
    source = hit["_source"] | {"passage": altered(hit["_source"]["passage"])}
    place.connection.change("PUT", f"/{hit['_index']}/_settings", {"index.blocks.write": False})
    place.connection.change("PUT", f"/{hit['_index']}/_doc/{name}", source, refresh=True)
    with pytest.raises(IndexDamaged, match=f"the passage {name} is not as it was stored"):
        reader.passages([name])


def only_version(place):
    """The one document of the texts, as it is stored."""
    place.connection.change("POST", f"/{place.names.texts}/_refresh")
    search = {"query": {"term": {"sort": "version"}}}
    (hit,) = place.connection.look_up(f"/{place.names.texts}/_search", search)["hits"]["hits"]
    return hit


def altered(stored):
    """A sealed value with another letter, and the checksum that it had."""
    raw = b64decode(stored)
    content = decompress(raw[4:])
    return b64encode(raw[:4] + compress(content.replace(b"o", b"0", 1))).decode("ascii")


def test_a_text_that_is_sealed_anew_is_not_the_one_that_was_read(settings, index):
    publish(writing(settings), DOCUMENTS[:1])
    place = place_of(settings)
    hit = only_version(place)
    packed = compress(decompress(b64decode(hit["_source"]["text"])[4:]).replace(b"o", b"0", 1))
    forged = b64encode(crc32(packed).to_bytes(4, "little") + packed).decode("ascii")
    place.connection.change("PUT", f"/{place.names.texts}/_doc/{hit['_id']}", hit["_source"] | {"text": forged})
    with pytest.raises(IndexDamaged, match="the text"):
        index.open().document(DOCUMENTS[0].id)


def test_names_and_texts_of_any_kind_and_length(settings, index):
    names = [
        "a b/ü?*\"'\\.txt", "x/" + "very long name " * 60 + ".txt", "tab\tand\nline.txt", "#?&=%2F.txt", "🙂/İ\u2028.md",
        "n" * 9000 + ".txt",
    ]  # fmt: skip
    documents = [document(name, f"Title of {number}", f"Words of {number}.") for number, name in enumerate(names)]
    long = document("long.txt", "Long", *(f"Paragraph {n} of a long text: é🙂." for n in range(4000)))
    huge = document("huge.txt", "Huge", "x" * 3_000_000 + " " + "é" * 2_000_000)
    boxes = PageMap.of([WordBox(0, 4, Box(0, 10, 10, 20, 20))], [PageShape(600, 800, "i")])
    paged = replace(document("paged.pdf", "Paged", "Some words."), page_map=boxes)
    publish(writing(settings), [*documents, long, huge, paged])
    reader = index.open()
    assert list(reader.document_ids()) == sorted([*names, "long.txt", "huge.txt", "paged.pdf"])
    for made in (*documents, long, huge):
        assert reader.document(made.id) == made and reader.rows([made.id])[0].title == made.title
        (listed,) = [r for r in reader.documents(limit=100) if r.id == made.id]
        assert listed.file_bytes == 10
    assert [t.text for t in reader.texts(["huge.txt"])] == [huge.text]
    assert list(reader.page_map("paged.pdf").words()) == list(boxes.words()) and reader.page_map("long.txt") is None
    passages = reader.passages_of("long.txt")
    assert reader.passages([p.id for p in passages]) == {p.id: p for p in passages} and len(passages) > 500
    assert reader.named(["very long"]) == (names[1],) and reader.named(["nnnn"]) == (names[5],)
    assert reader.named(['*"'], folder="a b") == (names[0],)


def test_what_is_not_whole_is_not_served_again(settings, index):
    first = publish(writing(settings), DOCUMENTS)
    second = publish(writing(settings), [LATER])
    place = place_of(settings)
    lost = sorted(set(place.generations.get(first).partitions) - set(place.generations.get(second).partitions))
    name = index.open(first).passages_of(LATER.id)[0].id
    place.connection.change("PUT", f"/{lost[0]}/_settings", {"index.blocks.write": False})
    place.connection.change("DELETE", f"/{lost[0]}/_doc/{name}", refresh=True)
    with writing(settings)() as writer, pytest.raises(IndexDamaged, match="passageway repair"):
        writer.serve(first)
    place.connection.change("DELETE", f"/{lost[0]}")
    with writing(settings)() as writer, pytest.raises(IndexDamaged, match="passageway repair"):
        writer.serve(first)
    assert index.current() == second and index.open().document(LATER.id) == LATER


def test_the_alias_names_what_is_served(settings):
    place = place_of(settings)

    def aliased():
        return set(place.connection.ask("GET", f"/_alias/{place.names.prefix}").body)

    first = publish(writing(settings), DOCUMENTS)
    second = publish(writing(settings), [LATER])
    of_first, of_second = (set(place.generations.get(number).partitions) for number in (first, second))
    assert aliased() == of_second != of_first
    with writing(settings)() as writer:
        writer.serve(first)
    assert aliased() == of_first


def test_records_are_json_that_a_person_can_read(settings):
    publish(writing(settings), DOCUMENTS[:1])
    stored = place_of(settings).records.get("index", "current")
    assert json.loads(json.dumps(stored.value))["served"] == 1 and stored.value["lease"] is None


def test_two_indexes_on_one_cluster_do_not_see_one_another(connection, node):
    with own_indices(connection) as name:
        one, two = (
            cluster_settings([node.url], opensearch_name=n, opensearch_partitions=1) for n in (name, f"{name}-2")
        )
        publish(writing(one), DOCUMENTS[:1])
        publish(writing(two), DOCUMENTS[1:2])
        with writing(one)() as writer:
            writer.clear()
            writer.prune(1, None)
        assert list(open_index(two).open().document_ids()) == [DOCUMENTS[1].id]
        assert list(open_index(one).open().document_ids()) == [DOCUMENTS[0].id]
