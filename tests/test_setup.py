"""Set-up: two commands, one installation, exact versions, and a command line that answers at once."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock.txt"))
# what a package is called where it is imported, where the names differ
IMPORTED_AS = {"charset-normalizer": "charset_normalizer", "ahocorasick-rs": "ahocorasick_rs", "python-dateutil": "dateutil", "grpcio": "grpc"}  # fmt: skip
HEAVY = {"babel", "jieba", "jinja2", "numpy", "opencc", "pandas", "rapidfuzz", "rjieba", "spacy", "trafilatura", "xlsxwriter"}  # fmt: skip


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what the Makefile reads, without a .venv."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def test_make_alone_lists_every_target(house: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = " ".join(re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)).split()
    listed = re.findall(r"^  make ([a-z-]+) +\S", make(house).stdout, re.MULTILINE)
    assert set(listed) == set(targets)
    assert {"setup", "extract", "test", "check", "explain", "evaluate", "bench", "clean"} <= set(listed)


def test_the_first_run_installs_and_the_second_calls_no_installer(house: Path) -> None:
    assert "-m pip " in make(house, "-n", "extract").stdout
    stamps = [house / ".venv" / name for name in (".made", ".run-stamp", ".test-stamp")]
    stamps[0].parent.mkdir()
    for stamp in stamps:
        stamp.touch()
    for target in ("extract", "test", "check", "explain", "evaluate", "bench", "setup"):
        planned = make(house, "-n", target, "FILE=x")
        assert "-m pip " not in planned.stdout, target
        assert "venv " not in planned.stdout, target
    os.utime(
        house / "requirements" / "run.lock.txt",
        (stamps[0].stat().st_mtime + 9, stamps[0].stat().st_mtime + 9),
    )
    assert "-m pip " in make(house, "-n", "extract").stdout  # other versions are installed again


@pytest.mark.parametrize("python", ["/nowhere/python3.10", "false"])
def test_a_python_that_will_not_do_is_told_in_one_line(house: Path, python: str) -> None:
    told = make(house, "extract", f"PYTHON={python}")
    lines = [line for line in told.stderr.splitlines() if not line.startswith("make")]
    assert told.returncode == 2
    assert len(lines) == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in lines[0]
    assert "make PYTHON=" in lines[0]
    assert not (house / ".venv").exists()


def test_a_failed_installation_shows_its_log(house: Path) -> None:
    (house / ".venv" / "bin").mkdir(parents=True)
    (house / ".venv" / ".made").touch()
    pip = house / ".venv" / "bin" / "python"
    pip.write_text("#!/bin/sh\necho 'no matching distribution'\nexit 1\n", encoding="utf-8")
    pip.chmod(0o755)
    told = make(house, "setup")
    assert told.returncode == 2
    assert "no matching distribution" in told.stderr
    assert not (house / ".venv" / ".run-stamp").exists()


def test_ci_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_exact_versions_with_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-", text.replace("    --hash", ""), re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(
        re.match(r"[a-z0-9.-]+==[^\s;]+(?: ; [^\\]+)? \\\n\s+--hash=sha256:[0-9a-f]{64}", e) for e in entries
    )


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.lock.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def declared() -> tuple[set[str], set[str], set[str]]:
    """What the program needs, what its tests need, and what its optional parts need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = dict(project["optional-dependencies"])
    groups = (
        project["dependencies"],
        extras.pop("test"),
        [line for lines in extras.values() for line in lines],
    )
    run, test, optional = ({re.split(r"[<>=\[]", line)[0] for line in lines} for lines in groups)
    return run, test, optional


def test_the_locks_hold_what_is_declared_and_agree() -> None:
    run, test, _ = declared()
    assert run <= set(locked("run"))
    assert test <= set(locked("test"))
    assert locked("run").items() <= locked("test").items()
    assert not [name for name in locked("test") if name.startswith(("opencc-python", "zh-core-web"))]


def test_every_library_that_is_imported_is_declared() -> None:
    run, test, optional = declared()
    allowed = {IMPORTED_AS.get(name, name) for name in run | optional}
    allowed |= (
        {"py4j"} if "pyspark" in optional else set()
    )  # the bridge that it brings; its errors come from there
    for folder, more in (
        ("pipeline", set()),
        ("tests", {IMPORTED_AS.get(name, name) for name in test}),
    ):
        for path in (ROOT / folder).rglob("*.py"):
            ours = {
                "pipeline",
                "tools",
                "benchmarks",
                *(one.stem for place in {path.parent, ROOT / folder} for one in place.glob("*.py")),
            }
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                for name in names:
                    top = name.split(".")[0]
                    assert top in {*sys.stdlib_module_names, *ours, *allowed, *more}, f"{path}: {name}"


@pytest.mark.parametrize(
    "words", [["--help"], ["extract", "--help"], ["explain", "--help"], ["check", "--help"]]
)
def test_help_answers_without_a_heavy_library(words: list[str]) -> None:
    code = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit as done:\n    assert not done.code\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "Usage" in told.stdout
    assert not HEAVY & set(told.stderr.split())


def test_the_verbs_are_imported_without_a_heavy_library() -> None:
    code = "import sys, pipeline; print(*{name.split('.')[0] for name in sys.modules})"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert not HEAVY & set(told.split())
