"""What people ask, counted by question and day: nothing of who asked, nothing older than it is kept."""

from datetime import date
from threading import Thread

import pytest

from indexer.errors import IndexDamaged
from indexer.model import Answer, AskedQuestion, Facets, Verdict
from indexer.store import QuestionLog


def asked(text, verdict=Verdict.ANSWERED, day="2026-11-20", passages=3, generation=1):
    answer = Answer(text, (), generation, verdict, (), 0.1, facets=Facets(passages=passages))
    return AskedQuestion.of(answer, day)


def test_a_question_is_counted_once_whatever_the_space_between_its_words(tmp_path):
    log = QuestionLog.in_folder(tmp_path)
    log.add([asked("how  long\tdo\nrefunds take? "), asked("how long do refunds take?", Verdict.RELATED, passages=9)])
    log.add([asked("how long do refunds take?", Verdict.NOTHING, "2026-11-22", 0, 4), asked("tea")])
    first, second = log.since(date(2026, 11, 1))
    assert first == AskedQuestion("how long do refunds take?", 3, 1, 1, 0, 4, "2026-11-22") and first.nothing == 1
    assert second.text == "tea" and second.times == 1
    assert [q.times for q in log.since(date(2026, 11, 21))] == [1], "only the days that are asked for"


def test_the_file_has_days_and_no_times_and_forgets_what_is_too_old(tmp_path):
    log = QuestionLog.in_folder(tmp_path)
    log.add([asked("what is a secretword?", day="2026-10-01"), asked("tea", day="2026-11-01")])
    file = tmp_path / "asked.sqlite"
    assert b"secretword" in file.read_bytes() and b"2026-10-01T" not in file.read_bytes()
    log.forget_before(date(2026, 11, 1))
    assert [q.text for q in log.since(date(2026, 1, 1))] == ["tea"]
    assert b"secretword" not in file.read_bytes(), "overwritten, not only unlinked"
    assert (
        log.forget()
        and not (tmp_path / "asked.sqlite").exists()
        and not log.forget()
        and log.since(date(2026, 1, 1)) == ()
    )


def test_what_a_wrong_clock_has_dated_later_than_today_is_kept_no_longer_than_all_else(tmp_path):
    log, today = QuestionLog.in_folder(tmp_path), date(2026, 11, 20)
    log.add(
        [asked("tea"), asked("tea", day="2027-11-20"), asked("soup", day="2028-01-01"), asked("tea", day="2026-11-01")]
    )
    log.date_back(today)
    assert [(q.text, q.times, q.last) for q in log.since(today)] == [
        ("tea", 2, "2026-11-20"),
        ("soup", 1, "2026-11-20"),
    ]
    assert [q.times for q in log.since(date(2026, 1, 1))] == [3, 1]
    log.forget_before(date(2026, 11, 21))
    assert log.since(date(2026, 1, 1)) == ()


def test_several_writers_lose_no_count(tmp_path):
    logs = [QuestionLog.in_folder(tmp_path) for _ in range(4)]
    threads = [Thread(target=lambda log=log: [log.add([asked("tea")]) for _ in range(10)]) for log in logs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [q.times for q in logs[0].since(date(2026, 1, 1))] == [40]


def test_a_damaged_file_says_so_with_what_mends_it(tmp_path):
    log = QuestionLog.in_folder(tmp_path)
    log.add([asked("tea")])
    (tmp_path / "asked.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(IndexDamaged, match=r"asked\.sqlite is damaged .* passageway repair"):
        log.since(date(2026, 1, 1))


def test_nothing_is_made_by_looking(tmp_path):
    log = QuestionLog.in_folder(tmp_path)
    log.forget_before(date(2026, 1, 1))
    assert log.since(date(2026, 1, 1)) == () and list(tmp_path.iterdir()) == []
