"""Names that look alike, for a person to judge: each open proposal with a sentence for either name, and the answers.

An answer is a row of decisions.csv. It holds from the next run on, and wins over every rule.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from pipeline.lexicon import DECISION_COLUMNS, RULES
from pipeline.model import PipelineError
from pipeline.normalise import normalise_key
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pipeline.write.stored import EntityMentionRow, EntityRow, LinkRow

DECISIONS = RULES / "decisions.csv"
ANSWERS: dict[str, Literal["same", "different"]] = {"s": "same", "d": "different"}
_EVIDENCE = 2  # sentences shown for a name: enough to judge, few enough to read


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may be one. Evidence: lines of article and sentence, by name."""

    left: str
    right: str
    score: str
    reason: str
    evidence: tuple[tuple[str, ...], tuple[str, ...]]

    def lines(self) -> Iterator[str]:
        """What a person reads before the answer."""
        yield f"{self.left} | {self.right}  ({self.reason}, {self.score})"
        for name, sentences in zip((self.left, self.right), self.evidence, strict=True):
            yield f"  {name}"
            yield from (f"    {sentence}" for sentence in sentences)


def open_proposals(outputs: Path, decisions: Path = DECISIONS) -> list[Proposal]:
    """The proposals of a run that no row of ``decisions`` judges, the likeliest first.

    Raises PipelineError where ``outputs`` holds no tables.
    """
    judged = {_pair(row["left"], row["right"]) for row in _judged(decisions)}
    links: Iterable[LinkRow] = rows(outputs, "links")
    asked = [
        link
        for link in links
        if (link["kind"], link["judgement"]) == ("entity", "proposed")
        and _pair(link["left"], link["right"]) not in judged
    ]
    sentences = _sentences(outputs, {name for link in asked for name in (link["left"], link["right"])})
    asked.sort(key=lambda link: (-float(link["score"] or 0), link["left"], link["right"]))
    return [
        Proposal(
            link["left"],
            link["right"],
            str(link["score"] or ""),
            link["reason"],
            (sentences.get(link["left"], ()), sentences.get(link["right"], ())),
        )
        for link in asked
    ]


def review(proposals: Iterable[Proposal], ask: Callable[[Proposal], str], decisions: Path = DECISIONS) -> int:
    """Ask for each proposal: s same, d different, q stop, anything else later. Returns how many were judged.

    Each answer is written at once, so that nothing is lost where the reader stops.
    """
    count = 0
    for proposal in proposals:
        answer = ask(proposal).strip().lower()[:1]
        if answer == "q":
            break
        if answer in ANSWERS:
            record(decisions, proposal, ANSWERS[answer])
            count += 1
    return count


def record(decisions: Path, proposal: Proposal, judgement: Literal["same", "different"]) -> None:
    """Append one row to decisions.csv."""
    _judged(decisions)
    try:
        whole = decisions.read_bytes()
        with decisions.open("a", encoding="utf-8", newline="") as file:
            if whole and not whole.endswith(b"\n"):
                file.write("\n")
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow((proposal.left, proposal.right, judgement, f"reviewed: {proposal.reason}"))
    except OSError as error:
        raise PipelineError(
            f"{decisions}: cannot be written ({error.strerror}): choose another with --decisions"
        ) from None


def _judged(decisions: Path) -> list[dict[str, str]]:
    """The rows of decisions.csv, whose header must be as it is."""
    try:
        with decisions.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) == DECISION_COLUMNS:
                return list(reader)
    except OSError as error:
        raise PipelineError(
            f"{decisions}: cannot be read ({error.strerror}): choose another with --decisions"
        ) from None
    raise PipelineError(f"{decisions}: the header is not {','.join(DECISION_COLUMNS)}: mend its first line")


def _pair(left: str, right: str) -> frozenset[str]:
    return frozenset((normalise_key(left), normalise_key(right)))


def _sentences(outputs: Path, names: set[str]) -> dict[str, tuple[str, ...]]:
    """Name -> its first sentences, with the article; a name is that of an entity or a surface of it."""
    entities: Iterable[EntityRow] = rows(outputs, "entities")
    ids = {entity["entity_id"]: entity["name"] for entity in entities if entity["name"] in names}
    found: dict[str, dict[str, None]] = {name: {} for name in names}
    mentions: Iterable[EntityMentionRow] = rows(outputs, "entity_mentions")
    for mention in mentions:
        name = mention["text"] if mention["text"] in found else ids.get(mention["entity_id"], "")
        if name and len(found[name]) < _EVIDENCE:
            found[name].setdefault(f"{mention['article_id']}: {' '.join(mention['sentence'].split())}")
    return {name: tuple(islice(sentences, _EVIDENCE)) for name, sentences in found.items()}
