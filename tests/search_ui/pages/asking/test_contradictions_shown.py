"""A document that contradicts the answer is told below it, with its day in words and the way to its place."""

import html
import re

from search_ui.app import create_app

PAGES = {
    f"{name}.md": f"---\ndate: {day}\n---\n# On refunds\n\nRefunds are paid within {days} days. Ask at the desk.\n"
    for name, day, days in (("a", "2022-01-01", 14), ("b", "2024-05-01", 30))
}


def test_what_another_document_says_stands_in_the_card_of_the_answer_with_a_link(indexed):
    client = create_app(indexed(PAGES)).test_client()
    asked = "/search?q=how+long+do+refunds+take%3F"
    page = client.get(asked).text
    card = page[page.index('class="best') : page.index("</article>")]
    (told,) = re.findall(r'<p class="otherwise">.*?</p>', page)
    assert told in card and re.search(
        r"(A later document \(1 May 2024\)|An earlier .*?\(1 January 2022\)) says otherwise:", told
    )
    words = re.search(r"<q[^>]*>(.*?)</q>", told)[1]
    assert page.count("says otherwise") == 1
    there = client.get(html.unescape(re.search(r'href="([^"]*)"', told)[1])).text
    assert words in re.sub("<[^>]+>", "", there[there.index('id="passage"') :])
    german = client.get(asked, headers={"Accept-Language": "de"}).text
    assert re.search(r"\((1\. Mai 2024|1\. Januar 2022)\) sagt etwas anderes:", german)
