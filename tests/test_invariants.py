"""What holds for any text: nothing raises, every mention is where it says, chosen mentions do not overlap, reruns agree."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article, Extraction
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.resolve import resolve
from pipeline.segment import segment

CORPUS = Path(__file__).parent.parent / "corpus"
SENTENCES = [
    sentence
    for path in sorted(CORPUS.glob("*-*"))
    for sentence in re.split(r"(?<=[。！？\n])", path.read_text(encoding="utf-8").split("\n\n", 1)[1])
    if sentence.strip()
]
# what grammars of numbers, dates and names start, end and go wrong with
PIECES = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(
        "零〇一二两三四五六七八九十百千万亿兆京廿卅半几多余数第每近约超逾不到至以上下前后内外年月日号时分秒周季度旬世纪初中底末元％%‰°℃·—－-~/:.,，。、；：！？（）「」《》“”【】 \n\t"
    ),
    st.sampled_from(
        [
            "昨天", "去年", "2025年", "2月30日", "0年", "00年代", "0年代", "1世纪", "本世纪初", "9999年", "8000年后", "7、8月", "一至三季度", "五一期间", "99999年", "十二月三十二日", "上周五", "三天后", "未来5年", "民國114年", "农历八月十五",
            "9" * 40, "1e308", "1.2.3", "0.000", "一百万亿亿", "50多万", "３０％", "1/3", "三分之二", "百分之五百", "-5", "10-20万元", "$1.5亿",
            "新台幣", "港元", "公里/小时", "次/秒", "每秒數百萬次", "3:2", "17:30", "24:00", "99:99", "https://a.b/1?c=2", "a@b.cc", "GPT-4", "5G",
            "台积电", "輝達", "中美", "总统", "先生", "大学", "有限公司", "《", "》", "市", "县", "张三", "欧阳", "普京·", "的", "说", "宣布", "发布",
            "公布", "没有", "将", "可能", "据", "新华社", "（以下简称", "简称“", "\u200b", "\ufeff", "\u2028", "𠮷", "İ", "ß", "①", "㍿", "Ⅳ", "\x00", "\ufffd",
        ]
    ),
    st.text(max_size=6),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)
PUBLISHED = st.sampled_from(
    ["", "2025", "2025-08", "2025-08-11", "2024-02-29", "2025-08-11T10:23:00", "0001-01-01", "9999-12-31"]
)
REGIONS = st.sampled_from(["", "CN", "TW", "HK", "SG", "MO"])


def extraction_of(text: str, published: str, region: Any, body: int = 0) -> Extraction:
    article = Article("a", text, "a.txt", published=published, region=region, body_start=body)
    return extract(segment(article), load())


def holds(found: Extraction) -> None:
    """Everything that is promised of the mentions of one article."""
    text, body = found.article.text, found.article.body_start
    chosen: list[Any] = [*found.entities, *found.numbers, *found.dates]
    chosen.sort(key=lambda mention: mention.start)
    for mention in chosen:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= body
        assert mention.text == mention.text.strip()
        assert mention.rule
        sentence = found.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end
    for left, right in pairwise(chosen):
        assert left.end <= right.start, (left, right)
    ids = {mention.mention_id for mention in chosen}
    assert len(ids) == len(chosen)
    for number in found.numbers:
        assert number.low is not None or number.high is not None or number.rule == "several-times"  # 数倍
        assert number.low is None or number.high is None or number.low <= number.high
        assert number.subject in ids | {""}
    for date in found.dates:
        assert date.earliest <= date.latest or "" in {date.earliest, date.latest}
    for event in found.events:
        assert text[event.trigger_start : event.trigger_end] == event.trigger != ""
        assert body <= event.start <= event.trigger_start < event.trigger_end <= event.end <= len(text)
        assert event.date
        assert event.date_mention_id in ids
        arguments = [*event.actors, *event.objects, *filter(None, (event.location, event.attributed_to))]
        assert all(argument.mention_id in ids | {""} for argument in arguments)
    for loser in found.losers:
        assert text[loser.start : loser.end] == loser.text


@given(text=TEXTS, published=PUBLISHED, region=REGIONS)
def test_any_text(text: str, published: str, region: str) -> None:
    found = extraction_of(text, published, region)
    holds(found)
    assert extraction_of(text, published, region) == found
    assert len(normalise(text)) == len(text)


@given(text=st.text(max_size=200), published=PUBLISHED)
def test_any_unicode(text: str, published: str) -> None:
    holds(extraction_of(text, published, ""))


@given(head=TEXTS, text=TEXTS)
def test_head_lines_are_never_extracted_from(head: str, text: str) -> None:
    whole = head + "\n\n" + text
    holds(extraction_of(whole, "2025-08-11", "CN", body=len(head) + 2))


@settings(max_examples=30)  # each resolves twice, in tables on disk
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_resolution_knows_every_mention_and_no_order(texts: list[str]) -> None:
    found = [
        extract(segment(Article(f"{n}.txt", text, f"{n}.txt", published="2025-08-11", region="CN")), load())
        for n, text in enumerate(texts)
    ]
    resolution = resolve(found, load())
    for extraction in found:
        assert all(resolution.entity_of[m.mention_id] in resolution.entities for m in extraction.entities)
        assert all(resolution.claim_of[m.mention_id] in resolution.claims for m in extraction.numbers)
        assert all(resolution.event_of[m.mention_id] in resolution.events for m in extraction.events)
    assert resolve(found[::-1], load()) == resolution


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*-*")), ids=lambda path: path.name)
def test_every_article_of_the_corpus(path: Path) -> None:
    for article in read(path, load()):
        assert isinstance(article, Article)
        found = extract(segment(article), load())
        holds(found)
        assert found.entities
        assert found.numbers
        assert found.dates
        assert extract(segment(article), load()) == found
