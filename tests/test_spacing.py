"""Spaces between Chinese and other characters change nothing that is found, and every offset holds in the text as it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article, Extraction
from pipeline.read import read
from pipeline.segment import segment
from pipeline.spacing import closed_up
from pipeline.spacy import to_doc

CORPUS = Path(__file__).parent.parent / "corpus"
_BOUNDARY = re.compile(
    r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z０-９])|(?<=[0-9A-Za-z０-９%％‰℃])(?=[\u4e00-\u9fff])"
)
ARTICLES = {item.article_id: item for item in read(CORPUS, load()) if isinstance(item, Article)}


def found_in(article: Article) -> Extraction:
    return extract(segment(article), load())


def bare(text: str) -> str:
    return text.replace(" ", "")


def told(extraction: Extraction) -> list[object]:
    """All that was found, without places and spaces."""
    text = extraction.article.text

    def clause(start: int, end: int) -> str:
        return bare(text[start:end])

    return [
        *((one.label, bare(one.text), one.key, one.rule, one.sentence) for one in extraction.entities),
        *(
            (one.label, bare(one.text), one.low, one.high, one.unit, one.modifier, one.change, one.measure, one.as_of)
            for one in extraction.numbers
        ),
        *((one.type, bare(one.text), one.edtf, one.earliest, one.latest, one.basis) for one in extraction.dates),
        *(
            (clause(one.start, one.end), bare(one.trigger), one.date, one.status, one.type)
            for one in extraction.events
        ),
        *([bare(argument.text) for argument in (*one.actors, *one.objects)] for one in extraction.events),
    ]  # fmt: skip


def ranges(extraction: Extraction) -> list[tuple[int, int, str]]:
    """Where each name, figure and date stands, and its text."""
    return [
        *((one.start, one.end, one.text) for one in extraction.entities),
        *((one.start, one.end, one.text) for one in extraction.numbers),
        *((one.start, one.end, one.text) for one in extraction.dates),
    ]


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_an_article_with_spaces_tells_what_it_tells_without(name: str) -> None:
    article = ARTICLES[name]
    text = bare(article.text[article.body_start :])  # spaces of its own might be closed up as well
    plain = replace(article, text=text, body_start=0)
    spaced = replace(plain, text=_BOUNDARY.sub(" ", text))
    assert spaced.text != plain.text
    found = found_in(spaced)
    assert told(found) == told(found_in(plain))
    assert all(spaced.text[start:end] == words for start, end, words in ranges(found))
    for event in found.events:
        assert spaced.text[event.trigger_start : event.trigger_end] == event.trigger
    assert to_doc(found).text == spaced.text
    assert to_doc(segment(spaced)).text == spaced.text


@pytest.mark.parametrize(
    "text",
    [
        "台北 2330 ",  # nothing behind it
        "增至161人，其中 3 名重傷。",
        "死亡人數增至 161人，傷者 20人。",  # on one side alone
        "張三 李四 王五",
        "The 5 of us",
    ],
)
def test_a_space_that_parts_is_kept(text: str) -> None:
    expected = "增至161人，其中3名重傷。" if " 3 " in text else text
    assert closed_up(Article("a", text, ""))[0].text == expected


def test_a_mention_has_its_spaces_and_no_others() -> None:
    article = Article(
        "a", "火警於下午 5 時 30 分撲滅， 死亡人數增至 161 人。", "", published="2025-11-26", region="HK"
    )
    found = found_in(article)
    assert [one.text for one in found.numbers] == ["161 人"]
    assert [(one.text, one.edtf) for one in found.dates] == [("下午 5 時 30 分", "2025-11-26T17:30")]


def test_head_lines_keep_their_spaces() -> None:
    article = Article("a", "標題 AI 時代\n共 3 人", "", body_start=8)
    closed, places = closed_up(article)
    assert closed.text == "標題 AI 時代\n共3人"
    assert [article.text[place] for place in places] == list(closed.text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="死亡人數增至日月年 \u00a0161AaG%％，。\n", max_size=60))
def test_places_are_those_of_the_article(text: str) -> None:
    article = Article("a", text, "", published="2025-11-26", region="HK")
    closed, places = closed_up(article)
    if places:
        assert [text[place] for place in places] == list(closed.text)
    found = found_in(article)
    assert found.article.text == text
    assert all(text[start:end] == words for start, end, words in ranges(found))
    for sentence in found.sentences:
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
