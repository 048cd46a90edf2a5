"""Number claims in the terminal: what is told of one subject and measure side by side, each with its sources."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.messages import told
from pipeline.timeline import ids_of
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.table import Table

    from pipeline.write.stored import LinkRow, NumberRow

_COMPARED = frozenset({"same", "refines", "conflict", "series"})
_COLUMNS = ("subject", "measure", "value", "as of", "verdict", "told in", "reason")
_WIDTH = 140  # columns where the output is no terminal


def show_claims(outputs: Path, *, conflicts: bool = False, entity: str = "") -> None:
    """Print the claims of a run that were compared with others, as a table.

    Args:
        outputs: a folder that a run has written.
        conflicts: only those that contradict another.
        entity: only those whose subject has this name or alias, in either script.

    Raises PipelineError where ``outputs`` holds no tables, or names no such thing.
    """
    from rich.console import Console

    claims: dict[str, NumberRow] = {row["number_id"]: row for row in rows(outputs, "numbers")}
    wanted = {"conflict"} if conflicts else _COMPARED
    subjects = ids_of(outputs, entity) if entity else None
    chosen = [
        row
        for row in claims.values()
        if row["verdict"] in wanted and (subjects is None or row["subject_id"] in subjects)
    ]
    console = Console(
        highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else _WIDTH
    )
    if chosen:
        console.print(_table(_side_by_side(chosen, claims), _reasons(rows(outputs, "links"))))
    n, of = len(chosen), len(claims)
    contradict, compared = (
        f"{n} of {of} claims contradict another",
        f"{n} of {of} claims were compared with another",
    )
    console.print(told(contradict if conflicts else compared))


def _side_by_side(chosen: Iterable[NumberRow], claims: dict[str, NumberRow]) -> list[NumberRow]:
    """Each claim with those it was compared with, one after the other: by subject, measure and time."""
    found: dict[str, NumberRow] = {}
    for row in chosen:
        found[row["number_id"]] = row
        for other in row["compared_with"]:
            if other in claims:
                found[other] = claims[other]
    return sorted(
        found.values(), key=lambda r: (r["subject"], r["measure"], r["as_of"], r["articles"], r["number_id"])
    )


def _reasons(links: Iterable[LinkRow]) -> dict[str, list[str]]:
    """The reasons of the links between claims, by the id of either; contradictions first."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in sorted(links, key=lambda link: link["kind"] != "number-conflict"):
        if link["kind"].startswith("number-"):
            for end in (link["left"], link["right"]):
                if link["reason"] not in found[end]:
                    found[end].append(link["reason"])
    return found


def _table(shown: Iterable[NumberRow], reasons: dict[str, list[str]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(*(told(column) for column in _COLUMNS), show_lines=False)
    last = ("", "")
    for row in shown:
        key = (row["subject"], row["measure"])
        if last not in (("", ""), key):
            table.add_section()
        cells = [
            *(("", "") if key == last else key),
            row["text"],
            row["as_of"],
            row["verdict"],
            "\n".join(row["articles"]),
            "; ".join(reasons.get(row["number_id"], [])[:2]),
        ]
        table.add_row(*(Text(cell, style="red" if row["verdict"] == "conflict" else "") for cell in cells))
        last = key
    return table
