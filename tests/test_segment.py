"""Segmentation: two engines behind one function, held together on the corpus; tokens cover every character."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.model import Article
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.segment import FUSED_WORDS, SEGMENTERS, segment, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.segment import Segmenter

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def articles(lexicon: Lexicon) -> list[Article]:
    return [item for item in read(CORPUS, lexicon) if isinstance(item, Article)]


def ends(words: Iterable[str]) -> set[int]:
    place, found = 0, set()
    for word in words:
        place += len(word)
        found.add(place)
    return found


def test_the_engines_are_identical_without_the_hidden_markov_model(articles: list[Article]) -> None:
    for article in articles:
        norm = normalise(article.text)
        assert rjieba.cut(norm, False) == list(jieba.cut(norm, HMM=False)), article.article_id  # noqa: FBT003


def test_the_engines_agree_on_nearly_every_boundary_and_tag(articles: list[Article]) -> None:
    same = all_ends = same_tags = all_tags = 0
    for article in articles:
        left, right = (segment(article, segmenter=engine).tokens for engine in SEGMENTERS)
        lefts, rights = ({token.end for token in side} for side in (left, right))
        same += len(lefts & rights)
        all_ends += len(lefts | rights)
        tags = {(token.start, token.end): token.tag for token in left}
        shared = [token for token in right if (token.start, token.end) in tags]
        same_tags += sum(token.tag == tags[token.start, token.end] for token in shared)
        all_tags += len(shared)
    assert same / all_ends >= 0.995  # measured 0.9989 (2026-11)
    assert same_tags / all_tags >= 0.98  # measured 0.989


def test_the_engines_lead_to_the_same_mentions(articles: list[Article], lexicon: Lexicon) -> None:
    differing = total = 0
    for article in articles:
        left, right = (extract(segment(article, segmenter=engine), lexicon) for engine in SEGMENTERS)
        for layer in ("entities", "numbers", "dates", "events"):
            found = [{(m.start, m.end) for m in getattr(side, layer)} for side in (left, right)]
            differing += len(found[0] ^ found[1])
            total += len(found[0] | found[1])
    assert differing <= total / 100


@pytest.mark.parametrize("engine", SEGMENTERS)
@given(
    text=st.text(max_size=80) | st.text(alphabet="今天下雨隨著發展12.5%ＡaＢ \n\r\t\0，。「」𠮷", max_size=80)
)
def test_tokens_cover_every_character(engine: Segmenter, text: str) -> None:
    found = list(tokens(text, offset=7, segmenter=engine))
    assert "".join(token.word for token in found) == text
    place = 7
    for token in found:
        assert token.start == place < token.end
        assert token.tag
        place = token.end
    assert place == 7 + len(text)


@pytest.mark.parametrize("engine", SEGMENTERS)
def test_a_document_has_one_position_system(articles: list[Article], engine: Segmenter) -> None:
    for article in articles:
        document = segment(article, segmenter=engine)
        assert len(document) == len(document.norm) == len(document.low) == len(article.text)
        assert document.tokens[0].start == article.body_start
        assert document.tokens[-1].end == len(article.text)
        assert all(token.word == document.norm[token.start : token.end] for token in document.tokens)
        assert all(article.body_start <= start < end for start, end, _ in document.sentences)
        assert {script for _, _, script in document.sentences} <= {"Hans", "Hant"}


def test_sentences_of_two_scripts_are_normalised_each_by_its_own() -> None:
    document = segment(Article("a", "隨著發展，成效顯著。\n随着发展，成效显著。", "a.txt"))
    assert document.norm == "随着发展，成效显著。\n随着发展，成效显著。"
    assert [sentence.script for sentence in document.sentences] == ["Hant", "Hans"]


def test_an_empty_document_has_no_sentences_and_no_tokens() -> None:
    for engine in SEGMENTERS:
        document = segment(Article("a", "", "a.txt"), segmenter=engine)
        assert (document.sentences, document.tokens) == ((), ())


def fused_words() -> list[dict[str, str]]:
    with FUSED_WORDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", fused_words(), ids=lambda row: row["word"])
def test_two_words_that_the_dictionary_has_as_one_are_two_tokens(row: dict[str, str]) -> None:
    word = row["word"]
    assert rjieba.has_word(word), "the dictionary does not have it: the row does nothing"
    assert rjieba.has_word(word[2:]), "its second half is no word"
    assert row["source"]
    for engine in SEGMENTERS:
        told = [(token.word, token.tag) for token in tokens(row["example"], segmenter=engine)]
        assert (word[:2], row["head"]) in told, engine
        assert (word[2:], row["tail"]) in told, engine


def test_a_line_of_accounts_is_a_token_of_its_own() -> None:
    for engine in SEGMENTERS:
        told = [
            (token.word, token.tag) for token in tokens("公司7月营收达10亿元，营收入账", segmenter=engine)
        ]
        assert ("营收", "n") in told, engine
        assert ("达", "v") in told, engine
        assert "".join(word for word, _ in told) == "公司7月营收达10亿元，营收入账"


def test_an_event_and_a_figure_behind_such_a_word_are_read(run_on: Extract) -> None:
    found = run_on("海川集团8月6日郑重宣布停产，营收12亿元，同比增加三成。", published="2025-08-16")
    assert [event.trigger for event in found.events][:1] == ["宣布"]
    assert [event.actors[0].text for event in found.events][:1] == ["海川集团"]
    assert found.numbers[-1].measure == "营收同比增幅"
