"""Articles that mean harm end in rows or in a reject, and nothing of theirs leaves the tables."""

from __future__ import annotations

import csv
import errno
import random
import resource
import shutil
import socket
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile_corpus import NEWS, write
from test_swap import digests

from pipeline.lexicon import load
from pipeline.model import Article, PipelineError
from pipeline.read import files
from pipeline.run import run
from pipeline.segment import segment
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hostile_corpus import Fate

ROOT = Path(__file__).parents[2]
MOST_MEMORY = (
    1_500  # MB that the whole hostile corpus may take; a single worker is told in benchmarks/README.md
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, dict[str, Fate]]]:
    """The corpus and its tables; a smaller limit stands in for the 2 GB of a packed file."""
    folder = tmp_path_factory.mktemp("hostile")
    fates = write(folder / "in")
    (folder / "secret.txt").write_text(NEWS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "MAX_UNPACKED", 2 << 20)
        run(folder / "in", folder / "deep" / "er" / "out", jobs=1, timeout=60)
    yield folder, folder / "deep" / "er" / "out", fates
    shutil.rmtree(folder)


def test_every_file_ends_in_rows_or_in_a_reject(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    _, outputs, fates = hostile
    read = {row["path"] for row in rows(outputs, "articles")}
    rejected = {row["path"].partition("#")[0] for row in rows(outputs, "rejects")}
    for name, fate in fates.items():
        assert name in read or fate != "rows", name
        assert name in rejected or fate != "reject", name
        assert name in read | rejected, name


def test_every_mention_is_where_it_says(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    folder, outputs, _ = hostile
    for name in ("bidi.txt", "combining.txt", "brackets.txt"):
        raw = (folder / "in" / name).read_bytes().decode("utf-8")
        found = [row for row in rows(outputs, "entity_mentions") if row["article_id"] == name]
        assert found, name
        assert all(raw[row["start"] : row["end"]] == row["text"] for row in found)


def test_no_cell_is_a_formula(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    _, outputs, _ = hostile
    for path in outputs.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as table:
            for row in csv.DictReader(table):
                for column, cell in row.items():
                    number = column in {"low", "high", "score", "start", "end"} or column.startswith("n_")
                    assert number or not cell or cell[0] not in "=+-@\t\r＝＋－＠", (path.name, column, cell)


def test_no_markup_of_an_article_is_markup_of_the_page(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    _, outputs, _ = hostile
    page = (outputs / "report.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    for path in (outputs / "report_files").glob("*"):
        assert "</script" not in path.read_text(encoding="utf-8")


def test_no_id_of_an_article_is_a_path(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    folder, outputs, _ = hostile
    assert [path.parent.name for path in folder.rglob("*escape*")] == ["in"]
    assert all(path.resolve().is_relative_to(outputs) for path in outputs.rglob("*"))


def test_what_lies_outside_the_corpus_is_not_read(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    _, outputs, _ = hostile
    told = {row["path"]: row["reason"] for row in rows(outputs, "rejects")}
    assert "link out of the corpus" in told["out.txt"]
    assert "link to a folder" in told["loop"]


def test_a_packed_file_has_a_limit(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    _, outputs, _ = hostile
    told = [row["reason"] for row in rows(outputs, "rejects") if row["path"].startswith("bomb.jsonl.gz")]
    assert any("the rest is not read" in reason for reason in told)


def test_memory_stays_within_its_bound(hostile: tuple[Path, Path, dict[str, Fate]]) -> None:
    del hostile
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert peak < MOST_MEMORY


# ---------------------------------------------------------------- no network


def test_a_run_opens_no_connection(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*words: Any, **more: Any) -> None:
        raise AssertionError(f"a connection: {words} {more}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run(small_corpus, tmp_path / "out").counts["articles"] == 3


# ---------------------------------------------------------------- a full disk, a folder that is not ours


def test_a_full_disk_is_one_line_and_the_old_tables_stay(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(small_corpus, tmp_path / "out")
    before = digests(tmp_path / "out")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.modules["pipeline.write"], "write_workbook", full)
    with pytest.raises(PipelineError, match=r"No space left on device.*the last good tables are untouched"):
        run(small_corpus, tmp_path / "out")
    assert digests(tmp_path / "out") == before
    monkeypatch.undo()
    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    with pytest.raises(PipelineError, match=r"No space left on device.*the last good tables are untouched"):
        run(small_corpus, tmp_path / "out", cache=tmp_path / "cache")
    assert digests(tmp_path / "out") == before
    monkeypatch.undo()
    run(small_corpus, tmp_path / "out", cache=tmp_path / "cache")
    assert digests(tmp_path / "out") == before


def test_a_file_may_grow_only_so_far(small_corpus: Path, tmp_path: Path) -> None:
    """A quota of the system (RLIMIT_FSIZE): the write fails in the middle of a table."""
    run(small_corpus, tmp_path / "out")
    before = digests(tmp_path / "out")
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom pipeline.model import PipelineError\nfrom pipeline.run import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n    run(Path(sys.argv[1]), Path(sys.argv[2]))\nexcept PipelineError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(small_corpus), str(tmp_path / "out")], cwd=ROOT, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert "the last good tables are untouched" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr
    assert digests(tmp_path / "out") == before


# ---------------------------------------------------------------- work that grows with the text alone

REPEATED = (
    "的",
    "1",
    "三",
    "（",
    "“",
    "阿·",
    "2025年",
    "5%",
    "，",
    "王",
    "Ab ",
    "公司",
    "。",
    " ",
    "第一",
    "《",
    "1.",
    "-",
    "日",
)


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_is_no_more_than_about_twice_the_work(piece: str) -> None:
    """Counted in calls of Python functions, not in seconds; what patterns cost in C is measured by benchmarks/speed.py."""
    from pipeline.extract import extract

    load()

    def calls(count: int) -> int:
        made = 0

        def count_one(*_: object) -> None:
            nonlocal made
            made += 1

        article = Article("x", piece * (count // len(piece)), "x", published="2025-07-18", region="CN")
        sys.setprofile(count_one)
        try:
            extract(segment(article), load())
        finally:
            sys.setprofile(None)
        return made

    calls(100)
    # what the second and the third doubling add: 2 where the work is linear, 4 where it is quadratic
    once, twice, four_times = calls(1_500), calls(3_000), calls(6_000)
    assert four_times - twice <= 2.5 * (twice - once) + 500


def named(pattern: str) -> str:
    """A text in which no name comes twice."""
    names = map("".join, product("鸿蒙银河麒麟青松白鹭金乌玄武朱雀云海星辰东风长征天问祝融悟空", repeat=3))
    some = random.Random(7).sample(list(names), 3_000)
    return "".join(pattern.format(name) for name in some)


@pytest.mark.parametrize(
    "pattern", ["张{0}说，", "“{0}公司”（简称“{0}”）", "台风“{0}”登陆，", "{0}（下称{0}）说。"]
)
def test_twice_the_names_are_no_more_than_about_twice_the_work(pattern: str) -> None:
    """Counted in lines of Python, in which a look at every name for every name shows."""
    from pipeline.extract import extract

    lexicon = load()
    text = named(pattern)

    def lines(size: int) -> int:
        made = 0

        def count(_frame: object, event: str, _argument: object) -> Any:
            nonlocal made
            made += event == "line"
            return count

        document = segment(Article("x", text[:size], "x", published="2025-07-18", region="CN"))
        sys.settrace(count)
        try:
            extract(document, lexicon)
        finally:
            sys.settrace(None)
        return made

    lines(8_000)  # what is looked up once and remembered
    once, twice, four_times = lines(2_000), lines(4_000), lines(8_000)
    assert (four_times - twice) / (twice - once) <= 2.1
