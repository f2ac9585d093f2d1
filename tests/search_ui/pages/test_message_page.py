"""The page of a message: who wrote it and when is said once, and what is attached to it is a click away."""

import mailbox
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app


def message(subject, attached, forwarded=None):
    made = EmailMessage()
    made["Subject"], made["From"], made["Date"] = subject, "Ada <ada@example.org>", "Fri, 03 Oct 2025 10:00:00 +0200"
    made.set_content("The budget of the club is attached.\n")
    for number in range(attached):
        made.add_attachment("The rent is paid in May.\n", filename=f"rent-{number:02}.txt")
    if forwarded:
        made.add_attachment(message_from_bytes(forwarded, policy=default))
    return bytes(made)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "budget.eml").write_bytes(message("Budget", 2))
    (corpus / "budget.eml!.txt").write_text("It sorts between a message and what is attached to it.\n")
    (corpus / "many.eml").write_bytes(message("Many", 25))
    (corpus / "forwarded.eml").write_bytes(message("Forwarded", 1, message("The first letter", 1)))
    box = mailbox.mbox(corpus / "box.mbox")
    for subject in ("One", "Two"):
        box.add(message(subject, 1))
    box.close()
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [corpus])
    return create_app(settings).test_client()


def attached(page):
    return re.findall(
        r'href="(/source/[^"?]*%23[^"?]*)"[^>]*>([^<]*)</a>', page.partition('attached">')[2].partition("</p>")[0]
    )


def test_sender_and_date_are_said_once(client):
    page = client.get("/source/budget.eml").text
    assert page.count("ada@example.org") == 1 and 'class="author"' not in page and "03 Oct 2025" in page


def test_a_message_leads_to_what_is_attached_to_it(client):
    links = attached(client.get("/source/budget.eml").text)
    assert [name for _, name in links] == ["rent-00.txt", "rent-01.txt"]
    assert all("The rent is paid" in client.get(address).text for address, _ in links)
    back = client.get(links[0][0]).text
    assert "Attached:" not in back
    assert 'Attached to the message <a href="/source/budget.eml" dir="auto">Budget</a>' in back
    assert "Attached to" not in client.get("/source/budget.eml").text


def test_of_many_the_first_are_named_and_the_library_has_all(client):
    page = client.get("/source/many.eml").text
    assert len(attached(page)) == 20 and 'href="/library?folder=many.eml"' in page


def test_a_message_of_a_mailbox_has_its_own_attachments(client):
    library = client.get("/library?folder=box.mbox").text
    messages = sorted(set(re.findall(r'"(/source/box\.mbox%23[0-9a-f]+)"', library)))
    assert [len(attached(client.get(address).text)) for address in messages] == [1, 1]


def test_what_is_attached_to_a_forwarded_message_is_on_the_page_of_that(client):
    outer = attached(client.get("/source/forwarded.eml").text)
    assert [name for _, name in outer] == ["rent-00.txt", "The first letter"]
    inner = attached(client.get(outer[1][0]).text)
    assert [name for _, name in inner] == ["rent-00.txt"] and inner[0] != outer[0]
    assert (
        f'Attached to the message <a href="{outer[1][0]}" dir="auto">The first letter</a>'
        in client.get(inner[0][0]).text
    )
