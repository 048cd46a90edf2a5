"""Every export is read by its own reader and compared with the tables."""

from __future__ import annotations

import hashlib
import json
import re
import resource
import shutil
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from corpus_run import CORPUS, corpus_outputs
from made_tables import make_tables

from pipeline.export import FORMATS, export
from pipeline.export.articles import told as all_told
from pipeline.export.brat import write as write_brat
from pipeline.export.conll import article_lines
from pipeline.export.label_studio import task
from pipeline.export.places import WRITTEN, fresh_folder, record_of
from pipeline.export.sqlite import key_of
from pipeline.model import PipelineError
from pipeline.write.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.export.articles import Told


def rows(table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (corpus_outputs() / f"{table}.jsonl").read_bytes().splitlines()]


def spans(table: str) -> set[tuple[str, int, int, str]]:
    label = {"date_mentions": "type", "event_mentions": "type"}.get(table, "label")
    start, end = ("trigger_start", "trigger_end") if table == "event_mentions" else ("start", "end")
    return {(row["article_id"], row[start], row[end], row[label]) for row in rows(table)}


def raw(article_id: str) -> str:
    return (CORPUS / article_id).read_bytes().decode("utf-8")


def test_spacy_reads_the_docbin_back(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    target = export("spacy", corpus_outputs(), corpus=CORPUS, target=tmp_path / "articles.spacy")
    docs = list(DocBin().from_disk(target).get_docs(spacy.blank("zh").vocab))
    assert [doc.user_data["article"]["article_id"] for doc in docs] == [
        row["article_id"] for row in rows("articles")
    ]
    found: dict[str, set[tuple[str, int, int, str]]] = {
        name: set() for name in ("ents", "numbers", "dates", "events")
    }
    for doc in docs:
        article_id = doc.user_data["article"]["article_id"]
        assert doc.text == raw(article_id)
        for name, places in found.items():
            for span in doc.ents if name == "ents" else doc.spans[name]:
                places.add((article_id, span.start_char, span.end_char, span.label_))
                assert span.text == doc.text[span.start_char : span.end_char]
                assert doc.user_data["mentions"][span.id_]["article_id"] == article_id
        assert {ent.kb_id_ for ent in doc.ents} <= {row["entity_id"] for row in rows("entities")}
        assert len(list(doc.sents)) > 3
    assert found["ents"] == spans("entity_mentions")
    assert found["numbers"] == spans("number_mentions")
    assert found["dates"] == spans("date_mentions")
    assert found["events"] == spans("event_mentions")


def test_the_docbin_trains_with_the_tokens_of_a_blank_pipeline(tmp_path: Path) -> None:
    """What ``spacy train`` does: a predicted Doc of the same text is aligned with the one of the DocBin."""
    import spacy
    from spacy.tokens import DocBin
    from spacy.training import Example

    nlp = spacy.blank("zh")
    target = export("spacy", corpus_outputs(), corpus=CORPUS, target=tmp_path / "articles.spacy")
    for doc in DocBin().from_disk(target).get_docs(nlp.vocab):
        example = Example(nlp.make_doc(doc.text), doc)
        aligned = [tag for tag in example.get_aligned_ner() if tag and tag[0] in "BU"]
        assert len(aligned) == len(doc.ents)


def read_conll(text: str) -> list[list[list[tuple[str, str]]]]:
    """A reader of CoNLL-2003: articles of sentences of (token, tag)."""
    articles: list[list[list[tuple[str, str]]]] = []
    sentence: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if line.startswith("-DOCSTART-"):
            articles.append([])
        elif line:
            token, pos, chunk, tag = line.split(" ")
            assert (pos, chunk) == ("-X-", "-X-")
            sentence.append((token, tag))
        elif sentence:
            articles[-1].append(sentence)
            sentence = []
    assert not sentence
    return articles


def mentions_of(sentence: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    before = "O"
    for token, tag in sentence:
        if tag.startswith("I-"):
            assert before[2:] == tag[2:]  # IOB2: nothing begins with I
            found[-1] = (found[-1][0] + token, found[-1][1])
        elif tag.startswith("B-"):
            found.append((token, tag[2:]))
        before = tag
    return found


def test_conll_is_read_again_with_every_mention(tmp_path: Path) -> None:
    target = export("conll", corpus_outputs(), corpus=CORPUS, target=tmp_path / "articles.conll")
    articles = read_conll(target.read_text(encoding="utf-8"))
    assert len(articles) == len(rows("articles"))
    for row, sentences in zip(rows("articles"), articles, strict=True):
        body = raw(row["article_id"])
        told = "".join(token for sentence in sentences for token, _ in sentence)
        assert re.sub(r"\s", "", body).endswith(told)
        wanted = [
            (
                m["start"],
                re.sub(r"\s", "", m["text"]),
                m.get("label") or ("TIME" if m["type"] == "TIME" else "DATE"),
            )
            for table in ("entity_mentions", "number_mentions", "date_mentions")
            for m in rows(table)
            if m["article_id"] == row["article_id"]
        ]
        assert [one for sentence in sentences for one in mentions_of(sentence)] == [
            (t, lab) for _, t, lab in sorted(wanted)
        ]


def test_conll_gives_overlapping_mentions_to_the_longer(told: Told) -> None:
    lines = list(article_lines(told))
    assert [line.split(" ")[-1] for line in lines if line and line[0] in "世界12强"] == [
        "B-EVENT", "I-EVENT", "I-EVENT", "I-EVENT", "I-EVENT",
    ]  # fmt: skip


@pytest.fixture
def told() -> Told:
    from pipeline.export.articles import Told

    name: Any = {
        "start": 2,
        "end": 7,
        "label": "EVENT",
        "mention_id": "e1",
        "entity_id": "x",
        "rule": "r",
        "text": "世界12强",
    }
    number: Any = {"start": 4, "end": 6, "label": "CARDINAL", "mention_id": "n1", "low": 12, "high": 12, "unit": "", "modifier": "",
                   "change": "", "rule": "r"}  # fmt: skip
    article: Any = {"article_id": "a.txt", "title": "", "source": "", "published": ""}
    return Told(article, "在\n世界12强🙂\r\n。", 0, [name], [number], [], [])


def test_brat_offsets_are_those_of_the_raw_text(tmp_path: Path) -> None:
    target = export("brat", corpus_outputs(), corpus=CORPUS, target=tmp_path / "brat")
    articles = sorted(target.glob("*.ann"))
    assert len(articles) == len(rows("articles"))
    counted = 0
    configuration = (target / "annotation.conf").read_text(encoding="utf-8")
    known = {line.split("\t")[0] for line in configuration.split("\n")}
    for annotation in articles:
        text = annotation.with_suffix(".txt").read_bytes().decode("utf-8")
        ids: dict[str, str] = {}
        for line in annotation.read_text(encoding="utf-8").splitlines():
            identifier, body = line.split("\t", 1)
            assert identifier not in ids
            ids[identifier] = body
        for identifier, body in ids.items():
            if identifier[0] == "T":
                where, shown = body.split("\t")
                label, _, places = where.partition(" ")
                parts = [tuple(map(int, place.split(" "))) for place in places.split(";")]
                assert " ".join(text[start:end] for start, end in parts) == shown
                assert label in known
                counted += 1
            elif identifier[0] == "E":
                assert all(argument.split(":")[1] in ids for argument in body.split(" "))
            elif identifier[0] in "NA#":
                assert body.split("\t")[0].split(" ")[1] in ids
    tables = ("entity_mentions", "number_mentions", "date_mentions", "event_mentions")
    assert counted == sum(len(rows(table)) for table in tables)


def test_brat_cuts_a_mention_at_a_line_end_and_keeps_two_articles_apart(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "a").mkdir(parents=True)
    text = "台\r\n积电🙂公布"
    for name in ("a/b.txt", "a__b.txt"):
        (corpus / name).write_bytes((text + name).encode())
    import hashlib

    digest = {name: hashlib.sha256((text + name).encode()).hexdigest() for name in ("a/b.txt", "a__b.txt")}
    make_tables(
        tmp_path / "out",
        articles=[{"article_id": name, "sha256": digest[name]} for name in digest],
        entity_mentions=[
            {"mention_id": "e1", "article_id": "a/b.txt", "start": 0, "end": 5, "text": text[:5], "label": "ORG", "entity_id": "x"},
            {"mention_id": "e2", "article_id": "a/b.txt", "start": 6, "end": 8, "text": "公布", "label": "ORG", "entity_id": "x"},
        ],
    )  # fmt: skip
    write_brat(tmp_path / "out", corpus, tmp_path / "brat")
    assert sorted(path.name for path in (tmp_path / "brat").iterdir()) == [
        WRITTEN, "a__b-2.ann", "a__b-2.txt", "a__b.ann", "a__b.txt", "annotation.conf",
    ]  # fmt: skip
    lines = (tmp_path / "brat" / "a__b.ann").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line[0] == "T"] == ["T1\tORG 0 1;3 5\t台 积电", "T2\tORG 6 8\t公布"]


def test_label_studio_tasks_have_the_shape_that_it_imports(tmp_path: Path) -> None:
    target = export("label-studio", corpus_outputs(), corpus=CORPUS, target=tmp_path / "tasks.json")
    tasks = json.loads(target.read_bytes())
    interface = ET.fromstring((tmp_path / "tasks.config.xml").read_text(encoding="utf-8"))  # noqa: S314  (our own)
    layers = {tag.get("name"): {label.get("value") for label in tag} for tag in interface.iter("Labels")}
    relations = {tag.get("value") for tag in interface.iter("Relation")}
    (text_tag,) = interface.iter("Text")
    counted = 0
    for one in tasks:
        assert set(one) == {"data", "predictions"}
        text = one["data"]["text"]
        assert text == raw(one["data"]["article_id"])
        (prediction,) = one["predictions"]
        assert prediction["model_version"].startswith("zh-extract ")
        regions = [part for part in prediction["result"] if part["type"] == "labels"]
        ids = {part["id"] for part in regions}
        assert len(ids) == len(regions)
        for part in regions:
            value = part["value"]
            assert part["to_name"] == text_tag.get("name")
            assert set(value["labels"]) <= layers[part["from_name"]]
            assert text[value["start"] : value["end"]] == value["text"]
        for part in prediction["result"]:
            if part["type"] == "relation":
                assert {part["from_id"], part["to_id"]} <= ids
                assert set(part["labels"]) <= relations
        counted += len(regions)
    tables = ("entity_mentions", "number_mentions", "date_mentions", "event_mentions")
    assert counted == sum(len(rows(table)) for table in tables)


def test_label_studio_offsets_survive_a_carriage_return_and_an_emoji(told: Told) -> None:
    made = task(told)
    text = made["data"]["text"]
    assert "\r" not in text
    assert [text[r["value"]["start"] : r["value"]["end"]] for r in made["predictions"][0]["result"]] == [
        "世界12强",
        "12",
    ]


def test_pandas_reads_parquet_with_the_values_of_the_tables(tmp_path: Path) -> None:
    import pandas as pd

    target = export("parquet", corpus_outputs(), target=tmp_path / "parquet")
    for table, columns in TABLES.items():
        frame = pd.read_parquet(target / f"{table}.parquet")
        assert list(frame.columns) == [column.name for column in columns]
        wanted = rows(table)
        assert len(frame) == len(wanted)
        for column in columns:
            found = [list(v) if column.kind == "list" else None if v != v else v for v in frame[column.name]]  # noqa: PLR0124  (NaN)
            assert found == [row[column.name] for row in wanted], f"{table}.{column.name}"


def test_sqlite_opens_with_keys_that_hold(tmp_path: Path) -> None:
    target = export("sqlite", corpus_outputs(), target=tmp_path / "tables.sqlite")
    with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, columns in TABLES.items():
            info = database.execute(f"PRAGMA table_info('{table}')").fetchall()
            assert [(row[1], bool(row[5])) for row in info] == [
                (c.name, c.name == key_of(table)) for c in columns
            ]
            wanted = rows(table)
            found = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()  # noqa: S608
            assert len(found) == len(wanted)
            for got, want in zip(found, wanted, strict=True):
                for value, column in zip(got, columns, strict=True):
                    told_value = (
                        json.loads(value)
                        if column.kind == "list"
                        else ""
                        if value is None and want[column.name] == ""
                        else value
                    )
                    assert told_value == want[column.name]
        joined = database.execute(
            "SELECT count(*) FROM entity_mentions JOIN entities USING (entity_id) JOIN articles USING (article_id)"
        ).fetchone()
        assert joined == (len(rows("entity_mentions")),)
        per_article = database.execute(
            "SELECT a.value, count(*) FROM events, json_each(events.articles) a GROUP BY 1"
        ).fetchall()
        assert sum(n for _, n in per_article) == sum(len(row["articles"]) for row in rows("events"))


def test_an_article_that_has_changed_since_the_run_is_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    changed = corpus / rows("articles")[3]["path"]
    changed.write_text(changed.read_text(encoding="utf-8") + "多一句。", encoding="utf-8")
    with pytest.raises(
        PipelineError, match=re.escape(f"{changed.name} has changed since the run: say with --corpus where")
    ):
        export("conll", corpus_outputs(), corpus=corpus, target=tmp_path / "x.conll")
    assert not (tmp_path / "x.conll").exists()
    changed.unlink()
    with pytest.raises(
        PipelineError, match=re.escape(f"{changed.name} is not there: say with --corpus where")
    ):
        export("brat", corpus_outputs(), corpus=corpus, target=tmp_path / "brat")
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_a_text_comes_back_as_it_was_read(tmp_path: Path) -> None:
    """Also one with a zero byte, an emoji and every line end; in the order of the table, not of the corpus."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    texts = {"b.txt": "甲\x00乙😀\r\n丙\u2028丁", "a.txt": "title: 题\n\n公司公布财报。"}
    for name, text in texts.items():
        (corpus / name).write_bytes(text.encode("utf-8"))
    digest = {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in texts.items()}
    make_tables(tmp_path / "out", articles=[{"article_id": name, "sha256": digest[name]} for name in texts])
    found = [
        (one.article["article_id"], one.text, one.body_start) for one in all_told(tmp_path / "out", corpus)
    ]
    assert found == [("b.txt", texts["b.txt"], 0), ("a.txt", texts["a.txt"], 10)]


def test_what_cannot_be_exported_is_told_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="xml: is no export format: choose one of spacy, conll"):
        export("xml", corpus_outputs())
    with pytest.raises(PipelineError, match="holds no tables: run zh-extract extract CORPUS"):
        export("sqlite", tmp_path)
    with pytest.raises(PipelineError, match="say where they are with --corpus"):
        export("conll", corpus_outputs(), target=tmp_path / "x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x")
    for name in ("brat", "parquet"):
        with pytest.raises(
            PipelineError, match=r"mine: notes\.txt is not as an export wrote it: choose a new"
        ):
            export(name, corpus_outputs(), corpus=CORPUS, target=tmp_path / "mine")
    with pytest.raises(PipelineError, match="is a folder: give a file"):
        export("sqlite", corpus_outputs(), target=tmp_path / "mine")
    assert (tmp_path / "mine" / "notes.txt").read_text() == "x"


@pytest.mark.parametrize("name", FORMATS)
def test_a_place_that_cannot_be_written_is_told_in_one_way(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for place in (Path("/proc/nothing/x"), Path("/proc/x"), tmp_path / "file" / "x"):
        with pytest.raises(
            PipelineError, match=rf"^{place}: cannot be written \(.+\): choose another place with"
        ):
            export(name, corpus_outputs(), corpus=CORPUS, target=place)


def test_a_disk_that_is_full_leaves_the_database_before(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    target = export("sqlite", corpus_outputs(), target=tmp_path / "tables.sqlite")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before[target]) // 2, limits[1]))
    try:
        with pytest.raises(
            PipelineError, match=r"tables\.sqlite: cannot be written \(.+\): choose another place"
        ):
            export("sqlite", corpus_outputs(), target=target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_texts_that_find_no_room_are_told_in_one_line(tmp_path: Path) -> None:
    """The texts of a corpus wait in a temporary file, of which SQLite has no more than 2 MB in memory."""
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    for digit in "一二三四五六七八":  # no article twice
        (corpus / f"{digit}.txt").write_text(digit * 400_000, encoding="utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        with pytest.raises(
            PipelineError,
            match=r"corpus: its texts wait in a temporary file that cannot be written \(.+\): make",
        ):
            export("conll", corpus_outputs(), corpus=corpus, target=tmp_path / "out.tsv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_export_takes_the_place_of_the_first_and_is_the_same(name: str, tmp_path: Path) -> None:
    def whole(place: Path) -> dict[str, bytes]:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        return {path.name: path.read_bytes() for path in files}

    target = tmp_path / FORMATS[name].target
    first = whole(export(name, corpus_outputs(), corpus=CORPUS, target=target))
    second = whole(export(name, corpus_outputs(), corpus=CORPUS, target=target))
    assert list(first) == list(second)
    if name != "spacy":  # msgpack of a set of strings changes with the process, not with the content
        assert first == second
    hidden = {path for path in tmp_path.iterdir() if path.name.startswith(".")}
    assert hidden <= {record_of(path) for path in tmp_path.iterdir()}


def _mine(target: Path, name: str) -> None:
    del name
    target.write_text("我的文章", encoding="utf-8")


def _of_another_format(target: Path, name: str) -> None:
    export("sqlite" if name != "sqlite" else "conll", corpus_outputs(), corpus=CORPUS, target=target)


def _changed_since(target: Path, name: str) -> None:
    export(name, corpus_outputs(), corpus=CORPUS, target=target)
    with target.open("ab") as file:
        file.write(b"\n")


def _forgotten(target: Path, name: str) -> None:
    export(name, corpus_outputs(), corpus=CORPUS, target=target)
    record_of(target).write_text('{"format": "conll"', encoding="utf-8")


@pytest.mark.parametrize("name", ["spacy", "conll", "label-studio", "sqlite"])
@pytest.mark.parametrize("make", [_mine, _of_another_format, _changed_since, _forgotten])
def test_a_file_that_no_export_of_the_format_wrote_is_never_replaced(
    name: str, make: Callable[[Path, str], None], tmp_path: Path
) -> None:
    target = tmp_path / "articles.txt"
    make(target, name)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(
        PipelineError, match=r"articles\.txt: is not as an export of this format wrote it: choose"
    ):
        export(name, corpus_outputs(), corpus=CORPUS, target=target)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_labelling_interface_that_was_changed_is_never_replaced(tmp_path: Path) -> None:
    target = export("label-studio", corpus_outputs(), corpus=CORPUS, target=tmp_path / "tasks.json")
    interface = tmp_path / "tasks.config.xml"
    interface.write_text("<View/>", encoding="utf-8")
    before = target.read_bytes()
    with pytest.raises(
        PipelineError, match=r"tasks\.config\.xml: is not as an export of this format wrote it"
    ):
        export("label-studio", corpus_outputs(), corpus=CORPUS, target=target)
    assert interface.read_text(encoding="utf-8") == "<View/>"
    assert target.read_bytes() == before


def test_a_link_to_an_exported_file_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.conll"
    link.symlink_to(tmp_path / "real.conll")
    for _ in range(2):
        export("conll", corpus_outputs(), corpus=CORPUS, target=link)
    assert link.is_symlink()
    assert (tmp_path / "real.conll").stat().st_size > 1000


def _annotate(folder: Path) -> None:
    (folder / "one.ann").write_text("T1\tORG 0 2\t某社\n", encoding="utf-8")


def _add_a_note(folder: Path) -> None:
    (folder / "notes").mkdir()
    (folder / "notes" / "NOTES.txt").write_text("mine", encoding="utf-8")


def _forget(folder: Path) -> None:
    (folder / WRITTEN).unlink()


@pytest.mark.parametrize(
    ("work", "first"),
    [(_annotate, "one.ann"), (_add_a_note, "notes/NOTES.txt"), (_forget, "one.ann")],
)
def test_what_annotators_have_done_in_an_exported_folder_is_never_replaced(
    tmp_path: Path, work: Callable[[Path], None], first: str
) -> None:
    target = tmp_path / "brat"

    def write(text: str) -> None:
        with fresh_folder(target) as folder:
            (folder / "one.ann").write_text(text, encoding="utf-8")

    def held() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in target.rglob("*") if path.is_file()}

    write("T1\tORG 0 1\t某\n")
    (target / ".stats_cache").write_bytes(b"brat has looked at it")
    write("T1\tORG 0 1\t某\n")
    work(target)
    before = held()
    with pytest.raises(PipelineError, match=f"brat: {re.escape(first)} is not as an export wrote it"):
        write("T1\tORG 0 9\t别的\n")
    assert held() == before
    assert [path.name for path in tmp_path.iterdir()] == ["brat"]


def test_an_export_that_fails_leaves_the_folder_before(tmp_path: Path) -> None:
    target = tmp_path / "brat"

    def write(error: Exception | None = None) -> None:
        with fresh_folder(target) as folder:
            (folder / "a.ann").write_text("first" if error is None else "half", encoding="utf-8")
            if error:
                raise error

    write()
    with pytest.raises(ZeroDivisionError):
        write(ZeroDivisionError())
    assert (target / "a.ann").read_text(encoding="utf-8") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["brat"]
