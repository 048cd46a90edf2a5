"""What all tests share: one lexicon for the session, a document from a line of text, and a corpus from a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import HealthCheck, settings

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article
from pipeline.segment import segment

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction

# The suite draws the same examples every time, so that a change is blamed for what it did; look further with
# make test FLAGS="--hypothesis-profile=explore tests/test_invariants.py"
settings.register_profile(
    "suite", deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("suite"), derandomize=False, max_examples=5000)
settings.load_profile("suite")

ARTICLES = {
    "cn.txt": "title: 公司业绩\nsource: 某财讯\npublished: 2025-07-18\nregion: CN\n\n"
    "台积电昨日公布财报，二季度营收9338亿元新台币，同比增长38.6%。\n总裁魏哲家在北京表示，公司将于2026年投资1000亿美元。\n",
    "tw 台灣.md": "title: 法說會\nsource: 某時報\npublished: 2025-07-17\nregion: TW\n\n"
    "台積電今（17）日召開法人說明會，公布第2季財報，營收新台幣9,337億9千萬元，年增38.6%。\n",
    "sub/hk.txt": 'published: 2025-09-24\nregion: HK\n\n超強颱風樺加沙昨日襲港，天文台發出十號颶風信號，101人受傷。\n=HYPERLINK("http://x")，「甲|乙」\n',
}  # fmt: skip


class Extract(Protocol):
    def __call__(
        self, text: str, *, published: str = "", region: str = "CN", article_id: str = "case"
    ) -> Extraction: ...


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="session")
def run_on(lexicon: Lexicon) -> Extract:
    def run(text: str, *, published: str = "", region: str = "CN", article_id: str = "case") -> Extraction:
        article = Article(article_id, text, "case.txt", published=published, region=region)  # type: ignore[arg-type]
        return extract(segment(article), lexicon)

    return run


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """Three short articles in two scripts, with what spreadsheets trip over."""
    folder = tmp_path / "articles"
    for name, text in ARTICLES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    return folder
