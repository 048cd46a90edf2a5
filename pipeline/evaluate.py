"""Precision, recall and F1 per layer against gold annotations (tests/gold, format in its README).

    entities  exact span and label          numbers  exact span, value and unit
    dates     exact span and EDTF           events   date and trigger in the sentence of the gold event
    clusters  B-cubed F1 of entity ids over the mentions whose span is right

Spans that the gold marks optional are neither credited nor punished.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.model import ArticleError
from pipeline.run import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_STOPS = "。!?！？\n"


@dataclass(slots=True)
class Score:
    """Counts of one layer. ``f1`` is 0 where nothing is right."""

    right: int = 0
    found: int = 0
    gold: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def evaluate_corpus(corpus: Path, gold: Path, outputs: Path, *, errors: int = 0) -> Iterator[str]:
    """Run the pipeline on ``corpus``, compare with the gold files, print a table and keep it beside the tables."""
    files = sorted(gold.glob("*.jsonl")) if gold.is_dir() else [gold]
    golds = [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line
    ]
    if not golds:
        raise ArticleError(f"{gold}: holds no gold file: see tests/gold/README.md")
    run(corpus, outputs)
    texts = {entry["article"]: _text(corpus, entry["article"]) for entry in golds}
    scores = compare(golds, texts, outputs)
    lines = ["| layer | P | R | F1 | right | found | gold |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, score in scores.items():
        lines.append(
            f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {score.right} | {score.found} | {score.gold} |"
        )
    (outputs / "evaluation.md").write_text(
        f"# {len(golds)} annotated articles\n\n" + "\n".join(lines) + "\n", encoding="utf-8", newline="\n"
    )
    yield from lines
    for name, score in scores.items():
        for error in score.errors[:errors]:
            yield f"{name}: {error}"


def _text(corpus: Path, name: str) -> str:
    path = corpus / name
    if not path.exists():
        raise ArticleError(f"{path}: the gold names it, but it is not in the corpus")
    return path.read_bytes().decode("utf-8")


def compare(golds: Sequence[dict[str, Any]], texts: dict[str, str], outputs: Path) -> dict[str, Score]:
    """Score every layer of the tables in ``outputs``."""
    found = {kind: _mentions(outputs, kind) for kind in ("entity", "number", "date", "event")}
    return {
        "entities": _layer(
            golds, "entities", found["entity"], lambda p, g: p["label"] in g["label"].split("/")
        ),
        "numbers": _layer(golds, "quantities", found["number"], _same_number),
        "dates": _layer(golds, "times", found["date"], lambda p, g: _bare(p["edtf"]) == _bare(g["edtf"])),
        "events": _events(golds, texts, found["event"], trigger=True),
        "events (date only)": _events(golds, texts, found["event"], trigger=False),
        "clusters (B-cubed)": _b_cubed(golds, found["entity"]),
    }


def _mentions(outputs: Path, kind: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (outputs / f"{kind}_mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["article_id"]].append(row)
    return rows


def _layer(
    golds: Iterable[dict[str, Any]],
    key: str,
    found: dict[str, list[dict[str, Any]]],
    right: Callable[[dict[str, Any], dict[str, Any]], bool],
) -> Score:
    score = Score()
    for entry in golds:
        by_span = {(g["start"], g["end"]): g for g in entry[key]}
        optional = [(g["start"], g["end"]) for g in entry[key] if g.get("optional")]
        hit: set[tuple[int, int]] = set()
        for row in found.get(entry["article"], ()):
            span = (row["start"], row["end"])
            gold = by_span.get(span)
            if any(a < span[1] and span[0] < b for a, b in optional) and (
                gold is None or gold.get("optional")
            ):
                continue
            score.found += 1
            if gold is not None:
                hit.add(span)
            if gold is not None and right(row, gold):
                score.right += 1
            else:
                told = "wrong" if gold is not None else "extra"
                score.errors.append(
                    f"{told} {entry['article']} {row['start']} {row['text']} {row.get('edtf', row.get('label'))}"
                )
        for gold in entry[key]:
            if not gold.get("optional"):
                score.gold += 1
                if (gold["start"], gold["end"]) not in hit:
                    score.errors.append(f"missed {entry['article']} {gold['start']} {gold['text']}")
    return score


def _number(value: Any) -> float | None:
    return None if value in {None, ""} else float(value)


def _same_number(row: dict[str, Any], gold: dict[str, Any]) -> bool:
    for end in ("low", "high"):
        if gold.get(end) is None:
            continue
        value = _number(row[end])
        if value is None or abs(value - gold[end]) > 1e-9 * max(1.0, abs(gold[end])):
            return False
    return str(row["unit"] or "") == str(gold.get("unit") or "")


def _bare(edtf: str | None) -> str:
    return (edtf or "").replace("~", "").replace("?", "").replace("%", "")


def _events(
    golds: Iterable[dict[str, Any]],
    texts: dict[str, str],
    found: dict[str, list[dict[str, Any]]],
    *,
    trigger: bool,
) -> Score:
    score = Score()
    for entry in golds:
        text = texts[entry["article"]]
        events = entry["events"]
        bounds = [_bounds(text, event["start"]) for event in events]
        used: set[int] = set()
        score.gold += sum(not event.get("optional") for event in events)
        for row in found.get(entry["article"], ()):
            near = [
                i for i, (a, b) in enumerate(bounds) if row["start"] < b and a < row["end"] and i not in used
            ]
            dated = [i for i in near if _bare(row["date"]) == _bare(events[i]["date"])]
            full = [
                i
                for i in dated
                if row["trigger"] in events[i]["trigger"] or events[i]["trigger"] in row["trigger"]
            ]
            hits = full or ([] if trigger else dated)
            if hits:
                used.add(hits[0])
                if events[hits[0]].get("optional"):
                    continue
                score.right += 1
            elif dated and all(events[i].get("optional") for i in dated):
                continue
            else:
                score.errors.append(f"extra {entry['article']} {row['start']} {row['date']} {row['trigger']}")
            score.found += 1
        score.errors += [
            f"missed {entry['article']} {event['start']} {event['date']} {event['trigger']} {event['anchor']}"
            for i, event in enumerate(events)
            if i not in used and not event.get("optional")
        ]
    return score


def _bounds(text: str, at: int) -> tuple[int, int]:
    left = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    ends = [end for end in (text.find(stop, at) for stop in _STOPS) if end >= 0]
    return left, min(ends, default=len(text))


def _b_cubed(golds: Iterable[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> Score:
    """B-cubed precision and recall as counts in thousandths, so that the table shows them like the others."""
    pairs: list[tuple[str, str]] = []
    for entry in golds:
        by_span = {(g["start"], g["end"]): g["id"] for g in entry["entities"]}
        pairs += [
            (row["entity_id"], by_span[row["start"], row["end"]])
            for row in found.get(entry["article"], ())
            if (row["start"], row["end"]) in by_span
        ]
    by_found, by_gold = defaultdict(list), defaultdict(list)
    for ours, theirs in pairs:
        by_found[ours].append(theirs)
        by_gold[theirs].append(ours)
    if not pairs:
        return Score()
    precision = sum(by_found[a].count(b) / len(by_found[a]) for a, b in pairs) / len(pairs)
    recall = sum(by_gold[b].count(a) / len(by_gold[b]) for a, b in pairs) / len(pairs)
    right = round(precision * recall * 10**6)
    return Score(right, round(recall * 10**6), round(precision * 10**6))
