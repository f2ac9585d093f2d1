"""How texts go through a model, by one whose vectors say what it was given; no model is needed."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("onnxruntime")

from indexer.engines.meaning import PassageText, onnx
from indexer.engines.meaning.models.folders import ModelFiles
from indexer.engines.meaning.onnx import OnnxEncoder
from indexer.errors import EncoderError


class Tokenizer:
    """A token a character, cut as it is told to."""

    def __init__(self):
        self.most, self.padded = None, True

    def enable_truncation(self, most):
        self.most = most

    def no_padding(self):
        self.padded = False

    def encode(self, text):
        assert self.most is not None and not self.padded
        ids = [ord(c) for c in text[: self.most]]
        return SimpleNamespace(ids=ids, offsets=[(n, n + 1) for n in range(len(ids))])


class Session:
    """Gives for each token (its number, its place, one), or what ``of`` makes of these."""

    def __init__(
        self, of=lambda tokens: tokens, inputs=("input_ids", "attention_mask"), outputs=("last_hidden_state",)
    ):
        self.of, self.inputs, self.outputs = of, inputs, outputs

    def get_inputs(self):
        return [SimpleNamespace(name=name) for name in self.inputs]

    def get_outputs(self):
        return [SimpleNamespace(name=name) for name in self.outputs]

    def run(self, wanted, given):
        assert set(given) == set(self.inputs) and {value.shape for value in given.values()} == {
            given["input_ids"].shape
        }
        assert given["attention_mask"].all() if "attention_mask" in given else True
        assert not given["token_type_ids"].any() if "token_type_ids" in given else True
        self.wanted = wanted
        ids = given["input_ids"][0]
        return [self.of(np.stack([ids, np.arange(len(ids)), np.ones(len(ids))], axis=1).astype(np.float32))[None]]


@pytest.fixture
def made(tmp_path, monkeypatch):
    """An encoder of a session and of what its files say."""

    def made(session, **said):
        for name in ("model.onnx", "tokenizer.json"):
            if not (tmp_path / name).exists():
                (tmp_path / name).write_text(name)
        monkeypatch.setattr(onnx, "_load", lambda files, copy: (Tokenizer(), onnx._Loaded(session, integers=False)))
        return OnnxEncoder(ModelFiles("plain", tmp_path / "model.onnx", tmp_path / "tokenizer.json", **said))

    return made


def unit(*values):
    return pytest.approx(np.array(values) / np.linalg.norm(values), abs=1e-6)


def test_tokens_are_pooled_as_the_folder_says(made):
    assert made(Session()).encode(["ab"], "passage")[0].tolist() == unit(97.5, 0.5, 1)
    assert made(Session(), pooling="cls").encode(["ab"], "passage")[0].tolist() == unit(97, 0, 1)
    whole = made(Session(of=lambda tokens: tokens.sum(axis=0)))  # a model that pools itself
    assert whole.encode(["ab"], "passage")[0].tolist() == unit(195, 1, 2) and whole.dimensions == 3


def test_texts_are_cut_and_have_their_kind_s_words_before_them(made):
    encoder = made(Session(), pooling="cls", tokens=2, question_prefix="q", passage_prefix="")
    assert encoder.encode(["abc"], "question")[0].tolist() == unit(ord("q"), 0, 1)
    assert encoder.encode(["abc"], "passage")[0].tolist() == unit(ord("a"), 0, 1)
    assert made(Session(), tokens=2).encode(["abc"], "passage")[0].tolist() == unit(97.5, 0.5, 1)
    both = encoder.encode(["abc", "b"], "question")
    assert [row.tolist() for row in both] == [unit(ord("q"), 0, 1)] * 2


def test_a_sentence_is_the_mean_of_its_tokens_as_far_as_the_text_is_read(made):
    text = PassageText("xabcdefgh", ((1, 3), (3, 4), (4, 6), (6, 9)))
    encoder = made(Session(), passage_prefix="pp", tokens=10)
    (found,) = encoder.encode_passages([text])
    assert encoder.tells_parts and found.vectors[0].tolist() == encoder.encode([text.text], "passage")[0].tolist()
    # "c" is too short for one; of the last, two letters of three are read.
    told = [unit(97.5, 3.5, 1), [0, 0, 0], unit(100.5, 6.5, 1), unit(102.5, 8.5, 1)]
    assert [row.tolist() for row in found.vectors[1:]] == told
    several = encoder.encode_passages([PassageText("a", ((0, 1),)), text, PassageText("ab")])
    assert [len(of_text.vectors) for of_text in several] == [2, 5, 2] and encoder.encode_passages([]) == []
    assert several[0].vectors[0].tolist() == several[0].vectors[1].tolist(), "a text is its only sentence"


@pytest.mark.parametrize(
    ("session", "said"), [(Session(), {"pooling": "cls"}), (Session(of=lambda tokens: tokens.sum(axis=0)), {})]
)
def test_where_tokens_are_not_averaged_no_sentences_are_told(made, session, said):
    encoder = made(session, **said)
    (found,) = encoder.encode_passages([PassageText("ab cd", ((0, 2), (3, 5)))])
    assert not encoder.tells_parts and (found.vectors.shape, len(found.tokens)) == ((1, 3), 0)
    assert encoder.encode_question("ab cd").tokens.shape == (0, 3)


def test_vectors_come_in_the_order_of_their_texts_and_have_length_one(made):
    encoder, texts = made(Session(), pooling="cls"), ["b", "aaaa", "c", "dd", "aaaa"]
    found = encoder.encode(texts, "passage")
    assert found.shape == (5, 3) and np.linalg.norm(found, axis=1) == pytest.approx([1] * 5)
    assert [row.tolist() for row in found] == [encoder.encode([text], "passage")[0].tolist() for text in texts]
    assert encoder.encode([], "passage").shape == (0, 3)


@pytest.mark.parametrize(
    ("outputs", "chosen"),
    [(("last_hidden_state", "sentence_embedding"), "sentence_embedding"), (("first", "second"), "first")],
)
def test_the_sentence_s_own_output_is_read_where_there_is_one(made, outputs, chosen):
    session = Session(outputs=outputs, inputs=("input_ids", "attention_mask", "token_type_ids"))
    made(session).encode(["a"], "passage")
    assert session.wanted == [chosen]


@pytest.mark.parametrize("of", [lambda tokens: tokens[None], lambda tokens: tokens * np.nan, lambda tokens: tokens / 0])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_model_of_other_outputs_is_none_of_sentences(made, of):
    with pytest.raises(EncoderError, match="gives no sentence vectors"):
        made(Session(of=of))


def test_a_model_that_fails_says_which(made):
    def fail(tokens):
        raise RuntimeError("no such operator")

    with pytest.raises(EncoderError, match=r"model\.onnx cannot encode \(no such operator\)"):
        made(Session(of=fail))


def test_a_text_of_nothing_has_no_direction(made):
    encoder = made(Session(of=lambda tokens: tokens * 0))
    assert encoder.encode(["a"], "passage").tolist() == [[0, 0, 0]]


def test_the_fingerprint_is_of_all_that_vectors_depend_on(made, tmp_path):
    plain = made(Session())
    assert len(plain.fingerprint) == 16 and plain.name == "plain" and made(Session()).fingerprint == plain.fingerprint
    others = [
        made(Session(), **said).fingerprint
        for said in ({"pooling": "cls"}, {"tokens": 9}, {"question_prefix": "q"}, {"passage_prefix": "q"})
    ]
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text(f"another {name}")
        others.append(made(Session()).fingerprint)
    assert len({plain.fingerprint, *others}) == 7


def test_files_of_other_sums_are_refused(made):
    files = made(Session())._files
    sums = [onnx.sum_of(path) for path in (files.model, files.tokenizer)]
    OnnxEncoder(replace(files, sums=tuple(sums)))
    for place, name in enumerate(("model.onnx", "tokenizer.json")):
        wrong = list(sums)
        wrong[place] = "0" * 64
        with pytest.raises(EncoderError, match=f"{name} is not the file it should be"):
            OnnxEncoder(replace(files, sums=tuple(wrong)))


def test_vectors_that_were_stored_are_known_by_the_same_fingerprint_still(tmp_path):
    """With another, every text is encoded anew: it may only change where vectors do."""
    files = ModelFiles("plain", tmp_path / "a", tmp_path / "b")
    assert onnx._fingerprint(files, ("a" * 64, "b" * 64)) == "b336fef04d0c2413"
