"""A writer with a browser: check a draft, find words, cite, follow a link; by mouse, by keyboard, without scripts."""

import io
import re

import docx
import pytest

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(scope="module")
def sentence(corpus_searcher):
    text = corpus_searcher.document("understanding/hormones.md").text
    return re.search(r"People whose mood[^.]*\.", text)[0]


@pytest.fixture(scope="module")
def draft(sentence):
    wrong = sentence.replace("more easily", "never")
    return f"It says “{sentence}”.\n\nAnother: “{wrong}”.\n\nNo one: “a zebra recites the alphabet backwards”.\n"


def check(page, text):
    page.get_by_label("Your draft").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".report").wait_for()


@SIZES
@SCRIPTS
def test_a_draft_gets_a_verdict_on_every_piece(open_page, draft, sentence, width, scheme, scripts):
    page = open_page("/", width=width, scheme=scheme, scripts=scripts)
    page.get_by_role("link", name="Check a draft").click()
    check(page, draft)
    notes = page.locator(".verdict-note .called")
    assert [name for name in notes.all_inner_texts() if name != "closest"] == ["verbatim", "altered", "no source"]
    assert page.get_by_label("Your draft").input_value() == draft
    altered = page.locator(".verdict-note.altered")
    assert altered.locator("del").inner_text() == "more easily" and altered.locator("ins").inner_text() == "never"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if scripts else True
    altered.get_by_role("link", name="Hormones").first.click()
    page.wait_for_url("**/source/**")
    marked = page.locator("#passage mark.quoted")
    assert marked.first.is_visible() and sentence.split()[0] in marked.first.inner_text()
    assert "Exact." in page.locator("#resolution").inner_text()


@SCRIPTS
def test_counts_are_filters(open_page, draft, scripts):
    page = open_page("/check", scripts=scripts)
    check(page, draft)
    assert page.locator(".verdict-note.altered").is_visible()
    page.get_by_role("checkbox", name="altered").uncheck()
    assert (
        not page.locator(".verdict-note.altered").is_visible() and page.locator(".verdict-note.verbatim").is_visible()
    )
    page.get_by_role("checkbox", name="altered").check()
    assert page.locator(".verdict-note.altered").is_visible()


def test_keys_lead_from_problem_to_problem_past_hidden_ones(open_page, draft):
    page = open_page("/check")
    check(page, draft)

    def at():
        return page.evaluate("document.activeElement.className").split()[1:2]

    for key, verdict in (("n", "altered"), ("]", "no_source"), ("n", "altered"), ("p", "no_source"), ("[", "altered")):
        page.keyboard.press(key)
        assert at() == [verdict]
        assert page.locator(".piece.at").count() == 1
    page.get_by_role("checkbox", name="altered").uncheck()
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert at() == ["no_source"]
    page.get_by_label("Your draft").focus()
    page.keyboard.type("np")  # keys are letters while one types
    assert "np" in page.get_by_label("Your draft").input_value()


def test_without_scripts_links_lead_from_problem_to_problem(open_page, draft):
    page = open_page("/check", scripts=False)
    check(page, draft)
    page.locator(".problems").get_by_role("link", name="Next problem").click()
    assert page.locator(".verdict-note:target").get_attribute("class").split()[1] == "altered"
    page.locator(".verdict-note:target").get_by_role("link", name="Next problem").click()
    assert page.locator(".verdict-note:target").get_attribute("class").split()[1] == "no_source"


@SCRIPTS
def test_quotations_alone_can_be_shown(open_page, draft, scripts):
    page = open_page("/check", scripts=scripts)
    check(page, f"{draft}\n\nTears after intimacy are more common than many people think.\n")
    sentence = page.locator(".verdict-note.of-sentence").last
    assert sentence.is_visible()
    page.get_by_role("checkbox", name="Quotations only").check()
    assert not sentence.is_visible() and page.locator(".verdict-note.of-quotation").first.is_visible()


def test_notes_stand_beside_the_lines_of_their_pieces(open_page, sentence):
    page = open_page("/check")
    filler = "Nobody has written this sentence about a river and its ferries in any document here. " * 4
    check(page, f"{filler}“{sentence}” {filler}“a zebra recites the alphabet backwards”.")
    for name in (".verbatim", ".no_source"):
        piece, note = page.locator(f".piece{name}"), page.locator(f".verdict-note{name}")
        line = piece.evaluate("piece => piece.getClientRects()[0].top")
        above = note.evaluate("note => note.previousElementSibling?.getBoundingClientRect().bottom ?? 0")
        assert line - 3 <= note.bounding_box()["y"] <= max(line, above) + 8


@SCRIPTS
def test_the_wording_of_the_source_is_taken_and_the_text_copied(open_page, draft, sentence, scripts):
    more = {"permissions": ["clipboard-read", "clipboard-write"]} if scripts else {}
    page = open_page("/check", scripts=scripts, **more)
    check(page, draft)
    page.get_by_role("button", name="Use source wording").click()
    page.locator(".mended").wait_for()
    text = page.get_by_label("Your draft").input_value()
    assert text.count(sentence) == 2 and "zebra" in text and not page.locator(".verdict-note.altered").count()
    if scripts:
        page.locator(".mended").get_by_role("button", name="Copy the text").click()
        page.get_by_role("button", name="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as kept:
        page.get_by_role("button", name="HTML").click()
    assert kept.value.suggested_filename == "check of draft.html"


@SCRIPTS
def test_a_file_can_be_chosen(open_page, sentence, scripts):
    page = open_page("/check", scripts=scripts)
    page.get_by_label("or a file").set_input_files(
        {"name": "draft.md", "mimeType": "text/markdown", "buffer": f"# Head\n\n“*{sentence}*”\n".encode()}
    )
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".report").wait_for()
    assert "verbatim" in page.locator(".verdict-note .called").all_inner_texts()
    assert page.get_by_label("written in").input_value() == "markdown"


