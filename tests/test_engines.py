"""Many processes: the same bytes for any number of them, and an article that kills, hangs or raises costs itself alone."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corpus_run import CORPUS, corpus_outputs
from faults import full_disk, note_after_a_death
from test_swap import digests

from pipeline.engines.codec import decode_article, decode_found, encode_article, encode_found, events_in
from pipeline.engines.embedded import Workers
from pipeline.engines.scratch import scratch
from pipeline.engines.work import Work
from pipeline.model import Article, PipelineError
from pipeline.read import read
from pipeline.run import run
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon

ROOT = Path(__file__).parent.parent
FAULTS = ("faults:at_marks",)


def corpus_of(folder: Path, *, good: int, bad: dict[int, str]) -> Path:
    """So many short articles; those at the places of ``bad`` carry a mark."""
    folder.mkdir()
    for number in range(good + len(bad)):
        mark = f"\n坏：{bad[number]}" if number in bad else ""
        text = f"published: 2025-07-{number % 28 + 1:02}\n\n台积电第{number}号公告说，投资{number + 2}亿美元。{mark}"
        (folder / f"a{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def rejected(outputs: Path) -> dict[str, str]:
    return {row["path"]: row["reason"] for row in rows(outputs, "rejects")}


# ---------------------------------------------------------------- the lines that cross


def test_what_crosses_comes_back_as_it_was(lexicon: Lexicon) -> None:
    extract = Work().ready()
    count = 0
    for item in read(CORPUS, lexicon):
        if isinstance(item, Article):
            line = encode_article(item)
            assert decode_article(line) == item
            extraction = extract(item)
            assert decode_found(item, encode_found(extraction)) == extraction
            assert events_in(encode_found(extraction)) == len(extraction.events)
            assert b"\n" not in line + encode_found(extraction)
            count += len(extraction.entities) + len(extraction.numbers) + len(extraction.events)
    assert count > 500


# ---------------------------------------------------------------- the same bytes


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_tables_do_not_depend_on_the_number_of_processes(tmp_path: Path, jobs: int) -> None:
    run(CORPUS, tmp_path / "out", jobs=jobs)
    assert digests(tmp_path / "out") == digests(corpus_outputs())


# ---------------------------------------------------------------- what goes wrong in one article


def test_a_process_that_cannot_begin_blames_no_article(tmp_path: Path) -> None:
    """It ends with a status as an article that takes too long does; a table that is gone is no fault of the article."""
    engine = Workers(Work(patterns=tmp_path / "gone.jsonl"), jobs=1, seconds=5)
    engine.start()
    try:
        chunk = engine._chunk("1", [("a.txt", encode_article(Article("a.txt", "甲。", "a.txt")))])  # noqa: SLF001  (the last resort of a chunk)
        with pytest.raises(PipelineError, match=r"gone\.jsonl: cannot be read"):
            list(engine._one_by_one(chunk))  # noqa: SLF001
    finally:
        engine.stop()


def test_articles_that_crash_hang_or_raise_are_rejected_and_all_others_are_there(tmp_path: Path) -> None:
    bad = {3: "崩", 40: "挂", 41: "错", 90: "聋"}
    corpus = corpus_of(tmp_path / "in", good=150, bad=bad)
    summary = run(corpus, tmp_path / "out", jobs=2, timeout=4, more=FAULTS)
    found = rejected(tmp_path / "out")
    assert sorted(found) == [f"a{place:03}.txt" for place in sorted(bad)]
    assert "SIGSEGV" in found["a003.txt"]
    assert "took longer than 4 s" in found["a040.txt"]
    assert "LookupError: a table of a library" in found["a041.txt"]
    assert "took longer than 4 s" in found["a090.txt"]
    assert summary.counts["articles"] == 150
    assert summary.counts["articles_in"] == 154
    clean = corpus_of(tmp_path / "clean", good=154, bad={})
    for place in bad:
        (clean / f"a{place:03}.txt").unlink()
    run(clean, tmp_path / "without")
    ours, without = digests(tmp_path / "out"), digests(tmp_path / "without")
    told_of_rejects = {"rejects.csv", "rejects.jsonl", "run.json", "tables.xlsx", "report.html"}
    assert {name: ours[name] for name in ours if name not in told_of_rejects} == {
        name: without[name] for name in without if name not in told_of_rejects
    }


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "in", good=100, bad={50: f"一次 {tmp_path / 'mark'}"})
    summary = run(corpus, tmp_path / "out", jobs=2, more=FAULTS)
    assert (tmp_path / "mark").exists()
    assert summary.counts["articles"] == 101
    assert not summary.rejects


def test_a_result_of_many_megabytes_crosses(tmp_path: Path) -> None:
    """Larger than any pipe: results go through files."""
    engine = Workers(Work(), jobs=1)
    article = Article(
        "long", "台积电投资100亿美元。\n" * 15_000, "long.txt", published="2025-07-18", region="CN"
    )
    try:
        engine.start()
        (found,) = engine.extract([("long", encode_article(article))])
    finally:
        engine.stop()
    assert found[0] == "long"
    assert isinstance(found[1], bytes)
    assert len(found[1]) > 2_000_000
    del tmp_path


def test_ctrl_c_leaves_the_last_good_tables_and_says_so(tmp_path: Path) -> None:
    good = corpus_of(tmp_path / "good", good=3, bad={})
    run(good, tmp_path / "out")
    before = digests(tmp_path / "out")
    bad = corpus_of(tmp_path / "bad", good=3, bad={1: "聋"})
    code = (
        "import signal, sys; from pathlib import Path; from pipeline.run import run; from pipeline.model import PipelineError\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job ignores it
        f"sys.path.append({str(ROOT / 'tests')!r})\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        f"        run(Path({str(bad)!r}), Path({str(tmp_path / 'out')!r}), jobs=2, more=('faults:at_marks',))\n"
        "    except PipelineError as error:\n"
        "        sys.exit(str(error))\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        wait_for_work(tmp_path)
        os.killpg(process.pid, signal.SIGINT)
        try:
            _, told = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 1
    assert b"stopped: the last good tables are untouched" in told
    assert b"Traceback" not in told
    assert digests(tmp_path / "out") == before


def test_workers_do_not_outlive_a_killed_run(tmp_path: Path) -> None:
    bad = corpus_of(tmp_path / "bad", good=1, bad={0: "聋"})
    script = tmp_path / "script.py"
    script.write_text(
        "import sys; from pathlib import Path; from pipeline.run import run\n"
        f"sys.path.append({str(ROOT / 'tests')!r})\n"
        "if __name__ == '__main__':\n"
        f"    run(Path({str(bad)!r}), Path({str(tmp_path / 'out')!r}), jobs=2, more=('faults:at_marks',))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, str(script)], cwd=ROOT, env=environment, start_new_session=True
    ) as process:
        wait_for_work(tmp_path)
        group = process.pid
        process.kill()  # the parent alone, not its group
    deadline = time.monotonic() + 20
    while members(group) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = members(group)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []


def wait_for_work(folder: Path) -> None:
    """Until a worker has begun its first article."""
    deadline = time.monotonic() + 60
    while not list(folder.glob("zh-extract-run-*/*.begun")):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def members(group: int) -> list[int]:
    """The living processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] not in "ZX":
            found.append(int(stat.parent.name))
    return found


