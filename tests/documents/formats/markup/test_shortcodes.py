"""Shortcodes on lines of their own: their titles and kinds are text, and what is in them stays the blocks that it is."""

import pytest

from indexer.documents.formats.markup.commonmark.markdown import read_markdown
from tests.cpu import takes_less


def shown(source):
    parsed = read_markdown(source)
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


@pytest.mark.parametrize(
    ("opens", "closes", "label"),
    [
        ('{{< tab "Linux" >}}', "{{< /tab >}}", "Linux\n"),
        ('{{% tab name="Linux" %}}', "{{% /tab %}}", "Linux\n"),
        ("{{< tab name=Linux >}}", "{{</tab>}}", "Linux\n"),
        ('{% tab title="Linux" %}', "{% endtab %}", "Linux\n"),
        ('{{< tabs "id-7" >}}{{< tab "Linux" >}}', "{{< /tab >}}{{< /tabs >}}", "Linux\n"),
        ('{{< tabs/tab\n  name="Linux"\n>}}', "{{< /tabs/tab >}}", "Linux\n"),
        ('{{% notice tip "My title" %}}', "{{% /notice %}}", "Tip: My title\n"),
        ('{{< admonition warning "Mind the step" true >}}', "{{< /admonition >}}", "Warning: Mind the step\n"),
        ('{{% notice style="note" title="Why" icon="pen" %}}', "{{% /notice %}}", "Note: Why\n"),
        ('{{< callout type="info" emoji="x" >}}', "{{< /callout >}}", "Info: "),
        ('{{< warning "Be careful" >}}', "{{< /warning >}}", "Warning: Be careful\n"),
        ("{% hint style='danger' %}", "{% endhint %}", "Danger: "),
        ('{{< details "Summary text" >}}', "{{< /details >}}", "Summary text\n"),
        ('{{% details title="Summary text" open=true %}}', "{{% / details %}}", "Summary text\n"),
        ('{{%expand "Is it free?" "..." %}}', "{{% /expand %}}", "Is it free?\n"),
        ("{% details How to pay %}", "{% enddetails %}", "How to pay\n"),
        ('{{< tab "https://x.example/a" >}}', "{{< /tab >}}", ""),
        ('{{% heading "next" %}}', "{{% /heading %}}", ""),
        ("{% raw %}", "{% endraw %}", ""),
    ],
)
def test_a_shortcode_around_text_says_its_title_and_ends_the_paragraph_before(opens, closes, label):
    assert shown(f"Before.\n{opens}\nText *here*.\n{closes}\nAfter.") == ["Before.", f"{label}Text here.", "After."]


def test_tabs_follow_one_another_with_code_and_lists_in_them():
    tabs = ['{{< tab "A" >}}\n```\nrun\n```\n{{< /tab >}}', '{{< tab "B" >}}\n- one\n{{< /tab >}}']
    assert shown("{{< tabs >}}\n" + "\n".join(tabs) + "\n{{< /tabs >}}") == ["A", "run", "- B\none"]


def test_code_goes_to_its_end_and_not_to_a_path():
    source = "Before.\n{{< highlight go >}}\nx := path/highlight\n*y*\n{{< / highlight >}}\nAfter."
    assert shown(source) == ["Before.", "x := path/highlight\n*y*", "After."]
    assert shown("{% highlight c %}\na // endhighlight\n{%- endhighlight %}") == ["a // endhighlight"]


def test_a_shortcode_without_an_end_and_a_condition_end_no_paragraph():
    assert shown('One\n{{< figure src="x" caption="two" >}}\nthree') == ["One two three"]
    assert shown("One\n{% if new %}\ntwo\n{% endif %}\nthree") == ["One two three"]
    assert shown('One {{< tab "two" >}} three {{< /tab >}}') == ["One two three"]
    assert shown("    {{< tab >}}\n\n`{{< /tab >}}`") == ["{{< tab >}}", "{{< /tab >}}"]


@pytest.mark.parametrize("signs", ["---\ntitle: T\n---\n", "{{#include a.md}}\n\n", "{% x %}\n\n", '{{ f("a") }}\n\n'])
def test_values_alone_are_no_text_only_where_a_program_fills_them_in(signs):
    assert shown(f"{signs}Before.\n\n{{{{ message }}}}\n\nAfter.") == ["Before.", "After."]
    source = "Vue shows a value:\n\n{{ message }}\n\nAnd twice {{ a }} and `{% x %}`."
    assert shown(source) == ["Vue shows a value:", "{{ message }}", "And twice {{ a }} and {% x %}."]


@pytest.mark.parametrize(
    "piece",
    [
        "{{< tab ",
        "{{< tab >}}",
        "{{< tab >}}\n",
        "{{< tab\n",
        "{% tab\n",
        "{{< /tab >}}\n",
        '{{< tab "',
        "x\n{{<\n",
        "{%",
    ],
)
def test_reading_shortcodes_is_linear(piece):
    assert takes_less(3, lambda: read_markdown("{{< /tab >}}\n\n" + piece * 8_000))
