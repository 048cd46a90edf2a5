"""report.html in a real browser (make test-browser): opened from disk, used as a reader would."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from chromium import Browser, chromium
from corpus_run import CORPUS, corpus_outputs
from made_tables import LEFT, RIGHT, article, make_tables, two_that_disagree

from pipeline.lexicon import load
from pipeline.model import Article
from pipeline.read import read
from pipeline.write.report import write_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def page() -> Path:
    return corpus_outputs() / "report.html"


def rows(table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (corpus_outputs() / f"{table}.jsonl").read_bytes().splitlines()]


def test_it_opens_without_a_message_and_without_a_request(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.make_all_sections()
    assert browser.messages() == []
    assert [url for url in browser.requests() if not url.startswith("data:")] == [page.as_uri()]
    assert browser.shot("desktop").stat().st_size > 20_000
    browser.shot("desktop-whole", whole=True)


@pytest.mark.parametrize(
    ("name", "width", "dark"), [("phone", 390, False), ("dark", 1280, True), ("phone-dark", 390, True)]
)
def test_it_fits_a_phone_and_the_dark(
    browser: Browser, page: Path, name: str, width: int, *, dark: bool
) -> None:
    browser.open(page, width=width, height=844, dark=dark)
    browser.make_all_sections()
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    ground = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(20, 23, 27)") is dark
    assert browser.messages() == []
    browser.shot(name, whole=True)


def test_each_event_of_the_time_shown_is_a_mark(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.click('.zoom button[title="全部时间"]')
    events = rows("events")
    drawn = [mark.get_attribute("data-event") for mark in browser.all("#chart .mark")]
    assert sorted(drawn) == sorted(event["event_id"] for event in events)
    assert f"{len(events)} 件" in browser.one("#shown").text


def test_a_bigger_mark_is_told_by_more_articles(browser: Browser, tmp_path: Path) -> None:
    days = [("v1", "2025-07-01", 1), ("v2", "2025-07-05", 2), ("v3", "2025-07-09", 9)]
    make_tables(
        tmp_path,
        events=[
            {
                "event_id": one,
                "date": day,
                "date_start": day,
                "date_end": day,
                "n_articles": n,
                "status": "occurred",
            }
            for one, day, n in days
        ],
    )
    write_report(tmp_path, [])
    browser.open(tmp_path / "report.html")
    radius = [float(browser.one(f'[data-event="{one}"] circle').get_attribute("r")) for one, _, _ in days]
    assert radius == sorted(set(radius))


def test_the_timeline_is_filtered_by_name_in_any_script_type_status_and_time(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    browser.click('.zoom button[title="全部时间"]')
    everything = len(browser.all("#chart .mark"))

    def drawn() -> set[str]:
        return {mark.get_attribute("data-event") for mark in browser.all("#chart .mark")}

    entities = {e["entity_id"]: {e["name"], *e["aliases"]} for e in rows("entities")}
    nvidia = {one for one, names in entities.items() if "輝達" in names}
    wanted = {e["event_id"] for e in rows("events") if nvidia & {*e["actor_ids"], *e["object_ids"]}}
    assert nvidia
    browser.one("#filter-name").send_keys("輝達")
    assert drawn() >= wanted
    assert 0 < len(drawn()) < everything
    browser.click("#filter-reset")
    browser.click('.zoom button[title="全部时间"]')

    kind = rows("events")[0]["type"]
    browser.run(
        "const s = document.getElementById('filter-type'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))",
        kind,
    )
    assert drawn() == {e["event_id"] for e in rows("events") if e["type"] == kind}
    browser.click("#filter-reset")
    browser.click('.zoom button[title="全部时间"]')

    browser.click('[data-status="occurred"]')
    assert drawn() == {e["event_id"] for e in rows("events") if e["status"] != "occurred"}
    browser.click('[data-status="occurred"]')

    browser.click('#years [data-year="2024"]')
    assert drawn()
    for mark in browser.all("#chart .mark"):
        event = next(e for e in rows("events") if e["event_id"] == mark.get_attribute("data-event"))
        assert event["date_start"] <= "2025-01-03"
        assert event["date_end"] >= "2023-12-29"
    assert browser.messages() == []


def test_dragging_over_the_chart_chooses_a_time(browser: Browser, page: Path) -> None:
    from selenium.webdriver import ActionChains

    browser.open(page)
    before = browser.one("#time-from").get_attribute("value"), browser.one("#time-to").get_attribute("value")
    ActionChains(browser.driver).move_to_element_with_offset(
        browser.one("#chart svg"), -200, -150
    ).click_and_hold().move_by_offset(300, 0).release().perform()
    after = browser.one("#time-from").get_attribute("value"), browser.one("#time-to").get_attribute("value")
    assert before[0] < after[0] < after[1] < before[1]


def test_a_click_shows_the_sentences_and_the_articles_side_by_side(browser: Browser, page: Path) -> None:
    browser.open(page)
    event = max(rows("events"), key=lambda e: (e["n_articles"], e["n_mentions"]))
    mentions = [m for m in rows("event_mentions") if m["event_id"] == event["event_id"]]
    browser.run(
        "document.querySelector(`[data-event='${arguments[0]}']`).dispatchEvent(new MouseEvent('click'))",
        event["event_id"],
    )
    sentences = {(m["article_id"], m["sentence"]) for m in mentions}
    browser.wait(
        f"return document.querySelectorAll('.event-card .told blockquote').length === {len(sentences)}"
    )
    told = {node.text for node in browser.all(".event-card .sentence")}
    assert told == {m["sentence"] for m in mentions}
    assert sorted(m["trigger"] for m in mentions) == sorted(
        node.text for node in browser.all(".event-card .focus")
    )
    left = [node.rect["x"] for node in browser.all(".event-card .told")]
    assert len(set(left[:2])) == 2  # beside each other
    browser.shot("event")
    browser.click(".event-card .told .actions button")
    assert len(browser.one(".event-card .told blockquote.whole").text) > 300
    browser.click(".event-card .told .actions a")
    browser.wait("return document.querySelector('#reader .text .flash')")


def test_disagreements_show_both_sentences(browser: Browser, tmp_path: Path) -> None:
    write_report(tmp_path, two_that_disagree(tmp_path))
    browser.open(tmp_path / "report.html")
    browser.make_all_sections()
    browser.wait("return document.querySelectorAll('#disagree .sentence').length >= 4")
    claims, event = browser.all(".conflict-card")
    assert {node.text for node in claims.find_elements("css selector", ".sentence")} == {LEFT, RIGHT}
    assert [node.text for node in claims.find_elements("css selector", ".big")] == ["58.6%", "56.8%"]
    assert [node.text for node in claims.find_elements("css selector", ".focus")] == ["58.6%", "56.8%"]
    assert "2025-07-17 / 2025-07-18" in event.text
    assert (
        "3 处矛盾" in browser.one("#counts").text
    )  # two figures and an event, as the closing line of a run counts them
    assert re.search(r"[0-9]+ 个数字说法中有 [0-9]+ 个知道是谁的什么", browser.one("#disagree").text)
    browser.run("document.getElementById('disagree').scrollIntoView({behavior: 'instant'})")
    browser.shot("disagree")


def test_events_that_contradict_each_other_stand_side_by_side(browser: Browser, tmp_path: Path) -> None:
    texts = {
        "a.txt": "某地7月5日大火，12人死亡。",
        "b.txt": "某地7月5日大火，14人死亡。",
        "c.txt": "某地7月5日大火，9人死亡。",
    }
    told = {"a.txt": "14人 in b.txt", "b.txt": "12人 in a.txt", "c.txt": "14人 in b.txt"}
    day = {
        "date": "2025-07-05",
        "date_start": "2025-07-05",
        "date_end": "2025-07-05",
        "type": "die",
        "trigger": "死亡",
    }
    make_tables(
        tmp_path,
        articles=[{"article_id": name, "chars": len(text)} for name, text in texts.items()],
        events=[{"event_id": f"v{name}", **day, "conflict": told[name], "articles": [name]} for name in texts],
        event_mentions=[
            {"mention_id": f"m{name}", "article_id": name, "start": 0, "end": 12, "trigger": "死亡", "trigger_start": text.index("死亡"),
             "trigger_end": text.index("死亡") + 2, "type": "die", "date": "2025-07-05", "event_id": f"v{name}"}
            for name, text in texts.items()
        ],
    )  # fmt: skip
    write_report(tmp_path, [article(name, text) for name, text in texts.items()])
    browser.open(tmp_path / "report.html")
    browser.make_all_sections()
    browser.wait("return document.querySelectorAll('#disagree .conflict-card').length === 2")
    pair, alone = browser.all(".conflict-card")
    assert "14人 in b.txt" in pair.text
    assert "12人 in a.txt" in pair.text
    assert len(pair.find_elements("css selector", ".versus > .claim")) == 2
    assert len(alone.find_elements("css selector", ".claim")) == 1


def test_an_article_is_marked_in_its_own_script_and_every_mark_tells_its_rule(
    browser: Browser, page: Path
) -> None:
    from selenium.webdriver import ActionChains

    one = "tw-tsmc-q2.txt"
    browser.open(page, address=f"#article={one}")
    browser.wait("return document.querySelectorAll('#reader .m[data-from]').length")
    text = browser.one("#reader .text")
    assert text.get_attribute("lang") == "zh-Hant-TW"
    numbers = [m for m in rows("number_mentions") if m["article_id"] == one]
    assert [node.text for node in browser.all("#reader .text .number")] == [m["text"] for m in numbers]
    names = [m for m in rows("entity_mentions") if m["article_id"] == one]
    assert [node.text for node in browser.all("#reader .text .entity")] == [m["text"] for m in names]
    for node in (browser.all("#reader .text .number")[0], browser.all("#reader .text .date")[0]):
        browser.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", node)
        ActionChains(browser.driver).move_to_element(node).perform()
        browser.wait("return !document.getElementById('tip').hidden")
        assert "规则" in browser.one("#tip").text
    browser.shot("article")
    browser.click('[data-layer="number"]')
    assert (
        browser.run(
            "return getComputedStyle(document.querySelector('#reader .text .number')).backgroundColor"
        )
        == "rgba(0, 0, 0, 0)"
    )
    browser.click("#reader .text a.entity")
    browser.wait("return document.querySelector('.name-card')")
    assert names[0]["entity_id"] == browser.one(".name-card").get_attribute("data-card")


def test_names_tell_how_each_region_writes_them(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.make_all_sections()
    assert browser.all(".network .node")
    browser.one("#find-name").send_keys("川普")
    (row,) = [node.text for node in browser.all("#names-table .name-row:not(.head)") if "特朗普" in node.text]
    assert "台湾" in row
    assert "川普" in row
    browser.run("document.getElementById('entities').scrollIntoView({behavior: 'instant'})")
    browser.shot("names")


def test_a_series_is_drawn_and_a_claim_leads_to_its_sentence(browser: Browser, tmp_path: Path) -> None:
    text = "花莲14人死亡。10月8日更新为19人。"
    claims = [("n1", 14, "2025-09-24", "14人"), ("n2", 19, "2025-10-08", "19人")]
    make_tables(
        tmp_path,
        articles=[{"article_id": "a.txt", "chars": len(text), "published": "2025-10-09"}],
        entities=[{"entity_id": "e1", "name": "花莲县", "label": "GPE"}],
        numbers=[
            {"number_id": one, "subject_id": "e1", "subject": "花莲县", "measure": "死亡人数", "low": n, "high": n, "unit": "人",
             "as_of": day, "verdict": "series", "n_articles": 1, "text": part, "label": "QUANTITY"}
            for one, n, day, part in claims
        ],
        number_mentions=[
            {"mention_id": f"m{one}", "article_id": "a.txt", "number_id": one, "start": text.index(part),
             "end": text.index(part) + 3, "text": part, "sentence": text, "label": "QUANTITY"}
            for one, _, _, part in claims
        ],
    )  # fmt: skip
    write_report(tmp_path, [article("a.txt", text)])
    browser.open(tmp_path / "report.html")
    browser.make_all_sections()
    assert [node.get_attribute("textContent") for node in browser.all(".series .figure")] == ["14", "19"]
    browser.run("document.getElementById('numbers').scrollIntoView({behavior: 'instant'})")
    browser.shot("series")
    browser.click('[data-number="n2"]')
    browser.wait("return document.querySelector('#reader .flash')?.textContent === '19人'")


def test_labels_change_language_and_nothing_else_does(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.make_all_sections()
    marks = len(browser.all("#chart .mark"))
    assert [node.text for node in browser.all("h2")] == ["时间线", "说法不一", "文章", "名称", "数字"]
    browser.click("#language")
    assert [node.text for node in browser.all("h2")] == [
        "Timeline",
        "Disagreements",
        "Articles",
        "Names",
        "Numbers",
    ]
    assert len(browser.all("#chart .mark")) == marks
    browser.click("#language")
    assert browser.one("h2").text == "时间线"


def test_the_theme_is_switched_by_hand(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.click("#theme")
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    browser.click("#theme")
    assert browser.run("return getComputedStyle(document.body).backgroundColor") != "rgb(20, 23, 27)"


HOSTILE = '<script>window.broken = 1</script><img src=x onerror="window.broken = 2">"\'&lt;'


def test_markup_in_an_article_shows_as_text(browser: Browser, tmp_path: Path) -> None:
    day = {"date": "2025-07-17", "date_start": "2025-07-17", "date_end": "2025-07-17", "status": "occurred"}
    make_tables(
        tmp_path,
        articles=[{"article_id": HOSTILE, "title": HOSTILE, "source": HOSTILE, "chars": len(HOSTILE)}],
        entities=[{"entity_id": f"e{i}", "name": f"{i}{HOSTILE}", "label": "ORG", "articles": [HOSTILE], "n_articles": 1} for i in (1, 2)],
        entity_mentions=[
            {"mention_id": f"m{i}", "article_id": HOSTILE, "start": i, "end": i + 1, "entity_id": f"e{i}", "text": HOSTILE[i],
             "rule": HOSTILE, "sentence": HOSTILE, "label": "ORG"}
            for i in (1, 2)
        ],
        events=[{"event_id": "v1", **day, "trigger": HOSTILE, "actors": [HOSTILE], "conflict": HOSTILE, "actor_ids": ["e1"], "n_articles": 1}],
        event_mentions=[
            {"mention_id": "v", "article_id": HOSTILE, "event_id": "v1", "start": 0, "end": 20, "trigger_start": 3, "trigger_end": 9,
             "sentence": HOSTILE}
        ],
        numbers=[{"number_id": "n1", "measure": HOSTILE, "unit": HOSTILE, "subject": HOSTILE, "verdict": "conflict", "low": 1, "high": 1,
                  "text": HOSTILE, "as_of": HOSTILE}],
        rejects=[{"path": HOSTILE, "reason": HOSTILE}],
    )  # fmt: skip
    for inline in (10_000, 0):
        write_report(tmp_path, [article(HOSTILE, HOSTILE)], inline=inline)
        browser.open(tmp_path / "report.html")
        browser.make_all_sections()
        browser.run("document.querySelector('.mark').dispatchEvent(new MouseEvent('click'))")
        browser.wait("return document.querySelector('.event-card .sentence')")
        browser.click("#names-table .name-row:not(.head)")
        assert browser.run("return window.broken") is None
        assert browser.all("img") == []
        assert browser.one("#reader .text").text == HOSTILE
        assert browser.one("#reader h3").text == HOSTILE
        assert browser.messages() == []


def test_two_thousand_articles_open_within_three_seconds_and_load_on_a_click(
    browser: Browser, tmp_path: Path
) -> None:
    """The sample corpus many times over, every copy with ids of its own."""
    copies = 118
    texts = {one.article_id: one for one in read(CORPUS, load()) if isinstance(one, Article)}
    many: dict[str, list[dict[str, Any]]] = {}
    for table in (
        "articles",
        "entities",
        "entity_mentions",
        "numbers",
        "number_mentions",
        "date_mentions",
        "events",
        "event_mentions",
    ):
        many[table] = [
            moved(row, i) for i in range(copies if table != "entities" else 1) for row in rows(table)
        ]
    make_tables(tmp_path, **many)
    articles = [article(one["article_id"], texts[one["article_id"][4:]].text) for one in many["articles"]]
    assert len(articles) >= 2_000
    write_report(tmp_path, articles)
    before = browser.busy()
    browser.open(tmp_path / "report.html")
    browser.wait("return document.querySelectorAll('#chart .mark').length")
    assert browser.busy() - before < 3
    asked = [url for url in browser.requests() if not url.startswith("data:")]
    assert asked == [(tmp_path / "report.html").as_uri()]
    browser.make_all_sections()
    browser.run("location.hash = '#article=' + encodeURIComponent(arguments[0])", articles[-1].article_id)
    browser.wait("return document.querySelectorAll('#reader .m[data-from]').length")
    assert len(browser.one("#reader .text").text) > 300
    assert len(list((tmp_path / "report_files").iterdir())) > 10
    assert browser.messages() == []
    browser.shot("large")


def moved(row: dict[str, Any], copy: int) -> dict[str, Any]:
    """A row of a copy of the corpus: the same but for its ids."""
    new = dict(row)
    for column, value in row.items():
        if column in {"article_id", "duplicate_of"} and value:
            new[column] = f"{copy:03}-{value}"
        elif column == "articles":
            new[column] = [f"{copy:03}-{one}" for one in value]
        elif column in {"mention_id", "event_id", "number_id", "date_mention_id"} and value:
            new[column] = f"{value[0]}{copy:03}{value[4:]}"
    return new
