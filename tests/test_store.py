"""What is kept from run to run: the same bytes as a run from nothing, only the new extracted, damage thrown away."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_swap import digests

from pipeline.engines.store import CacheWarning, Store
from pipeline.engines.work import Work
from pipeline.model import ArticleError, PipelineError
from pipeline.run import cache_of, run

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = (
    "台积电昨日宣布投资1000亿美元。", "總裁魏哲家在台北表示，營收年增38.6%。", "天气很好。", "英伟达7月15日发布财报。",
    "国务院2025年3月5日批准了规划。", "受伤人数为101人。",
)  # fmt: skip
STEP = st.tuples(st.sampled_from("abcd"), st.sampled_from([None, *range(len(SENTENCES))]))


def put(corpus: Path, name: str, sentence: int | None) -> None:
    """Add, change or (None) delete an article."""
    file = corpus / f"{name}.txt"
    if sentence is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(f"published: 2025-07-18\n\n{name}：{SENTENCES[sentence]}", encoding="utf-8")


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.lists(STEP, min_size=1, max_size=3), min_size=2, max_size=3))
def test_added_changed_and_deleted_articles_give_what_a_run_from_nothing_gives(
    steps: list[list[tuple[str, int | None]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "in"
        corpus.mkdir()
        put(corpus, "always", 0)
        for number, step in enumerate(steps):
            for article, sentence in step:
                put(corpus, article, sentence)
            run(corpus, folder / "out", cache=folder / "cache")
            run(corpus, folder / f"nothing{number}")
            assert digests(folder / "out") == digests(folder / f"nothing{number}")


def articles(corpus: Path, sentences: dict[str, int]) -> Path:
    corpus.mkdir()
    for name, sentence in sentences.items():
        put(corpus, name, sentence)
    return corpus


def test_only_what_is_new_is_extracted(tmp_path: Path) -> None:
    corpus = articles(tmp_path / "in", {"a": 0, "b": 1, "empty": 2})
    kept = [run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept for _ in range(2)]
    put(corpus, "a", 3)
    put(corpus, "d", 4)
    kept.append(run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept)
    put(corpus, "b", None)
    kept.append(run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept)
    assert kept == [0, 3, 2, 3]  # an article without a mention is remembered too


def test_another_rule_segmenter_or_code_starts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = articles(tmp_path / "in", {"a": 0})
    patterns = tmp_path / "mine.jsonl"
    patterns.write_text('{"label": "PRODUCT", "pattern": "天气"}\n', encoding="utf-8")
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept == 0
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache", segmenter="jieba").kept == 0
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache", patterns=patterns).kept == 0
    patterns.write_text('{"label": "ORG", "pattern": "天气"}\n', encoding="utf-8")
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache", patterns=patterns).kept == 0
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache", patterns=patterns).kept == 1
    before = Work().fingerprint()
    monkeypatch.setattr("pipeline.engines.work._code", lambda: "another release")
    assert Work().fingerprint() != before


def damage_part(cache: Path) -> None:
    part = next(cache.glob("part-*"))
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 0xFF
    part.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a byte of a part": damage_part,
    "half a part": lambda cache: (p := next(cache.glob("part-*"))).write_bytes(p.read_bytes()[:100]),
    "a part is gone": lambda cache: next(cache.glob("part-*")).unlink(),
    "no JSON": lambda cache: (cache / "manifest.json").write_text("{", encoding="utf-8"),
    "another shape": lambda cache: (cache / "manifest.json").write_text("[1]", encoding="utf-8"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_thrown_away_with_a_warning(tmp_path: Path, damage: str) -> None:
    corpus = articles(tmp_path / "in", {"a": 0, "b": 1})
    run(corpus, tmp_path / "out", cache=tmp_path / "cache")
    before = digests(tmp_path / "out")
    DAMAGES[damage](tmp_path / "cache")
    with pytest.warns(CacheWarning, match="is damaged and is made anew"):
        assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept == 0
    assert digests(tmp_path / "out") == before
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept == 2


def test_what_a_killed_run_left_half_written_is_swept(tmp_path: Path) -> None:
    corpus = articles(tmp_path / "in", {"a": 0})
    run(corpus, tmp_path / "out", cache=tmp_path / "cache")
    (tmp_path / "cache" / "part-000009.parquet").write_bytes(b"half")
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept == 1
    assert not (tmp_path / "cache" / "part-000009.parquet").exists()


def test_two_runs_do_not_share_a_cache_at_one_time(tmp_path: Path) -> None:
    corpus = articles(tmp_path / "in", {"a": 0})
    with Store(tmp_path / "cache", "x"), pytest.warns(CacheWarning, match="this run goes without it"):
        assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").counts["articles"] == 1


def test_what_no_run_needs_any_more_goes(tmp_path: Path) -> None:
    corpus = articles(tmp_path / "in", {"a": 0})
    for sentence in (1, 2, 3, 4):
        put(corpus, "a", sentence)
        run(corpus, tmp_path / "out", cache=tmp_path / "cache")
    told = orjson.loads((tmp_path / "cache" / "manifest.json").read_bytes())
    assert len(told["parts"]) <= 2
    assert {path.name for path in (tmp_path / "cache").glob("part-*")} == set(told["parts"])
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept == 1


def test_the_cache_lies_beside_the_tables(tmp_path: Path) -> None:
    assert cache_of(tmp_path / "out") == tmp_path / ".out.cache"


@pytest.mark.parametrize("name", ["", "picture.txt"], ids=["empty", "nothing readable"])
def test_a_run_that_ends_before_it_has_extracted_anything_leaves_no_cache(name: str, tmp_path: Path) -> None:
    corpus = articles(tmp_path / "in", {})
    if name:
        (corpus / name).write_bytes(bytes(range(256)) * 8)
    new = tmp_path / "new" / "deep" / ".out.cache"
    with pytest.raises(ArticleError):
        run(corpus, tmp_path / "new" / "deep" / "out", cache=new)
    assert not (tmp_path / "new").exists()
    held = tmp_path / "held"
    held.mkdir()
    with pytest.raises(ArticleError):
        run(corpus, tmp_path / "out", cache=held)
    assert held.exists()  # it was there before


def test_a_cache_that_another_run_removes_as_it_is_opened_is_gone_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = articles(tmp_path / "in", {"a": 0})
    monkeypatch.setattr("fcntl.flock", lambda *_: shutil.rmtree(tmp_path / "cache"))
    with pytest.warns(CacheWarning, match=r"cache: cannot be used \(.+\): this run goes without it"):
        run(corpus, tmp_path / "out", cache=tmp_path / "cache")
    assert (tmp_path / "out" / "events.csv").exists()


def test_a_cache_that_holds_something_outlives_a_run_that_fails(tmp_path: Path) -> None:
    corpus = articles(tmp_path / "in", {"a": 0})
    (tmp_path / "out").touch()
    with pytest.raises(PipelineError, match="is not a folder"):
        run(corpus, tmp_path / "out", cache=tmp_path / "cache")
    (tmp_path / "out").unlink()
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept == 1
    for path in corpus.iterdir():
        path.unlink()
    with pytest.raises(ArticleError):
        run(corpus, tmp_path / "out", cache=tmp_path / "cache")
    put(corpus, "a", 0)
    assert run(corpus, tmp_path / "out", cache=tmp_path / "cache").kept == 1


def test_no_part_is_read_again_for_what_is_missing(tmp_path: Path) -> None:
    """Each batch asks; with every part read for it a run of many batches took time by their square."""
    rows = [(bytes([number]) * 16, f"{number}.txt", b"article", b"found") for number in range(3)]
    asked = [row[:2] for row in rows]
    with Store(tmp_path, "one") as store:
        store.add(rows[:1])
    with Store(tmp_path, "one") as store:
        assert store.missing(asked) == {rows[1][0], rows[2][0]}
        store.add(rows[1:2])
        for part in tmp_path.glob("part-*"):
            part.unlink()
        assert store.missing(asked) == {rows[2][0]}
    with Store(tmp_path, "another") as store:
        assert store.missing(asked) == {row[0] for row in rows}
