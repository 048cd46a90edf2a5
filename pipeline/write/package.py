"""datapackage.json (Frictionless Data Package) and run.json: what the tables are and what made them."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import orjson

from pipeline.write.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TYPES = {"string": "string", "integer": "integer", "number": "number", "list": "string"}


def code_version() -> str:
    """The version of the installed package."""
    try:
        return version("zh-extract")
    except PackageNotFoundError:
        return "0+unknown"


def rule_hashes(rules: Path) -> dict[str, str]:
    """SHA-256 of every rule table, and of a user's patterns, by its name inside the rules folder."""
    return {
        path.relative_to(rules).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted([*rules.rglob("*.csv"), *rules.rglob("*.jsonl")])
    }


def write_datapackage(folder: Path) -> None:
    """Describe every CSV table of ``folder``."""
    resources = [
        {
            "profile": "tabular-data-resource",
            "name": name.replace("_", "-"),
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "schema": {
                "fields": [
                    {"name": column.name, "type": _TYPES[column.kind], "description": column.about}
                    for column in columns
                ],
                "missingValues": [""],
                **({"primaryKey": columns[0].name} if columns[0].name.endswith("_id") else {}),
            },
        }
        for name, columns in TABLES.items()
    ]
    package = {
        "profile": "tabular-data-package",
        "name": "zh-extract-tables",
        "title": "Names, numbers and dated events found in Chinese articles",
        "resources": resources,
    }
    (folder / "datapackage.json").write_bytes(orjson.dumps(package, option=orjson.OPT_INDENT_2) + b"\n")


def write_run(folder: Path, rules: Path, counts: Mapping[str, int], settings: Mapping[str, str]) -> None:
    """What made the tables: code version, settings, rule tables, counts, and every file that belongs to them.

    Written last. No time of day: a rerun gives the same bytes.
    """
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    run = {
        "version": code_version(),
        "settings": dict(settings),
        "counts": dict(counts),
        "rules": rule_hashes(rules),
        "files": sorted(files | {"run.json"}),
    }
    (folder / "run.json").write_bytes(orjson.dumps(run, option=orjson.OPT_INDENT_2) + b"\n")
