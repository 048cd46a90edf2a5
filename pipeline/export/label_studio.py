"""Label Studio: one task an article with what was found as predictions to correct, and the labelling interface.

``NAME.json`` is imported as tasks, ``NAME.config.xml`` pasted under Settings > Labeling Interface > Code. Offsets count
code points, as Label Studio has done since release 1.4 (label-studio-frontend pull request 308).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import orjson

from pipeline.export.articles import Told, told
from pipeline.export.places import fresh_file
from pipeline.model import ENTITY_LABELS
from pipeline.write.package import code_version
from pipeline.write.tables import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.write.stored import EventMentionRow

_LAYERS = {
    "names": ENTITY_LABELS,
    "numbers": ("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"),
    "times": ("DATE", "TIME", "DURATION", "SET"),
    "triggers": ("EVENT_TRIGGER",),
}
_COLOURS = {"names": "#1f6fb5", "numbers": "#9a5b00", "times": "#1d7f4e", "triggers": "#7443b8"}
_RELATIONS = ("actor", "object", "date")


def write(outputs: Path, corpus: Path | None, target: Path) -> None:
    """Write the tasks, one a line of a JSON list, and the interface beside them."""
    shown = target.with_suffix(".config.xml")
    with fresh_file(target, "label-studio") as fresh, fresh_file(shown, "label-studio") as fresh_interface:
        fresh_interface.write_text(interface(), encoding="utf-8", newline="\n")
        with fresh.open("wb") as lines:
            separator = b"[\n"
            for article in told(outputs, corpus):
                lines.write(separator + orjson.dumps(task(article)))
                separator = b",\n"
            lines.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def task(article: Told) -> dict[str, Any]:
    """One article as a task."""
    row = article.article
    return {
        "data": {
            # a carriage return would be shown as a line of its own; a space keeps every offset
            "text": article.text.replace("\r", " "),
            "article_id": row["article_id"],
            "title": row["title"],
            "source": row["source"],
            "published": row["published"],
        },
        "predictions": [{"model_version": f"zh-extract {code_version()}", "result": list(_result(article))}],
    }


def _result(article: Told) -> Iterator[dict[str, Any]]:
    for name in article.names:
        yield _region(
            "names", name["mention_id"], name["start"], name["end"], name["label"], article, name["entity_id"]
        )
    for number in article.numbers:
        ends = [plain(end) for end in (number["low"], number["high"]) if end is not None]
        told_value = " ".join(
            part for part in (number["modifier"], "..".join(dict.fromkeys(ends)), number["unit"]) if part
        )
        yield _region(
            "numbers",
            number["mention_id"],
            number["start"],
            number["end"],
            number["label"],
            article,
            told_value,
        )
    for date in article.dates:
        yield _region(
            "times", date["mention_id"], date["start"], date["end"], date["type"], article, date["edtf"]
        )
    for event in article.events:
        told_event = f"{event['date']} {event['type']} {event['status']}"
        start, end = event["trigger_start"], event["trigger_end"]
        yield _region("triggers", event["mention_id"], start, end, "EVENT_TRIGGER", article, told_event)
    for event in article.events:
        yield from _relations(event, article)


def _region(
    layer: str, mention_id: str, start: int, end: int, label: str, article: Told, meta: str
) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": article.text[start:end], "labels": [label]}
    return {
        "id": mention_id, "from_name": layer, "to_name": "text", "type": "labels", "value": value,
        "meta": {"text": [meta]},
    }  # fmt: skip


def _relations(event: EventMentionRow, article: Told) -> Iterator[dict[str, Any]]:
    """From the trigger to the names in its sentence that are its actors and objects, and to its time."""
    ids = {"actor": event["actor_ids"], "object": event["object_ids"]}
    for role, entity_ids in ids.items():
        for entity_id in dict.fromkeys(entity_ids):
            near = [
                (abs(name["start"] - event["trigger_start"]), name["mention_id"])
                for name in article.names
                if name["entity_id"] == entity_id
            ]
            if near:
                yield _relation(event["mention_id"], min(near)[1], role)
    if event["date_mention_id"]:
        yield _relation(event["mention_id"], event["date_mention_id"], "date")


def _relation(source: str, target: str, role: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": source, "to_id": target, "direction": "right", "labels": [role]}


def interface() -> str:
    """The labelling interface that fits these tasks."""
    lines = ["<View>", '  <Header value="$title"/>']
    lines += [
        "  <Relations>",
        *(f"    <Relation value={quoteattr(name)}/>" for name in _RELATIONS),
        "  </Relations>",
    ]
    for layer, labels in _LAYERS.items():
        lines.append(f'  <Labels name="{layer}" toName="text" showInline="true">')
        lines += [f'    <Label value={quoteattr(label)} background="{_COLOURS[layer]}"/>' for label in labels]
        lines.append("  </Labels>")
    lines += ['  <Text name="text" value="$text" granularity="symbol"/>', "</View>", ""]
    return "\n".join(lines)