@SCRIPTS
def test_a_file_that_is_no_text_is_uploaded_and_leaves_the_box_as_it_is(open_page, sentence, scripts):
    made, written = docx.Document(), io.BytesIO()
    made.add_paragraph(f"“{sentence}”")
    made.save(written)
    page = open_page("/check", scripts=scripts)
    page.get_by_label("Your draft").fill("mine")
    page.get_by_label("or a file").set_input_files({"name": "a.docx", "mimeType": "", "buffer": written.getvalue()})
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".report").wait_for()
    assert page.locator(".verdict-note .called").all_inner_texts() == ["verbatim"]
    assert "quotation, paragraph 1" in page.locator(".verdict-note h3").inner_text()
    assert page.get_by_label("Your draft").input_value() == "mine"


def test_a_file_can_be_dropped(open_page, sentence):
    page = open_page("/check")
    page.evaluate(
        """text => {
          const held = new DataTransfer();
          held.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
          const form = document.getElementById("draft-form");
          for (const name of ["dragover", "drop"])
            form.dispatchEvent(new DragEvent(name, { dataTransfer: held, bubbles: true, cancelable: true }));
        }""",
        f"“{sentence}”",
    )
    assert "dropped.txt" in page.locator("#draft-file").inner_text()
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".verdict-note.verbatim").wait_for()


def test_while_it_is_checked_the_page_says_so_and_it_can_be_stopped(open_page, draft, brought_about):
    page = open_page("/check")
    held = []
    page.route("**/check", lambda route: held.append(route))
    page.get_by_label("Your draft").fill(draft)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("Your draft is being checked…").wait_for()
    page.get_by_role("button", name="Stop").click()
    assert page.locator("#checking").is_hidden() and page.get_by_label("Your draft").input_value() == draft
    page.unroute("**/check")
    check(page, draft)
    brought_about.append("ERR_FAILED")


def test_a_server_that_does_not_answer_loses_no_word(open_page, draft, brought_about):
    page = open_page("/check")
    page.route("**/check", lambda route: route.abort())
    page.get_by_label("Your draft").fill(draft)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("The server does not answer").wait_for()
    assert page.get_by_label("Your draft").input_value() == draft
    page.unroute("**/check")
    page.get_by_role("button", name="Try again").click()
    page.locator(".report").wait_for()
    assert page.locator("#trouble").is_hidden()
    brought_about.append("ERR_FAILED")


@SCRIPTS
def test_what_is_too_long_or_unreadable_keeps_the_text(open_page, brought_about, scripts):
    page = open_page("/check", scripts=scripts)
    for text, file, word in (("x" * 200_001, None, "200,001"), ("mine", b"%PDF-1.7 nothing", "PDF")):
        page.get_by_label("Your draft").fill(text)
        if file:
            page.get_by_label("or a file").set_input_files({"name": "a.pdf", "mimeType": "", "buffer": file})
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_role("alert").filter(has_text=word).wait_for()
        assert page.get_by_label("Your draft").input_value() == text
    brought_about.append("Failed to load resource")


@SIZES
@SCRIPTS
def test_every_place_of_words(open_page, width, scheme, scripts):
    page = open_page("/", width=width, scheme=scheme, scripts=scripts)
    page.get_by_role("link", name="Find words").click()
    page.get_by_label("Words", exact=True).fill("after sex")
    page.get_by_label("Words", exact=True).press("Enter")
    page.wait_for_url("**/find?**")
    count = int(page.locator("#found").inner_text().split()[0])
    assert page.locator(".kwic > li").count() == count > 5
    assert all(mark.lower() == "after sex" for mark in page.locator(".kwic mark").all_inner_texts())
    page.locator(".kwic .where a").first.click()
    page.wait_for_url("**/source/**")
    assert page.locator("#passage mark.quoted").first.inner_text().lower() == "after sex"
    page.go_back()
    page.get_by_label("the exact characters").check()
    page.get_by_label("Words", exact=True).fill("AFTER Sex")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("No document has these words").wait_for()
    page.get_by_role("link", name="Let case, marks and spaces differ").click()
    page.wait_for_url(lambda url: "form=exact" not in url)
    assert page.locator("#found").inner_text().startswith(f"{count} places")


@SCRIPTS
def test_a_result_can_be_cited_in_every_style(open_page, scripts):
    page = open_page("/search?q=tears", scripts=scripts)
    page.locator(".hits .copying > summary").first.click()
    if scripts:
        page.locator(".hits .cites summary").first.click()
    else:
        page.locator(".hits .copying a").first.click()
    cites = page.locator("details.cites[open] pre")
    cites.first.wait_for()
    texts = cites.all_inner_texts()
    assert len(texts) == 6 and any(t.startswith("@misc") for t in texts) and any("<blockquote" in t for t in texts)
    page.goto(texts[0])
    assert page.locator("#resolution").inner_text().startswith("Exact.")


def test_a_citation_is_copied(open_page, address):
    page = open_page("/source/faq.html?quote=Mostly+a+few+minutes", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".cites summary").click()
    page.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{faq-html-")
