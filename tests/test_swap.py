"""Whole or not at all: a run killed at any moment leaves the last good tables or the new ones, and harms no later run."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.model import PipelineError
from pipeline.run import run
from pipeline.write import swap
from pipeline.write.swap import whole

ROOT = Path(__file__).parent.parent


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def fill(folder: Path, text: str) -> None:
    (folder / "events.csv").write_text(text, encoding="utf-8")
    (folder / "run.json").write_text('{"files": ["events.csv", "run.json"]}', encoding="utf-8")


def put(outputs: Path, text: str) -> None:
    with whole(outputs) as folder:
        fill(folder, text)


def fail(outputs: Path, error: Exception) -> None:
    with whole(outputs) as folder:
        fill(folder, "half")
        raise error


def traces(outputs: Path) -> list[str]:
    return sorted(path.name for path in outputs.parent.iterdir() if path.name.startswith("."))


# ---------------------------------------------------------------- kill -9


def kill_at(command: list[str], outputs: Path, files: int) -> bool:
    """Start a run in its own process group and kill the group when it has begun so many files; whether it still lived."""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        fresh = outputs.with_name(f".{outputs.name}.new-{process.pid}")
        while process.poll() is None and (len(list(fresh.iterdir())) if fresh.is_dir() else -1) < files:
            time.sleep(0.0005)
        alive = process.poll() is None
        if alive:
            os.killpg(process.pid, signal.SIGKILL)
    return alive


def test_a_run_killed_at_any_moment_leaves_whole_tables(small_corpus: Path, tmp_path: Path) -> None:
    """Runs of the command line, killed while they write; ``test_killed`` does it at thirty moments of a whole run."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text(
        "published: 2025-01-02\n\n昨天，某国议会通过了1200亿元的预算。", encoding="utf-8"
    )
    run(small_corpus, tmp_path / "a")
    run(other, tmp_path / "b")
    good = [digests(tmp_path / name) for name in "ab"]
    outputs = tmp_path / "out"
    run(small_corpus, outputs)
    command = [sys.executable, "-m", "pipeline", "extract", "", str(outputs)]
    killed = 0
    for moment in range(3):
        command[4] = str(small_corpus if moment % 2 else other)
        killed += kill_at(command, outputs, 6 * moment)
        assert digests(outputs) in good, moment
    assert killed >= 2
    run(small_corpus, outputs)
    assert digests(outputs) == good[0]
    assert traces(outputs) == [".out.cache"]  # what the command line keeps from run to run


WRITER = """
import sys
from pathlib import Path
from pipeline.write import swap
if sys.argv[2] == "two renames":
    swap._exchange = lambda a, b: False
names = [f"t{number}.csv" for number in range(30)]
count = 0
while True:
    count += 1
    with swap.whole(Path(sys.argv[1])) as folder:
        for name in names:
            (folder / name).write_text(str(count))
        (folder / "run.json").write_text(str({"files": ["run.json", *names]}).replace("'", '"'))
    print(count, flush=True)
"""


@pytest.mark.parametrize("way", ["one step", "two renames"])
def test_the_swap_itself_killed_many_times(tmp_path: Path, way: str) -> None:
    """Nothing but swaps, hundreds a second, so that many of the kills fall into one."""
    outputs = tmp_path / "out"
    rng = random.Random(7)
    for moment in range(12):
        command = [sys.executable, "-c", WRITER, str(outputs), way]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True) as process:
            assert process.stdout
            assert process.stdout.readline() == b"1\n", moment
            time.sleep(rng.random() / 50)
            os.killpg(process.pid, signal.SIGKILL)
        if way == "two renames":
            swap._recover(outputs)  # noqa: SLF001  (what the next run does first)
        texts = {(outputs / f"t{number}.csv").read_text(encoding="utf-8") for number in range(30)}
        assert len(texts) == 1, moment
    put(outputs, "last")
    assert digests(outputs).keys() == {"events.csv", "run.json"}
    assert traces(outputs) == []


# ---------------------------------------------------------------- what may stand at OUTPUTS


def test_new_tables_take_the_place_of_the_old(tmp_path: Path) -> None:
    outputs = tmp_path / "deep" / "er" / "out"
    put(outputs, "one")
    put(outputs, "two")
    assert (outputs / "events.csv").read_text(encoding="utf-8") == "two"
    assert traces(outputs) == []


