"""Number claims in the terminal: what is told of one subject and measure side by side, with its sources and who says it.

台积电 毛利率
 value   as of             verdict    told in                      says
 56.8%   2025-04/2025-06   conflict   华东财讯 (cn-tsmc-q2.txt)      台积电
 58.6%   2025-04/2025-06   conflict   財經日報 (tw-tsmc-q2.txt)
  58.6% and 56.8% at 2025-04/2025-06

What stands under another heading and says the same is named below the table: 14人 is the same as that of 溪口乡 死亡人数.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.messages import told
from pipeline.timeline import ids_of
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rich.table import Table

    from pipeline.write.stored import LinkRow, NumberRow

_COMPARED = frozenset({"same", "refines", "conflict", "series"})
_EXPLAINED = frozenset({"number-conflict", "number-refines"})
_COLUMNS = ("value", "as of", "verdict", "told in", "says")
_WHOLE = 3  # the columns of them that are not folded
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
    from rich.padding import Padding
    from rich.text import Text

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
        reasons = _reasons(rows(outputs, "links"))
        equal = _equal(rows(outputs, "links"), claims)
        outlets = {row["article_id"]: row["source"] for row in rows(outputs, "articles")}
        for group in _groups(_side_by_side(chosen, claims)).values():
            heading = _heading(group[0])
            console.print(Text(heading, style="bold"))
            console.print(_table(group, outlets))
            said = [r for row in group for r in reasons.get(row["number_id"], ())]
            said += [r for row in group for r in _told_as(row, heading, equal)]
            for reason in dict.fromkeys(said):
                console.print(Padding(Text(told(reason), style="dim"), (0, 0, 0, 2)))
            console.print()
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


def _groups(shown: Iterable[NumberRow]) -> dict[tuple[str, str], list[NumberRow]]:
    groups: dict[tuple[str, str], list[NumberRow]] = defaultdict(list)
    for row in shown:
        groups[row["subject"], row["measure"]].append(row)
    return groups


def _reasons(links: Iterable[LinkRow]) -> dict[str, list[str]]:
    """The reasons of the links between claims, by the id of either, contradictions first; a series shows in its dates."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in sorted(links, key=lambda link: link["kind"] != "number-conflict"):
        if link["kind"] in _EXPLAINED:
            for end in (link["left"], link["right"]):
                if link["reason"] not in found[end]:
                    found[end].append(link["reason"])
    return found


def _equal(links: Iterable[LinkRow], claims: dict[str, NumberRow]) -> dict[str, list[str]]:
    """The headings of what says the same as a claim, by its id."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link["kind"] == "number-same" and link["left"] in claims and link["right"] in claims:
            for end, other in ((link["left"], link["right"]), (link["right"], link["left"])):
                found[end].append(_heading(claims[other]))
    return found


def _told_as(row: NumberRow, heading: str, equal: dict[str, list[str]]) -> Iterator[str]:
    """The other headings that tell the same as a claim, in a line: 14人 of the county, 14人 of the river."""
    others = sorted({other for other in equal.get(row["number_id"], ()) if other != heading})
    if others:
        yield f"{row['text']} is the same as that of {'、'.join(others)}"


def _heading(row: NumberRow) -> str:
    return f"{row['subject']} {row['measure']}".strip()


def _table(shown: Iterable[NumberRow], outlets: dict[str, str]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, padding=(0, 1))
    for at, column in enumerate(_COLUMNS):
        table.add_column(told(column), no_wrap=at < _WHOLE, overflow="fold")
    for row in shown:
        cells = [
            row["text"],
            row["as_of"],
            row["verdict"],
            "\n".join(_source(article, outlets) for article in row["articles"]),
            "、".join(row["attributed_to"]),
        ]
        table.add_row(*(Text(cell, style="red" if row["verdict"] == "conflict" else "") for cell in cells))
    return table


def _source(article: str, outlets: dict[str, str]) -> str:
    outlet = outlets.get(article, "")
    return f"{outlet} ({article})" if outlet else article
