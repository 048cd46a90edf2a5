"""Number claims of two articles against each other, and sums inside one (cases/claims.csv, cases/sums.csv)."""

from __future__ import annotations

import csv
import re
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from cases_format import CASES
from corpus_run import CORPUS, shipped_articles

from pipeline.claims import show_claims
from pipeline.model import PipelineError
from pipeline.read import regions
from pipeline.resolve import resolve
from pipeline.resolve.claims.intervals import interval
from pipeline.run import run
from pipeline.write.stored import rows as stored

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.model import Modifier


def table(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(name: str) -> list[Any]:
    return [pytest.param(row, id=f"{line}-{row['verdict']}") for line, row in enumerate(table(name), start=2)]


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
    assert found == set(row["verdict"].split("|")) - {"none"}, shown


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
    show_claims(tmp_path / "out", conflicts=True, entity="台積電")
    assert capsys.readouterr().out == out
    with pytest.raises(
        PipelineError, match=r"names nothing 英伟达: look for its name or alias in entities\.csv"
    ):
        show_claims(tmp_path / "out", conflicts=True, entity="英伟达")


def test_the_command_shows_outlet_and_teller_without_cutting_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, outlet, value in (("a", "甲城经济观察报", "58.6%"), ("b", "乙城财经日报", "61.2%")):
        head = f"published: 2025-07-18\nregion: CN\nsource: {outlet}\n\n"
        text = f"分析师王建国表示，台积电2025年第二季度毛利率为{value}。\n"
        (articles / f"{name}.txt").write_text(head + text, encoding="utf-8")
    run(articles, tmp_path / "out")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for width in ("60", "80", "140"):
        monkeypatch.setenv("COLUMNS", width)
        show_claims(tmp_path / "out", conflicts=True)
        out = capsys.readouterr().out
        assert "…" not in out
        assert all(text in "".join(out.split()) for text in ("58.6%", "61.2%", "王建国", "58.6%and61.2%at"))


def test_the_command_says_of_what_another_heading_tells_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in (
        ("a", "溪口乡死亡14人。比亚迪2025年第二季度归母净利润18.4亿元。台积电2025年第二季度营收为9338亿元。"),
        ("b", "洪水已造成14人死亡。比亚迪2025年第二季度净利润18.4亿元。台积电2025年第二季度营收为9338亿元。"),
    ):
        told = f"published: 2025-09-24\nregion: CN\n\n浊水溪堰塞湖23日溃决，{text}\n"
        (articles / f"{name}.txt").write_text(told, encoding="utf-8")
    run(articles, tmp_path / "out")
    show_claims(tmp_path / "out")
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if "the same as" in line]
    assert lines == [
        "18.4亿元 is the same as that of 比亚迪 归母净利润",
        "18.4亿元 is the same as that of 比亚迪 净利润",
        "14人 is the same as that of 溪口乡 死亡人数",
        "14人 is the same as that of 浊水溪 死亡人数",
    ]


def numbered(cases: list[Any]) -> list[Any]:
    return [pytest.param(row, id=f"{line}-{row['number']}") for line, row in enumerate(cases, start=2)]


@pytest.mark.parametrize("row", numbered(table("subjects.csv")))
def test_whose_the_number_is_and_what_it_measures(row: dict[str, str], run_on: Extract) -> None:
    found = run_on(row["text"].replace("\\n", "\n"), published="2025-07-18")
    names = {mention.mention_id: mention.text for mention in found.entities}
    told = [
        (names.get(mention.subject, ""), mention.measure, mention.change, mention.as_of)
        for mention in found.numbers
        if mention.text == row["number"]
    ]
    assert told == [(row["subject"], row["measure"], row["change"], row["as_of"])]


@pytest.mark.parametrize("row", numbered(table("tellers.csv")))
def test_who_says_a_number(row: dict[str, str], run_on: Extract) -> None:
    found = run_on(row["text"], published="2025-07-18")
    assert [m.attributed_to for m in found.numbers if m.text == row["number"]] == [row["who"]]


def test_the_results_that_are_carried_are_measures_of_the_table(lexicon: Lexicon) -> None:
    results = {row.surface for row in lexicon.measure_words.rows if "result" in row.kin}
    assert {cue.value for _, cue in lexicon.amounts.measures.items()} >= results


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    (folder / "corpus").mkdir()
    for name in shipped_articles():
        shutil.copy(CORPUS / name, folder / "corpus")
    run(folder / "corpus", folder / "outputs")
    return folder / "outputs"


def test_the_shipped_articles_disagree_on_a_gross_margin(shipped: Path) -> None:
    found = [row for row in stored(shipped, "numbers") if row["verdict"] == "conflict"]
    assert {(r["subject"], r["measure"], r["text"], *r["articles"]) for r in found} == {
        ("台积电", "毛利率", "56.8%", "cn-tsmc-q2.txt"),
        ("台积电", "毛利率", "58.6%", "tw-tsmc-q2.txt"),
    }
    assert {row["compared_with"][0] for row in found} == {row["number_id"] for row in found}
    assert all(row["text"] in row["sentence"] for row in found)


@pytest.mark.parametrize(
    ("verdict", "measure", "texts"),
    [
        ("same", "营业利润率", {"49.6%"}),
        ("refines", "营收", {"9338亿元新台币", "新台幣9,337億9千萬元"}),
        ("refines", "营收同比增幅", {"38.6%", "四成"}),
        ("series", "每股收益", {"15.36元", "9.56元"}),
        ("conflict", "毛利率", {"56.8%", "58.6%"}),
    ],
)
def test_what_the_readmes_show_of_the_verdicts_comes_out(
    verdict: str, measure: str, texts: set[str], shipped: Path
) -> None:
    told = {(r["verdict"], r["text"]) for r in stored(shipped, "numbers") if r["measure"] == measure}
    assert {(verdict, text) for text in texts} <= told


def test_the_shipped_articles_date_an_announcement_and_a_petition_differently(shipped: Path) -> None:
    found = [row for row in stored(shipped, "events") if row["conflict"]]
    assert {(row["date"], *row["actors"], row["trigger"], *row["articles"]) for row in found} == {
        ("2022-06-24", "Top Shine Global", "入稟", "hk-evergrande.txt"),
        ("2022-06-27", "Top Shine Global", "提出", "cn-恒大清盘.txt"),
        ("2025-07-14", "英伟达", "宣布", "cn-nvidia-h20.md"),
        ("2025-07-15", "英伟达", "宣布", "cn-tsmc-q2.txt"),
        ("2022-06-24", "Top Shine Global", "入稟", "hk-evergrande.txt"),
        ("2022-06-27", "Top Shine Global", "提出", "cn-恒大清盘.txt"),
    }


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_shares_that_the_readmes_give_are_those_of_the_shipped_articles(
    readme: str, shipped: Path
) -> None:
    told = [int(share) for share in re.findall(r"(\d+) %", _told_of_numbers(readme))]
    mentions = list(stored(shipped, "number_mentions"))
    subjects = {row["mention_id"] for row in mentions if row["subject_id"]}
    measures = {row["mention_id"] for row in mentions if row["measure"]}
    found = [100 * len(ids) / len(mentions) for ids in (subjects, measures, subjects & measures)]
    assert told == pytest.approx(found, abs=3)


def _told_of_numbers(readme: str) -> str:
    text = (CORPUS.parent / readme).read_text(encoding="utf-8")
    at = re.search(r"\*\*Most figures|\*\*多数数字", text)
    assert at is not None
    return text[at.start() :][:260]
