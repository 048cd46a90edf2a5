"""The documents are true: every command and snippet runs as written, every column and rule table has its line."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.lexicon import check
from pipeline.run import run
from pipeline.write.columns import TABLES
from tools import build_readmes

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
#: a small corpus: the articles that the READMEs name, and one in the other script
SMALL = ["tw-tsmc-q2.txt", "cn-tsmc-q2.txt"]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(path: Path, language: str) -> list[str]:
    return [body for kind, body in _FENCE.findall(path.read_text(encoding="utf-8")) if kind == language]


def article_of(path: Path) -> str:
    """The article that the README puts into corpus/chips.txt."""
    (found,) = re.findall(
        r"cat > corpus/chips\.txt <<'END'\n(.*?)^END$",
        path.read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    return str(found)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a small corpus and its gold, as a reader would have it after ``make setup``."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("Makefile", "pyproject.toml", "requirements", "pipeline", "examples", "README.md"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for stamp in (".made", ".run-stamp", ".test-stamp"):
        (folder / ".venv" / stamp).touch()
    (folder / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / ".venv" / "bin" / "zh-extract").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n'
    )
    for tool in ("python", "zh-extract"):
        (folder / ".venv" / "bin" / tool).chmod(0o755)
    (folder / "corpus").mkdir()
    (folder / "tests" / "gold").mkdir(parents=True)
    for name in SMALL:
        shutil.copy(ROOT / "corpus" / name, folder / "corpus")
        gold = Path(name).with_suffix(".jsonl").name
        shutil.copy(ROOT / "tests" / "gold" / gold, folder / "tests" / "gold")
    return folder


def in_checkout(checkout: Path, command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SHELL": "/bin/bash"}
    return subprocess.run(
        command,
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **more,
    )


def test_every_command_and_snippet_runs_as_written(checkout: Path) -> None:
    """In their order, in one checkout; ``make test`` is only planned: it is what runs this.

    Those of README.zh-CN.md are the same, as the test after the next one holds.
    """
    ran = 0
    for language, body in _FENCE.findall(READMES[0].read_text(encoding="utf-8")):
        if language == "sh":
            commands = body.replace("make test ", "make --dry-run test ")
            # the last line keeps the shell alive, as a reader's is: --show-completion asks which shell runs it
            done = in_checkout(checkout, ["bash", "-euo", "pipefail", "-c", f"{commands}\n:"])
        elif language == "python":
            done = in_checkout(checkout, [sys.executable, "-W", "error::ResourceWarning", "-c", body])
        else:
            continue
        assert done.returncode == 0, f"{body}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        ran += 1
    assert ran >= 8
    assert (checkout / "tables.sqlite").exists()
    assert (checkout / "outputs" / "evaluation.md").exists()
    assert (checkout / "library-outputs" / "events.jsonl").exists()


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_lines_of_the_first_screen_become_the_rows_it_shows(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    article = article_of(path)
    assert blocks(path, "text")[0] in article
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "chips.txt").write_text(article, encoding="utf-8")
    run(tmp_path / "corpus", tmp_path / "out")
    shown = re.findall(r"<!-- rows: (\w+) -->\n((?:\|.*\n)+)", text)
    assert [table for table, _ in shown] == ["events", "numbers", "entities"]
    for table, lines in shown:
        header, _, *told = [
            [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("|\n"))]
            for line in lines.splitlines()
        ]
        made = [json.loads(line) for line in (tmp_path / "out" / f"{table}.jsonl").read_bytes().splitlines()]
        rows = [
            [
                "|".join(v) if isinstance(v, list) else "" if v is None else str(v)
                for v in map(row.get, header)
            ]
            for row in made
        ]
        for wanted in told:
            assert wanted in rows, f"{table}: {wanted} is not among\n" + "\n".join(map(str, rows))


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_rows_that_it_proposes_can_be_pasted(path: Path, tmp_path: Path) -> None:
    """Each at the end of its table: the tables stay good, and the row is one of them. Rows that a reader has pasted already are
    taken out first.
    """
    rows = re.findall(
        r"^\| [^|]+ \| `(\w+\.csv)` \| ([^|]+,[^|]+) \|$", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [table for table, _ in rows] == ["names.csv", "units.csv", "triggers.csv", "decisions.csv"]
    shutil.copytree(build_readmes.RULES, tmp_path / "rules")
    for table, row in rows:
        file = tmp_path / "rules" / table
        shipped = [line for line in file.read_text(encoding="utf-8").rstrip("\n").split("\n") if line != row]
        file.write_text("\n".join([*shipped, row, ""]), encoding="utf-8", newline="")
    lexicon, complaints = check(tmp_path / "rules")
    assert complaints.lines == []
    first = {table: row.split(",")[0] for table, row in rows}
    assert first["names.csv"] in {surface.text for surface in lexicon.names.surfaces.values()}
    assert lexicon.amounts.units.get(first["units.csv"]) is not None
    assert first["triggers.csv"] in lexicon.happenings.triggers
    assert first["decisions.csv"] in str(lexicon.decisions)


def test_both_readmes_have_the_same_parts_commands_and_snippets() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in READMES)
    for pattern in (
        r"^(#+) ",
        r"^```(\w+)$",
        r"^<summary><code>(\w+)",
        r"^\| `(\w+)` \|",
        r"^<!-- (rows: \w+) -->$",
    ):
        assert re.findall(pattern, english, re.MULTILINE) == re.findall(pattern, chinese, re.MULTILINE), (
            pattern
        )
    assert blocks(READMES[0], "python") == blocks(READMES[1], "python")

    def commands(path: Path) -> list[str]:
        return [line.split("  #")[0].rstrip() for body in blocks(path, "sh") for line in body.splitlines()]

    assert commands(READMES[0]) == commands(READMES[1])


def test_the_list_of_columns_is_that_of_the_code() -> None:
    for path, wanted in build_readmes.wanted().items():
        assert path.read_text(encoding="utf-8") == wanted, f"{path.name}: run python tools/build_readmes.py"
    shown = build_readmes.examples(READMES[0].read_text(encoding="utf-8"))
    missing = [
        f"{t}.{c.name}"
        for t, columns in TABLES.items()
        for c in columns
        if shown.get(f"{t}.{c.name}", "?") == "?"
    ]
    assert not missing, f"README.md: give an example of {missing}"


def rule_sections() -> dict[str, str]:
    text = (build_readmes.RULES / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"^### ", text, flags=re.MULTILINE)
    return {"": parts[0]} | {part.partition("\n")[0]: part for part in parts[1:]}


@pytest.mark.parametrize("path", sorted(build_readmes.RULES.rglob("*.csv")), ids=lambda path: path.name)
def test_every_rule_table_has_its_section_with_every_column_and_value(path: Path) -> None:
    sections = rule_sections()
    name = path.relative_to(build_readmes.RULES).as_posix()
    assert name in sections, f"pipeline/rules/README.md: add a section ### {name}"
    section = sections[name]
    header, *rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    told = set(re.findall(r"`([\w-]+)`", section + sections[""]))
    assert set(header) <= told, f"pipeline/rules/README.md: {name}: name {set(header) - told}"
    for column in {
        "kind",
        "place",
        "strength",
        "alone",
        "part",
        "modifier",
        "change",
        "status",
        "roles",
        "judgement",
    } & set(header):
        values = {row[header.index(column)] for row in rows if row}
        assert values <= told, f"pipeline/rules/README.md: {name}: say what {values - told} in {column} means"


def test_no_section_is_about_a_table_that_is_gone() -> None:
    tables = {path.relative_to(build_readmes.RULES).as_posix() for path in build_readmes.RULES.rglob("*.csv")}
    assert set(rule_sections()) - {""} == tables


DOCUMENTS = [
    *READMES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "SECURITY.md", ROOT / "pipeline" / "rules" / "README.md",
    ROOT / "corpus" / "README.md",
]  # fmt: skip


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[\w-]*)?\)", text):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ *)make ([a-z-]+)", text, re.MULTILINE)) <= targets


def test_contributing_is_one_page() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 80
