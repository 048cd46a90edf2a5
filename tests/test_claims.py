"""Number claims of two articles against each other, and sums inside one (cases/claims.csv, cases/sums.csv)."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from cases_format import CASES

from pipeline.claims import show_claims
from pipeline.read import regions
from pipeline.resolve import resolve
from pipeline.resolve.claims.intervals import interval
from pipeline.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.model import Modifier


def rows(name: str) -> list[Any]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(row, id=f"{line}-{row['verdict']}")
            for line, row in enumerate(csv.DictReader(file), start=2)
        ]


def region_of(text: str) -> str:
    return "TW" if regions.script(text) == "Hant" else "CN"


@pytest.mark.parametrize("row", rows("claims.csv"))
def test_the_verdict_on_two_claims(row: dict[str, str], run_on: Extract, lexicon: Lexicon) -> None:
    pair = [
        run_on(row[side], published=row[f"{side}_published"], region=region_of(row[side]), article_id=side)
        for side in ("left", "right")
    ]
    resolution = resolve(pair, lexicon)
    found = {
        link.kind.removeprefix("number-") for link in resolution.links if link.kind.startswith("number-")
    }
    found |= {claim.verdict for claim in resolution.claims.values() if len(claim.articles) > 1}
    shown = [(c.subject_id, c.measure, c.text, c.as_of, c.verdict) for c in resolution.claims.values()]
    assert found == {row["verdict"]} - {"none"}, shown


def test_half_of_the_pairs_must_not_be_linked() -> None:
    verdicts = [parameter.values[0]["verdict"] for parameter in rows("claims.csv")]
    assert len(verdicts) >= 80
    assert 2 * sum(verdict == "none" for verdict in verdicts) >= len(verdicts)


@pytest.mark.parametrize(
    ("value", "modifier", "nearly", "low", "high"),
    [
        ("60000000000", "", False, "59500000000", "60500000000"),
        ("60060000000", "", False, "60055000000", "60065000000"),
        ("10", "approx", True, "9", "10"),
        ("10", "approx", False, "9.5", "10.5"),
        ("38.6", "", False, "38.55", "38.65"),
        ("1000", "", False, "990", "1010"),
        ("20000", "gt", False, "20000", None),
        ("300", "lt", False, None, "300"),
    ],
)
def test_what_a_value_allows(
    *, value: str, modifier: Modifier, nearly: bool, low: str | None, high: str | None
) -> None:
    found = interval(Decimal(value), Decimal(value), modifier, nearly=nearly)
    assert found is not None
    assert found[:2] == (low and Decimal(low), high and Decimal(high))


def test_a_count_that_is_written_out_is_exact() -> None:
    found = interval(Decimal(14), Decimal(14), "", counted=True)
    assert found is not None
    assert (found.low, found.high) == (Decimal(14), Decimal(14))


@pytest.mark.parametrize("row", rows("sums.csv"))
def test_a_sum_that_does_not_add_up(row: dict[str, str], run_on: Extract, lexicon: Lexicon) -> None:
    resolution = resolve(
        [run_on(row["text"], published="2025-08-11", region=region_of(row["text"]))], lexicon
    )
    reasons = [link.reason for link in resolution.links if link.kind == "number-conflict"]
    if row["verdict"] == "holds":
        assert reasons == []
        return
    assert reasons
    assert all(row["sum"] in reason for reason in reasons)
    assert [c.text for c in resolution.claims.values() if c.verdict == "conflict"]


def test_the_command_shows_what_disagrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, script, value in (("a", "CN", "毛利率为58.6%"), ("b", "CN", "毛利率为61.2%")):
        head = f"published: 2025-07-18\nregion: {script}\n\n"
        (articles / f"{name}.txt").write_text(f"{head}台积电2025年第二季度{value}。\n", encoding="utf-8")
    run(articles, tmp_path / "out")
    show_claims(tmp_path / "out", conflicts=True, entity="台积电")
    out = capsys.readouterr().out
    assert all(text in out for text in ("台积电", "58.6%", "61.2%", "a.txt", "b.txt", "conflict"))
    show_claims(tmp_path / "out", conflicts=True, entity="英伟达")
    assert capsys.readouterr().out == "0 of 2 claims contradict another\n"
