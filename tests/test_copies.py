"""Which article copies which: containment of 5-grams, and short texts as a whole."""

from __future__ import annotations

import pytest

from pipeline.model import Article
from pipeline.order import Listed, bare
from pipeline.resolve import copies
from pipeline.sql import Duck

REPORT = "台积电昨日公布的财报显示，今年二季度公司合并营收约9338亿元新台币，同比增长近四成，净利润大增六成，双双创下单季新高。"
OTHER = "台积电二季度财报昨日出炉，净利润同比大增六成；分析师说，人工智能的订单推动了这家晶圆代工厂的营收，并预计下半年继续增长。"


def find_copies(*articles: Article) -> dict[str, str]:
    with Duck() as tables:
        return copies.find_copies(Listed(map(bare, articles)), tables)


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


def test_a_wire_report_in_more_papers_than_are_put_beside_each_other_is_one() -> None:
    text = "".join(f"第{n}段。{REPORT[n % 7 :]}" for n in range(8))
    printed = [article(f"{n:02}", f"{text}本报第{n}版编辑。", f"2025-07-{1 + n % 28:02}") for n in range(60)]
    found = find_copies(*printed)
    assert set(found.values()) == {"00"}
    assert len(found) == len(printed) - 1


def test_a_closing_line_of_every_article_makes_no_copies() -> None:
    closing = "未经本报书面授权，不得转载、摘编本文内容，违者将依法追究法律责任。"
    own = ("风", "火", "水", "木")
    texts = [
        "".join(f"{own[n % 4]}{n * 31 + k}号车间{k * n + 7}人上班。" for k in range(30)) for n in range(60)
    ]
    assert not find_copies(*(article(f"{n:02}", texts[n] + closing, "2025-07-18") for n in range(60)))