def test_a_failing_run_leaves_the_last_good_tables(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    put(outputs, "one")
    with pytest.raises(ZeroDivisionError):
        fail(outputs, ZeroDivisionError())
    assert (outputs / "events.csv").read_text(encoding="utf-8") == "one"
    with pytest.raises(PipelineError, match="the last good tables are untouched"):
        fail(outputs, OSError(28, "No space left on device"))
    assert (outputs / "events.csv").read_text(encoding="utf-8") == "one"
    assert traces(outputs) == []


def test_what_no_run_has_written_is_carried_over(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    put(outputs, "one")
    for name in ("notes.txt", "my.csv", "evaluation.md", ".hidden", "sub/deep/x.json"):
        file = outputs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine", encoding="utf-8")
    (outputs / "link").symlink_to(tmp_path)
    put(outputs, "two")
    put(outputs, "three")
    kept = digests(outputs)
    assert set(kept) == {
        "events.csv",
        "run.json",
        "notes.txt",
        "my.csv",
        "evaluation.md",
        ".hidden",
        "sub/deep/x.json",
    }
    assert (outputs / "link").is_symlink()


def test_what_an_earlier_run_wrote_and_this_one_does_not_is_gone(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    with whole(outputs) as folder:
        (folder / "texts").mkdir()
        (folder / "texts" / "page.txt").write_text("x", encoding="utf-8")
        (folder / "run.json").write_text('{"files": ["run.json", "texts/page.txt"]}', encoding="utf-8")
    put(outputs, "two")
    assert set(digests(outputs)) == {"events.csv", "run.json"}


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    outputs.mkdir()
    put(outputs, "an empty folder will do")
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.jpg").write_text("x", encoding="utf-8")
    before = digests(other)
    with pytest.raises(PipelineError, match=r"holds a\.jpg and no tables of ours"):
        put(other, "one")
    assert digests(other) == before


def test_a_folder_of_hidden_files_is_not_empty(tmp_path: Path) -> None:
    """A home directory may hold nothing else; .gitkeep and the like are in the way of nobody."""
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh" / "known_hosts").write_text("x", encoding="utf-8")
    before = digests(home)
    with pytest.raises(PipelineError, match=r"holds \.ssh and no tables of ours"):
        put(home, "one")
    assert digests(home) == before
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".gitkeep").touch()
    put(tmp_path / "out", "one")
    assert set(digests(tmp_path / "out")) == {".gitkeep", "events.csv", "run.json"}


@pytest.mark.parametrize("name", ["home/me", "home", "."])
def test_a_home_directory_and_what_holds_it_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Even where it is empty or holds tables: the folder that takes its place has not its owner."""
    home = tmp_path / "home" / "me"
    home.mkdir(parents=True)
    fill(home, "mine")
    monkeypatch.setenv("HOME", str(home))
    with pytest.raises(PipelineError, match="is a home directory or holds one: choose a folder inside it"):
        put(tmp_path / name, "one")
    assert (home / "events.csv").read_text(encoding="utf-8") == "mine"
    assert traces(home) == []


def test_a_run_json_of_somebody_else_is_no_mark(tmp_path: Path) -> None:
    outputs = tmp_path / "experiment"
    outputs.mkdir()
    (outputs / "run.json").write_text('{"seed": 7}', encoding="utf-8")
    with pytest.raises(PipelineError, match=r"holds run\.json and no tables of ours"):
        put(outputs, "one")
    assert (outputs / "run.json").read_text(encoding="utf-8") == '{"seed": 7}'


def test_modes_and_empty_folders_are_carried_over(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    put(outputs, "one")
    (outputs / "notes" / "empty").mkdir(parents=True)
    (outputs / "notes" / "run.sh").write_text("x", encoding="utf-8")
    modes = {".": 0o750, "notes": 0o700, "notes/empty": 0o711, "notes/run.sh": 0o744}
    for name, mode in modes.items():
        (outputs / name).chmod(mode)
    put(outputs, "two")
    assert {name: (outputs / name).stat().st_mode & 0o777 for name in modes} == modes


def test_what_cannot_be_looked_into_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = tmp_path / "out"
    put(outputs, "one")
    (outputs / "closed").mkdir()
    (outputs / "closed" / "note.txt").write_text("mine", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str | Path | int) -> object:
        if not isinstance(path, int) and Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        with pytest.raises(PipelineError, match=r"Permission denied.*the last good tables are untouched"):
            put(outputs, "two")
    assert (outputs / "closed" / "note.txt").read_text(encoding="utf-8") == "mine"
    assert (outputs / "events.csv").read_text(encoding="utf-8") == "one"


@pytest.mark.parametrize("name", ["file", "file/below", "broken/below"])
def test_a_file_is_no_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "broken").symlink_to(tmp_path / "file")
    with pytest.raises(PipelineError, match="choose another OUTPUTS"):
        put(tmp_path / name, "one")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert traces(tmp_path / "file") == []


def test_the_root_is_refused() -> None:
    with pytest.raises(PipelineError, match="root of the file system"):
        put(Path("/"), "one")


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    put(tmp_path / "out", "one")
    put(tmp_path / "out", "two")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "events.csv").read_text(encoding="utf-8") == "two"


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PipelineError, match="Permission denied"):
        put(tmp_path / "out", "one")


def test_traces_of_killed_runs_are_swept_and_those_of_living_ones_are_not(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    with subprocess.Popen([sys.executable, "-c", "pass"]) as done:
        pass
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        for pid in (done.pid, os.getpid(), living.pid):  # our own: in a container every run may have it
            (tmp_path / f".out.new-{pid}").mkdir()
        put(outputs, "one")
        assert traces(outputs) == [f".out.new-{living.pid}"]
        living.kill()


def test_tables_left_between_two_renames_come_back(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    put(outputs, "one")
    outputs.rename(tmp_path / ".out.old")
    with pytest.raises(ZeroDivisionError):
        fail(outputs, ZeroDivisionError())
    assert (outputs / "events.csv").read_text(encoding="utf-8") == "one"


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    for text in ("one", "two"):
        put(tmp_path / "out", text)
        assert (tmp_path / "out" / "events.csv").read_text(encoding="utf-8") == text
    assert traces(tmp_path / "out") == []
