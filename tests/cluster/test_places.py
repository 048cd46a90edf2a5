"""What a cluster reads and writes itself: URLs, and tables as folders of parts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_run import CORPUS
from test_swap import digests
from webhdfs import serving

from pipeline.engines.spark import LARGE, Spark
from pipeline.engines.work import Work
from pipeline.model import PipelineError
from pipeline.run import run
from pipeline.write.columns import TABLES
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from standalone import Cluster

NEWS = "台积电7月17日公布，二季度营收9338亿元新台币，同比增长38.6%。"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format, in folders, with what is rejected and what is passed over."""
    folder = tmp_path_factory.mktemp("places") / "in put%20"
    (folder / "a").mkdir(parents=True)
    for number, path in enumerate(sorted(CORPUS.glob("*.txt"))[:3]):
        shutil.copy(path, folder / "a" / f"{number} 文.txt")
    shutil.copy(folder / "a" / "0 文.txt", folder / "a-copy.txt")
    (folder / "README.md").write_text("no article", encoding="utf-8")
    (folder / "notes.docx").write_bytes(b"PK")
    (folder / "page.html").write_text(
        f"<html><body><article>{f'<p>{NEWS}</p>' * 3}</article></body></html>", "utf-8"
    )
    lines = [
        {"id": "x", "text": NEWS, "published": "2025-07-18"},
        {"id": "x", "text": NEWS + "又"},
        {"no": "text"},
    ]
    (folder / "lines.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)) + b"\nno JSON\n")
    (folder / "table.csv").write_bytes(f"text,date,region\n{NEWS}一,soon,CN\n".encode("gb18030"))
    columns = {
        "article_id": ["p", "q"],
        "text": [NEWS + "二", NEWS + "三"],
        "published": ["2025-07-19", None],
    }
    pq.write_table(pa.table(columns), folder / "part-0.parquet")
    (folder / "bad.parquet").write_bytes(b"PAR1")
    (folder / "_SUCCESS").touch()
    return folder


@pytest.fixture(scope="module")
def tables(corpus: Path) -> Path:
    """What this machine makes of it."""
    run(corpus, corpus.parent / "out")
    return corpus.parent / "out"


def test_a_url_is_read_as_the_folder_is(cluster: Cluster, corpus: Path, tables: Path, tmp_path: Path) -> None:
    assert len(list(rows(tables, "rejects"))) >= 6
    run(f"file://{corpus}", tmp_path / "out", master=cluster.url)
    assert digests(tmp_path / "out") == digests(tables)


def test_a_file_system_that_is_no_disk_is_read_and_written(
    cluster: Cluster, corpus: Path, tables: Path, tmp_path: Path
) -> None:
    shutil.copytree(corpus, tmp_path / "store" / "all of it")
    with serving(tmp_path / "store") as (url, asked):
        run(f"{url}/all of it", f"{url}/tables", master=cluster.url, form="jsonl")
        run(f"{url}/all of it", f"{url}/tables", master=cluster.url, form="jsonl")  # over the last ones
    for table in TABLES:
        assert (
            b"".join(lines_of(tmp_path / "store" / "tables" / table))
            == (tables / f"{table}.jsonl").read_bytes()
        )
    assert {"LISTSTATUS", "OPEN", "CREATE", "MKDIRS", "RENAME", "DELETE"} <= asked
    assert not list((tmp_path / "store").rglob("_temporary"))


def lines_of(folder: Path) -> list[bytes]:
    parts = sorted(folder.glob("part-*"))
    assert parts
    return [part.read_bytes() for part in parts]


def test_parts_below_a_url_hold_the_rows_of_the_tables(
    cluster: Cluster, corpus: Path, tables: Path, tmp_path: Path
) -> None:
    place = tmp_path / "parts"
    summary = run(corpus, place.as_uri(), master=cluster.url, form="jsonl")
    for table in TABLES:
        assert b"".join(lines_of(place / table)) == (tables / f"{table}.jsonl").read_bytes()
    (told,) = (orjson.loads(line) for line in lines_of(place / "run"))
    assert told["whole"] is True
    assert told["counts"] == summary.counts == orjson.loads((tables / "run.json").read_bytes())["counts"]
    ((text, *_),) = [lines_of(place / "texts")]
    assert orjson.loads(text)["text_file"] == next(
        row["text_file"] for row in rows(tables, "articles") if row["text_file"]
    )


def test_parts_in_a_folder_take_its_place_when_they_are_whole(
    cluster: Cluster, corpus: Path, tables: Path, tmp_path: Path
) -> None:
    place = tmp_path / "parts"
    place.mkdir()
    run(corpus, place, master=cluster.url, form="csv")
    for table in TABLES:
        assert b"".join(lines_of(place / table)) == (tables / f"{table}.csv").read_bytes().removeprefix(
            b"\xef\xbb\xbf"
        )
    run(corpus, place, master=cluster.url, form="parquet")
    assert not list(place.rglob("*.txt"))
    for table in TABLES:
        assert pq.read_table(place / table).to_pylist() == [as_doubles(row) for row in rows(tables, table)]
    assert orjson.loads((place / "run.json").read_bytes())["settings"]["format"] == "parquet"


def as_doubles(row: Any) -> dict[str, Any]:
    return {
        name: float(value) if name in {"low", "high", "score"} and value is not None else value
        for name, value in row.items()
    }


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("s3a://bucket/articles", "has no file system for s3a: set PYSPARK_SUBMIT_ARGS='--packages org.apache.hadoop:"),
        ("nonsense://a/b", "has no file system for nonsense"),
        ("file:///nowhere/at/all", "there is no such folder or file"),
        ("hdfs://127.0.0.1:1/a", r"the cluster cannot use it \(.*[Cc]onnection refused"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_read_is_one_line(session: Spark, url: str, told: str) -> None:
    with pytest.raises(PipelineError, match=told) as error:
        list(session.read(url))
    assert "\n" not in str(error.value)


def test_a_place_that_cannot_be_written_is_told_before_the_work(session: Spark) -> None:
    with pytest.raises(PipelineError, match="has no file system for s3a"):
        session.check("s3a://bucket/tables", "parquet")
    with pytest.raises(PipelineError, match="say --format parquet, jsonl or csv"):
        session.check("s3a://bucket/tables", "tables")


def test_a_url_that_holds_something_else_is_left_alone(session: Spark, tmp_path: Path) -> None:
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PipelineError, match="holds entities and no tables of ours"):
        session.check(tmp_path.as_uri(), "parquet")


def test_what_a_cluster_gives_up_is_one_line(session: Spark, tmp_path: Path) -> None:
    with (
        pytest.raises(
            PipelineError, match=r"^spark://.*: the cluster gave the job up \(.*TABLE_OR_VIEW_NOT_FOUND"
        ) as error,
        session.tables(tmp_path, LARGE) as tables,
    ):
        list(tables.rows("SELECT nothing FROM nowhere"))
    assert "\n" not in str(error.value)


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[Spark]:
    engine = Spark(Work(), master=cluster.url, seconds=60)
    engine.start()
    yield engine
    engine.stop()
