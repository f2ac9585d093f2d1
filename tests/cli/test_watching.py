"""What is said while a corpus is watched, a line each."""

from indexer.cli.printing.show_watching import show_event
from indexer.indexing.watching.events import WatchEvent, WatchEventKind
from indexer.model import GateVerdict, IndexReport, Skipped

AT = "2026-05-01T12:00:00+00:00"
REPORT = IndexReport(("a",), (), ("b", "c"), (), (Skipped("d", "x"),), 1200, 2.04, 7)


def said(capsys, *events):
    for event in events:
        show_event(event)
    return [line[20:] for line in capsys.readouterr().out.splitlines()]


def test_each_kind_is_a_line(capsys):
    held = GateVerdict("success@1", 0.02, 0.95, 0.9, False)
    back = IndexReport((), ("a",), (), (), (), 9, 1.0, 8, held=True, gate=held)
    unasked = IndexReport((), ("a",), (), (), (), 9, 1.0, 8, held=True, unasked="saved.sqlite is locked.")
    nothing = IndexReport((), (), ("a",), (), (), 9, 0.1, 8)
    emptied = IndexReport(
        (), (), ("a",), (), (Skipped("b", "x"), Skipped("c", "x")), 8, 0.1, 9, newly_skipped=("c",), emptied=1
    )
    linked = IndexReport((), (), ("a",), (), (Skipped("b", "x"),), 7, 0.1, 9, newly_skipped=("b",))
    lines = said(
        capsys,
        WatchEvent(WatchEventKind.WATCHING, AT, "watching /notes"),
        WatchEvent(WatchEventKind.RUN, AT, report=REPORT, unready=("e", "f")),
        WatchEvent(WatchEventKind.RUN, AT, report=back),
        WatchEvent(WatchEventKind.RUN, AT, report=unasked),
        WatchEvent(WatchEventKind.RUN, AT, report=nothing),
        WatchEvent(WatchEventKind.RUN, AT, report=emptied),
        WatchEvent(WatchEventKind.RUN, AT, report=linked),
        WatchEvent(WatchEventKind.REFUSED, AT, "much would go"),
    )
    assert lines == [
        "watching /notes",
        "generation 7: 1 added, 1 skipped; 1,200 passages, 2.0 s; 2 still being written",
        "generation 8: 1 updated; held back, as success@1 falls from 0.950 to 0.900 (passageway questions score); "
        "9 passages, 1.0 s",
        "generation 8: 1 updated; held back, as the saved questions could not be asked: saved.sqlite is locked "
        "(passageway publish); 9 passages, 1.0 s",
        "generation 8: nothing had changed; 9 passages, 0.1 s",
        "generation 9: 1 out of the index, as nothing in it can be read any more, 2 skipped; 8 passages, 0.1 s",
        "generation 9: 1 skipped; 7 passages, 0.1 s",
        "refused: much would go",
    ]
