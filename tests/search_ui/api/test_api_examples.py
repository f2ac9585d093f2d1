"""The examples on the page about the API do what it says, just as they stand there, on a real server."""

import html
import json
import re
import shutil
import subprocess
import sys

import pytest

from search_ui.app import create_app
from search_ui.html.api_examples import api_examples
from tests import web_server


@pytest.fixture(scope="module")
def described(corpus_settings):
    """The server's description, and its page's programs by language."""
    app = create_app(corpus_settings)
    with web_server.served(app) as address:
        page = app.test_client().get("/api", base_url=address).text
        found = re.findall(r'<dt>(\w+)</dt><dd><pre [^>]*class="cited"[^>]*>(.*?)</pre>', page, re.DOTALL)
        programs = {}
        for language, program in found:
            programs.setdefault(language, []).append(html.unescape(program))
        yield app.test_client().get("/api/v1/openapi.json").json, programs


def checked(described, printed):
    """Each answer is an object with what is required of it by the description."""
    operations = [o for item in described[0]["paths"].values() for o in item.values()]
    assert len(printed) == len(operations)
    schemas, seen = described[0]["components"]["schemas"], []
    for text in printed:
        fields = json.loads(text).keys()
        seen.append(fields)
        assert "status" not in fields or "title" not in fields, text  # a problem
    for operation in operations:
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        required = set(schemas[answer["$ref"].rpartition("/")[2]]["required"])
        assert any(required <= fields for fields in seen), operation["operationId"]


def test_python(described):
    program = "print('=====')\n".join(described[1]["Python"])
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    answers = run.stdout.split("=====")
    checked(described, answers)
    listed = {name: found for text in answers for name, found in json.loads(text).items() if isinstance(found, list)}
    assert listed["suggestions"] and listed["hits"] and listed["passages"]
    assert all(json.loads(text)["hits"] for text in answers if "hits" in json.loads(text))


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
def test_curl(described):
    run = subprocess.run(
        ["sh", "-ec", "echo; echo =====\n".join(described[1]["curl"])], capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    checked(described, run.stdout.split("====="))


@pytest.mark.parametrize("odd", ['it\'s "odd" $HOME `x` \\n', "😀 ü\n\u2028", "{x} %s"])
def test_whatever_is_sent_arrives(odd):
    (_, shell), (_, python), (_, script) = api_examples("http://h/a", {"q": odd})
    printed = subprocess.run(["sh", "-c", shell.replace("curl", "printf '%s\\n'")], capture_output=True).stdout
    assert b"http://h/a?q=" in printed
    assert json.loads(re.search(r"^asked = (.*)$", python, re.MULTILINE)[1]) == {"q": odd}
    assert json.loads(re.search(r"URLSearchParams\((.*)\);", script)[1]) == {"q": odd}
    _, (_, python), _ = api_examples("http://h/a", {}, {"text": odd})
    assert json.loads(re.search(r"json.dumps\((.*)\).encode", python)[1]) == {"text": odd}


def test_without_an_index_the_page_is_there(tmp_path):
    from indexer.settings import Settings

    page = create_app(Settings.load(index=tmp_path)).test_client().get("/api").text
    assert "faq.html" in page and "Try it" in page
