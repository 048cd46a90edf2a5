"""report.html as a file: what stands in it, and that nothing from an article can act. tests/browser opens it."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from corpus_run import corpus_outputs
from made_tables import article, make_tables, two_that_disagree

from pipeline.lexicon import load
from pipeline.write import report
from pipeline.write.report import write_report
from pipeline.write.report.gather import MOST

HERE = Path(report.__file__).parent


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside in self.raw:
            self.raw[self.inside].append(data)

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw["script"][1])
        found["numbers"] = json.loads(self.raw["script"][2])
        return found

    @property
    def policy(self) -> str:
        return next(str(a["content"]) for t, a in self.elements if t == "meta" and a.get("http-equiv"))


def page_of(folder: Path) -> Page:
    return Page((folder / "report.html").read_text(encoding="utf-8"))


def test_only_the_pages_own_script_and_style_may_run(tmp_path: Path) -> None:
    write_report(tmp_path, two_that_disagree(tmp_path))
    page = page_of(tmp_path)

    def allowed(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert page.policy == (
        f"default-src 'none'; script-src 'sha256-{allowed(page.raw['script'][3])}'; "
        f"style-src 'sha256-{allowed(page.raw['style'][0])}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert len(page.raw["script"]) == 4  # words, data, claims, script
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name in {"style", "src"} for name in attributes), tag
        if "href" in attributes:
            assert str(attributes["href"]).startswith(("#", "data:,"))


def test_the_page_names_no_other_place(tmp_path: Path) -> None:
    write_report(tmp_path, two_that_disagree(tmp_path))
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert set(re.findall(r"\w+://[^\s\"'`)]*", html)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|WebSocket|import)\s*\(|@import|innerHTML|insertAdjacentHTML|document\.write",
        html,
    )


def test_the_five_parts_stand_in_their_order(tmp_path: Path) -> None:
    write_report(tmp_path, two_that_disagree(tmp_path))
    ids = [attributes["id"] for tag, attributes in page_of(tmp_path).elements if tag == "section"]
    assert ids == ["timeline", "disagree", "articles", "entities", "numbers"]


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \u2028 {{ 7*7 }} ${alert(1)} <!-- ]]> &lt;"


def test_an_article_that_holds_markup_is_only_text(tmp_path: Path) -> None:
    make_tables(
        tmp_path,
        articles=[{"article_id": HOSTILE, "title": HOSTILE, "source": HOSTILE, "chars": len(HOSTILE)}],
        entities=[{"entity_id": "e1", "name": HOSTILE, "label": HOSTILE, "articles": [HOSTILE], "n_articles": 1}],
        entity_mentions=[
            {"mention_id": "m1", "article_id": HOSTILE, "start": 0, "end": 9, "entity_id": "e1", "text": HOSTILE[:9], "rule": HOSTILE}
        ],
        events=[{"event_id": "v1", "date": HOSTILE, "trigger": HOSTILE, "actors": [HOSTILE], "conflict": HOSTILE}],
        numbers=[{"number_id": "n1", "measure": HOSTILE, "unit": HOSTILE, "subject": HOSTILE, "verdict": "conflict"}],
        rejects=[{"path": HOSTILE, "reason": HOSTILE}],
    )  # fmt: skip
    for inline in (10_000, 0):
        write_report(tmp_path, [article(HOSTILE, HOSTILE)], inline=inline)
        page = page_of(tmp_path)
        assert [tag for tag, _ in page.elements].count("script") == 4
        assert "img" not in [tag for tag, _ in page.elements]
        assert page.data["articles"][0][0] == HOSTILE
        assert page.data["events"][0][8] == HOSTILE
        assert page.data["rejects"] == [[HOSTILE, HOSTILE]]
    script = (tmp_path / "report_files" / "articles-00001.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("zhExtractArticles(").removesuffix(");\n"))[0][1] == HOSTILE


def test_marks_stand_where_a_browser_counts_them(tmp_path: Path) -> None:
    """After an emoji a browser's places are one further; head lines are not shown."""
    text = "title: 😀\n\n😀台積電2億元。"
    start = text.index("台積電")
    make_tables(
        tmp_path,
        articles=[{"article_id": "a.txt", "chars": len(text)}],
        entities=[{"entity_id": "e1", "name": "台积电", "label": "ORG"}],
        entity_mentions=[
            {"mention_id": "m1", "article_id": "a.txt", "start": start, "end": start + 3, "text": "台積電", "entity_id": "e1",
             "sentence": "😀台積電2億元。"}
        ],
        numbers=[{"number_id": "n1"}],
        number_mentions=[
            {"mention_id": "m2", "article_id": "a.txt", "start": start + 3, "end": start + 6, "text": "2億元", "number_id": "n1",
             "low": 200_000_000, "high": 200_000_000, "sentence": "😀台積電2億元。"}
        ],
    )  # fmt: skip
    write_report(tmp_path, [article("a.txt", text, body_start=text.index("😀台"))])
    data = page_of(tmp_path).data
    ((at, shown, _, marks),) = data["texts"]
    units = shown.encode("utf-16-le")

    def cut(start: int, end: int) -> str:
        part: bytes = units[2 * start : 2 * end]
        return part.decode("utf-16-le")

    assert at == 0
    assert [cut(mark[1], mark[2]) for mark in marks] == ["台積電", "2億元"]
    ((_, sentence_start, sentence_end, number_start, number_end),) = data["numbers"][0][13]
    assert cut(sentence_start, sentence_end) == "😀台積電2億元。"
    assert cut(number_start, number_end) == "2億元"


def test_claims_in_conflict_are_paired_with_the_reason(tmp_path: Path) -> None:
    write_report(tmp_path, two_that_disagree(tmp_path))
    data = page_of(tmp_path).data
    assert data["pairs"] == [[0, 1, "58.6% / 56.8%"]]
    assert [row[5] for row in data["numbers"]] == ["58.6", "56.8"]


