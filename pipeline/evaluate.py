"""Precision, recall and F1 per layer against gold annotations (tests/gold, format in its README).

    entities  exact span and label          numbers  exact span, value and unit
    dates     exact span and EDTF           events   date and trigger in the sentence of the gold event
    actors   of the events that are right, those whose actors are those of the gold, no more and no fewer
    clusters  B-cubed of entity ids over the mentions whose span is right
    same event  pairs of event mentions that are one event, and groups of them exactly right (pairs/events.toml)

All are micro averages over the articles of the gold. Spans and events that the gold marks optional are neither
credited nor punished.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.evaluate_actors import Actors
from pipeline.evaluate_pairs import event_pairs, load_groups
from pipeline.lexicon import load
from pipeline.model import Article, ArticleError
from pipeline.read import read
from pipeline.run import run
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

Mention: TypeAlias = "dict[str, Any]"  # a line of a mention table, or a mention of the gold
_STOPS = "。!?！？\n"


@dataclass(slots=True)
class Score:
    """Counts of one layer, and what went wrong, a line each. Shares are 0 where there is nothing to count."""

    right: float = 0
    found: int = 0
    gold: int = 0
    errors: list[str] = field(default_factory=list)
    right_of_gold: float | None = None  # where it is not the same count: B-cubed

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        right = self.right if self.right_of_gold is None else self.right_of_gold
        return right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def evaluate_corpus(corpus: Path, gold: Path, outputs: Path, *, errors: int = 0) -> Iterator[str]:
    """Run the pipeline on ``corpus``, compare with the gold, print a table and keep it beside the tables."""
    golds = load_gold(gold)
    texts = {item.article_id: item.text for item in read(corpus, load()) if isinstance(item, Article)}
    missing = [entry["article"] for entry in golds if entry["article"] not in texts]
    if missing:
        raise ArticleError(
            f"{corpus}: lacks {missing[0]}, which {gold} annotates: give the corpus of that gold"
        )
    run(corpus, outputs)
    scores = compare(golds, texts, outputs)
    groups_file = gold / "pairs" / "events.toml"
    if groups_file.exists():
        scores |= _pairs(golds, texts, outputs, load_groups(groups_file))
    lines = ["| layer | P | R | F1 | right | found | gold |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, score in scores.items():
        shares = f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f}"
        right = "" if score.right_of_gold is not None else f"{score.right:.0f}"
        lines.append(f"| {name} | {shares} | {right} | {score.found} | {score.gold} |")
    (outputs / "evaluation.md").write_text(
        f"# {len(golds)} annotated articles\n\n" + "\n".join(lines) + "\n", encoding="utf-8", newline="\n"
    )
    yield from lines
    for name, score in scores.items():
        for error in score.errors[:errors]:
            yield f"{name}: {error}"


def load_gold(path: Path) -> list[dict[str, Any]]:
    """The annotated articles of a .jsonl file, or of all of a folder. Raises ArticleError where there are none."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    golds: list[dict[str, Any]] = []
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ArticleError(
                f"{file}: cannot be read as UTF-8 ({error}): give a folder of gold files"
            ) from error
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                golds.append(json.loads(line))
            except ValueError as error:
                raise ArticleError(f"{file}:{number}: is not JSON ({error}): compile it again") from error
    if not golds:
        raise ArticleError(
            f"{path}: holds no gold file: give a folder of NAME.jsonl (see tests/gold/README.md)"
        )
    return golds


def compare(golds: Sequence[dict[str, Any]], texts: dict[str, str], outputs: Path) -> dict[str, Score]:
    """Score every layer of the tables in ``outputs``; ``texts`` are the raw articles by id."""
    names, numbers, dates, events = (
        _mentions(outputs, f"{kind}_mentions") for kind in ("entity", "number", "date", "event")
    )
    exact, dated, actors = _events(golds, texts, events, names)
    return {
        "entities": _layer(golds, "entities", names, lambda p, g: p["label"] in g["label"].split("/")),
        "numbers": _layer(golds, "quantities", numbers, _same_number),
        "dates": _layer(golds, "times", dates, lambda p, g: _bare(p["edtf"]) == _bare(g["edtf"])),
        "events": exact,
        "events (date only)": dated,
        "events (actors right)": actors,
        "clusters (B-cubed)": _b_cubed(golds, names),
    }


def _mentions(outputs: Path, table: str) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for row in rows(outputs, table):
        found[row["article_id"]].append(row)
    return found


def _layer(
    golds: Iterable[dict[str, Any]],
    key: str,
    found: dict[str, list[Mention]],
    right: Callable[[Mention, Mention], bool],
) -> Score:
    score = Score()
    for entry in golds:
        article = entry["article"]
        by_span = {(g["start"], g["end"]): g for g in entry[key]}
        optional = [(g["start"], g["end"]) for g in entry[key] if g.get("optional")]
        hit: set[tuple[int, int]] = set()
        for row in found.get(article, ()):
            span = (row["start"], row["end"])
            gold = by_span.get(span)
            touches = any(start < span[1] and span[0] < end for start, end in optional)
            if (gold is None and touches) or (gold is not None and gold.get("optional")):
                continue
            score.found += 1
            told = "extra" if gold is None or span in hit else "right" if right(row, gold) else "wrong"
            hit.add(span)
            if told == "right":
                score.right += 1
            else:
                value = row.get("edtf", row.get("label"))
                score.errors.append(f"{told} {article} {row['start']} {row['text']} {value}")
        for gold in entry[key]:
            if not gold.get("optional"):
                score.gold += 1
                if (gold["start"], gold["end"]) not in hit:
                    score.errors.append(f"missed {article} {gold['start']} {gold['text']}")
    return score