def test_pieces_of_work_are_done_together_and_one_whose_process_dies_is_done_here(tmp_path: Path) -> None:
    engine = Workers(Work(), jobs=2)
    engine.start()
    mark, here, there = (tmp_path / name for name in ("mark", "here", "there"))
    there_mark = tmp_path / "there_mark"
    there_mark.touch()
    try:
        engine.together([partial(note_after_a_death, there_mark, there)])
        engine.together([partial(note_after_a_death, mark, here)])
        assert int(there.read_text()) != os.getpid()
        assert int(here.read_text()) == os.getpid()
        with pytest.raises(OSError, match="No space left") as told:
            engine.together([partial(full_disk, tmp_path / "tables.xlsx")])
        assert told.value.errno == errno.ENOSPC
    finally:
        engine.stop()


def test_in_this_process_a_bug_raises(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "in", good=1, bad={0: "错"})
    with pytest.raises(LookupError):
        run(corpus, tmp_path / "out", more=FAULTS)


def test_folders_of_killed_runs_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", "pass"]) as done:
        pass
    (tmp_path / f"zh-extract-run-{done.pid}-abc").mkdir()
    (tmp_path / f"zh-extract-run-{os.getppid()}-abc").mkdir()
    (tmp_path / "zh-extract-run-mine").mkdir()
    made = scratch()
    assert {path.name for path in tmp_path.iterdir()} == {
        made.name, f"zh-extract-run-{os.getppid()}-abc", "zh-extract-run-mine",
    }  # fmt: skip
