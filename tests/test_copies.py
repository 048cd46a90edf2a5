"""Which article copies which: containment of 5-grams, and short texts as a whole."""

from __future__ import annotations

import pytest

from pipeline.model import Article
from pipeline.resolve import copies
from pipeline.sql import Duck

REPORT = "台积电昨日公布的财报显示，今年二季度公司合并营收约9338亿元新台币，同比增长近四成，净利润大增六成，双双创下单季新高。"
OTHER = "台积电二季度财报昨日出炉，净利润同比大增六成；分析师说，人工智能的订单推动了这家晶圆代工厂的营收，并预计下半年继续增长。"


def find_copies(*articles: Article) -> dict[str, str]:
    with Duck() as tables:
        return copies.find_copies(lambda: articles, tables)


def article(name: str, text: str, published: str) -> Article:
    return Article(name, text, name, published=published)


@pytest.mark.parametrize("length", [1, 12], ids=["a line", "an article"])
def test_the_one_published_first_is_the_original(length: int) -> None:
    text = REPORT * length
    found = find_copies(article("a", text, "2025-07-19"), article("b", text, "2025-07-18"))
    assert found == {"a": "b"}


def test_a_reprint_with_a_line_more_is_a_copy() -> None:
    whole = "".join(f"第{n}段。{REPORT}" for n in range(8))
    assert find_copies(
        article("a", whole, "2025-07-18"), article("b", "据外电报道。" + whole, "2025-07-19")
    ) == {"b": "a"}


def test_reports_of_one_event_in_words_of_their_own_are_no_copies() -> None:
    assert not find_copies(article("a", REPORT, "2025-07-18"), article("b", OTHER, "2025-07-18"))