def _number(value: Any) -> float | None:
    return None if value in {None, ""} else float(value)


def _same_number(row: Mention, gold: Mention) -> bool:
    for end in ("low", "high"):
        if gold.get(end) is None:
            continue
        value = _number(row[end])
        if value is None or abs(value - gold[end]) > 1e-9 * max(1.0, abs(value), abs(gold[end])):
            return False
    return str(row["unit"] or "") == str(gold.get("unit") or "")


def _bare(edtf: str | None) -> str:
    return (edtf or "").replace("~", "").replace("?", "").replace("%", "")


def _events(
    golds: Iterable[dict[str, Any]],
    texts: dict[str, str],
    found: dict[str, list[Mention]],
    names: dict[str, list[Mention]],
) -> tuple[Score, Score, Score]:
    """Events by date and trigger, and by date alone: each event of the gold is credited once. Then their actors."""
    exact, dated, actors = Score(), Score(), Score()
    for entry in golds:
        article, events = entry["article"], entry["events"]
        bounds = [_bounds(texts[article], event["start"]) for event in events]
        optional = [bool(event.get("optional")) for event in events]
        exact.gold += len(events) - sum(optional)
        people = Actors(entry["entities"], names.get(article, ()))
        told: set[int] = set()  # by date and trigger
        near: set[int] = set()  # by date at least
        for row in found.get(article, ()):
            around = [i for i, (start, end) in enumerate(bounds) if row["start"] < end and start < row["end"]]
            same_day = [i for i in around if _bare(row["date"]) == _bare(events[i]["date"])]
            hits = [
                i for i in same_day if i not in told and _same_trigger(row["trigger"], events[i]["trigger"])
            ]
            rest = hits[:1] or [i for i in same_day if i not in near][:1]
            told.update(hits[:1])
            near.update(rest)
            if rest and optional[rest[0]]:
                continue
            exact.found += 1
            exact.right += bool(hits)
            dated.right += bool(rest)
            if hits:
                wanted = events[hits[0]]["actors"]
                actors.right += people.right(row, wanted)
                if not people.right(row, wanted):
                    actors.errors.append(
                        f"{article} {row['start']} {row['trigger']} {row['actors']} {wanted}"
                    )
            else:
                kind = "trigger" if rest else "extra"
                exact.errors.append(f"{kind} {article} {row['start']} {row['date']} {row['trigger']}")
        exact.errors += [
            f"missed {article} {event['start']} {event['date']} {event['trigger']} {event.get('anchor', '')}"
            for i, event in enumerate(events)
            if i not in told and not optional[i]
        ]
    dated.found, dated.gold = exact.found, exact.gold
    actors.found = actors.gold = int(exact.right)
    return exact, dated, actors


def _pairs(
    golds: Sequence[dict[str, Any]], texts: dict[str, str], outputs: Path, groups: list[list[tuple[str, str]]]
) -> dict[str, Score]:
    """The same event told twice: pairs joined, and groups exactly right."""
    mentions = _mentions(outputs, "event_mentions")

    used: set[str] = set()

    def event_of(article: str, event: Mention) -> str | None:
        start, end = _bounds(texts[article], event["start"])
        fitting = [
            row
            for row in mentions.get(article, ())
            if row["start"] < end and start < row["end"] and row["mention_id"] not in used
            if _bare(row["date"]) == _bare(event["date"]) and _same_trigger(row["trigger"], event["trigger"])
        ]
        nearest = min(fitting, key=lambda row: abs(row["trigger_start"] - event["start"]), default=None)
        if nearest is None:
            return None
        used.add(nearest["mention_id"])
        return str(nearest["event_id"])

    told = event_pairs(golds, groups, event_of)
    return {
        "same event (pairs)": Score(told.right, told.found, told.gold, told.errors),
        "same event (groups exactly right)": Score(told.whole, told.groups, told.groups),
    }


def _same_trigger(one: str, other: str) -> bool:
    return bool(one) and (one in other or other in one)


def _bounds(text: str, at: int) -> tuple[int, int]:
    left = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    ends = [end for end in (text.find(stop, at) for stop in _STOPS) if end >= 0]
    return left, min(ends, default=len(text))


def _b_cubed(golds: Iterable[dict[str, Any]], found: dict[str, list[Mention]]) -> Score:
    """B-cubed (Bagga and Baldwin 1998): of each mention's cluster, the share that the other side puts together too."""
    pairs: list[tuple[str, str]] = []
    for entry in golds:
        by_span = {(g["start"], g["end"]): g["id"] for g in entry["entities"]}
        pairs += [
            (row["entity_id"], by_span[row["start"], row["end"]])
            for row in found.get(entry["article"], ())
            if (row["start"], row["end"]) in by_span and row["entity_id"]
        ]
    both = Counter(pairs)
    ours, theirs = Counter(ours for ours, _ in pairs), Counter(theirs for _, theirs in pairs)
    precision = sum(count * count / ours[one] for (one, _), count in both.items())
    recall = sum(count * count / theirs[other] for (_, other), count in both.items())
    return Score(precision, len(pairs), len(pairs), right_of_gold=recall)
