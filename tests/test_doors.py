"""One door per library, and dependencies that point one way: model <- normalise <- lexicon <- … <- run <- cli."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import pipeline

PACKAGE = Path(pipeline.__file__).parent
#: library -> the modules, or folders, that may import it
DOORS = {
    "opencc": {"normalise.py"},
    "jieba": {"segment.py"},
    "rjieba": {"segment.py"},
    "ahocorasick_rs": {"lexicon/"},
    "rapidfuzz": {"resolve/"},
    "pandas": {
        "lexicon/",
        "resolve/",
        "write/",
        "engines/",
        "evaluate.py",
    },  # where tables are loaded or grouped
    "typer": {"cli.py", "options.py"},
    "spacy": {"spacy/", "export/docbin.py"},
    "pyarrow": {"arrow.py", "export/parquet.py", "read/parquet.py", "write/arrow.py", "engines/"},
    "duckdb": {"engines/", "sql.py"},
    "pyspark": {"engines/"},
    "py4j": {"engines/"},
    "grpc": {"engines/"},
    "babel": {"lexicon/"},
    "borax": {"extract/dates/"},
    "charset_normalizer": {"read/"},
    "trafilatura": {"read/"},
    "xlsxwriter": {"write/"},
    "jinja2": {"write/"},
    "orjson": {"write/", "export/", "engines/", "resolve/lines.py"},
    "rich": {"messages.py", "claims.py"},
}
#: the stages from the ground up: each may use those on the lines above it, and its own line
LAYERS = (
    ("model", "messages_zh"),
    ("order", "arrow", "line_file", "gates"),
    ("sql",),
    ("calendars", "sentences", "scripts", "spacing"),
    ("normalise",),
    ("segment",),
    ("lexicon",),
    ("read", "extract"),
    ("spacy",),
    ("resolve",),
    ("write",),
    ("engines",),
    ("run", "export"),
    ("evaluate_actors", "evaluate_pairs", "timeline"),
    ("explain", "evaluate", "review", "checkup", "messages"),
    ("claims", "options"),
    ("cli",),
)
LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def imported(module: str) -> list[tuple[str, bool]]:
    """What a module imports, as dotted names, and whether it is for the types alone."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    found: list[tuple[str, bool]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in for_types) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports by full names"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(name, id(node) in for_types) for name in names]
    return found


def stage(dotted: str) -> str:
    """``pipeline.extract.dates.x`` and ``extract/dates/x.py`` -> extract."""
    parts = dotted.removesuffix(".py").replace("/", ".").removeprefix("pipeline.").split(".")
    return parts[0]


@pytest.mark.parametrize("module", MODULES)
def test_every_library_has_its_door(module: str) -> None:
    for name, _ in imported(module):
        doors = DOORS.get(name.split(".")[0])
        if doors is not None and not name.startswith("pipeline."):
            assert any(module.startswith(door) for door in doors), (
                f"{module} imports {name}: use {sorted(doors)}"
            )


@pytest.mark.parametrize("module", [name for name in MODULES if name not in {"__init__.py", "__main__.py"}])
def test_dependencies_point_one_way(module: str) -> None:
    here = stage(module)
    assert here in LEVELS, f"{module}: say in LAYERS where it stands"
    for name, for_types in imported(module):
        if not name.startswith("pipeline.") or for_types:
            continue
        there = stage(name)
        assert there in LEVELS, f"{module} imports {name}: say in LAYERS where it stands"
        assert there == here or LEVELS[there] < LEVELS[here], f"{module} imports {name}: that way leads up"


def test_the_model_imports_nothing_of_ours() -> None:
    assert not [name for name, _ in imported("model.py") if name.startswith("pipeline")]


def test_the_command_line_has_no_logic() -> None:
    tree = ast.parse((PACKAGE / "cli.py").read_text(encoding="utf-8"))
    commands = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    assert all(node.end_lineno and node.end_lineno - node.body[0].lineno <= 20 for node in commands)


def test_no_module_is_named_for_nothing() -> None:
    assert not {"utils", "util", "helpers", "common", "base", "misc"} & {Path(name).stem for name in MODULES}