def test_claims_in_conflict_are_paired_without_links_too(tmp_path: Path) -> None:
    numbers = [
        {"number_id": "n1", "verdict": "conflict", "compared_with": ["n2", "n3"]},
        {"number_id": "n2", "verdict": "conflict", "compared_with": ["n1"]},
        {"number_id": "n3", "verdict": "series", "compared_with": ["n1"]},
    ]
    make_tables(tmp_path, numbers=numbers)
    write_report(tmp_path, [])
    assert page_of(tmp_path).data["pairs"] == [[0, 1, ""]]


def test_names_are_told_by_region_and_stand_together_in_sentences(tmp_path: Path) -> None:
    write_report(tmp_path, two_that_disagree(tmp_path))
    entity = page_of(tmp_path).data["entities"][0]
    assert entity[3] == [["CN", [["台积电", 1]]], ["TW", [["台積電", 1]]]]
    outputs = corpus_outputs()
    data = page_of(outputs).data
    assert data["together"]
    assert all(a < b and n > 0 for a, b, n in data["together"])


def test_a_large_corpus_has_its_articles_in_files_beside_the_page(tmp_path: Path) -> None:
    texts = {f"{i:03}.txt": f"第{i}篇。" + "字" * 5_000 for i in range(60)}
    make_tables(tmp_path, articles=[{"article_id": one, "chars": len(text)} for one, text in texts.items()])
    write_report(tmp_path, (article(one, text) for one, text in texts.items()), inline=1_000)
    page = page_of(tmp_path)
    assert page.data["texts"] == []
    assert "'self' file:" in page.policy
    assert len(page.data["files"]) > 1
    told = {}
    for number, name in enumerate(page.data["files"], start=1):
        body = (tmp_path / name).read_text(encoding="utf-8")
        assert len(body.encode()) < 400_000
        for at, text, _, _ in json.loads(body.removeprefix("zhExtractArticles(").removesuffix(");\n")):
            told[page.data["articles"][at][0]] = text
            assert page.data["articles"][at][9] == number
    assert told == texts


def test_what_the_page_does_not_hold_is_the_least_told_and_the_counts_tell_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST, "events", 2)
    told = [("v1", 1, ""), ("v2", 5, ""), ("v3", 1, "two dates"), ("v4", 2, "")]
    make_tables(
        tmp_path,
        events=[{"event_id": one, "n_articles": n, "conflict": conflict} for one, n, conflict in told],
    )
    write_report(tmp_path, [])
    data = page_of(tmp_path).data
    assert [row[0] for row in data["events"]] == ["v2", "v3"]
    assert data["counts"]["events"] == 4


def test_mentions_that_belong_to_no_article_are_a_bug_and_raise(tmp_path: Path) -> None:
    make_tables(tmp_path, entity_mentions=[{"mention_id": "m1", "article_id": "lost.txt"}])
    with pytest.raises(ValueError, match=r"entity_mentions: lost\.txt"):
        write_report(tmp_path, [])


def test_the_same_tables_give_the_same_page(tmp_path: Path) -> None:
    articles = two_that_disagree(tmp_path)
    write_report(tmp_path, articles)
    first = (tmp_path / "report.html").read_bytes()
    write_report(tmp_path, articles)
    assert (tmp_path / "report.html").read_bytes() == first


def test_the_page_of_the_sample_corpus_is_small_and_whole() -> None:
    outputs = corpus_outputs()
    assert (outputs / "report.html").stat().st_size < 2_000_000
    data = page_of(outputs).data
    for table, name in (
        ("articles", "articles"),
        ("entities", "entities"),
        ("numbers", "numbers"),
        ("events", "events"),
    ):
        assert len(data[name]) == sum(1 for _ in (outputs / f"{table}.jsonl").read_bytes().splitlines())
    mentions = sum(
        len((outputs / f"{noun}_mentions.jsonl").read_bytes().splitlines())
        for noun in ("entity", "number", "date", "event")
    )
    assert sum(len(marks) for _, _, _, marks in data["texts"]) == mentions


def words() -> dict[str, dict[str, str]]:
    with (HERE / "words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row for row in csv.DictReader(lines)}


def test_every_label_that_the_page_asks_for_is_there_in_both_languages() -> None:
    known = words()
    assert all(row["zh"] and row["en"] for row in known.values())
    asked = set()
    for name in report.SCRIPTS:
        body = (HERE / name).read_text(encoding="utf-8")
        asked |= set(re.findall(r"""say\(["']([\w.-]+)["']""", body))
    template = (HERE / "page.html").read_text(encoding="utf-8")
    asked |= set(re.findall(r'say\("([\w.-]+)"\)', template))
    assert not asked - known.keys()


def test_every_value_that_a_table_may_hold_has_a_label() -> None:
    from typing import get_args

    from pipeline import model

    known = words()
    wanted = {
        "status": get_args(model.Status), "verdict": get_args(model.Verdict), "basis": get_args(model.DateBasis),
        "label": (*get_args(model.EntityLabel), *get_args(model.NumberLabel), *get_args(model.DateType)),
        "region": get_args(model.Region), "modifier": get_args(model.Modifier), "change": get_args(model.Change),
        "type": {trigger.type for trigger in load().happenings.triggers.values()},
    }  # fmt: skip
    missing = {
        f"{kind}.{value}" for kind, values in wanted.items() for value in values if value
    } - known.keys()
    assert not missing, f"add to pipeline/write/report/words.csv: {sorted(missing)}"


def test_scripts_are_all_listed() -> None:
    assert {path.name for path in HERE.glob("*.js")} == set(report.SCRIPTS)
