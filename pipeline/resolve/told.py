"""What one article tells of its names: a bracketed alias, or a short form that fits exactly one longer name of it.

A surname or given name counts in that article alone (``local``); an alias counts everywhere, unless articles use it for
different things (``pipeline.resolve.entities`` settles that).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.resolve import forms
from pipeline.resolve.nodes import PERSON, WORK, node_of, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.lexicon.names import Names
    from pipeline.model import EntityMention, Extraction

_SHORTENED = frozenset({"ORG", "PRODUCT", "GPE", "FAC"})
_OWN = frozenset({"repeat", "surname", "somebody"})  # of people these are judged here, on all full names
_MOST_NAMES = 600  # longer names of one article that a short one is tried on; a long article has some 200


@dataclass(frozen=True, slots=True)
class Telling:
    """In ``article_id`` the node ``name`` means what ``target`` means; empty target: it means nothing outside."""

    name: str
    target: str
    article_id: str
    reason: str
    local: bool = False
    listed: bool = (
        False  # an organisation or product of the tables: it keeps its node, whatever articles tell
    )


@dataclass(slots=True)
class _Written:
    """One way that a name is written in an article."""

    text: str
    node: str
    label: str
    known: bool
    surname: bool


def tellings(extraction: Extraction, nodes: Sequence[str], names: Names) -> Iterator[Telling]:
    """All tellings of one article; ``nodes`` are those of its mentions, in their order."""
    written: dict[tuple[str, str], _Written] = {}
    for mention, node in zip(extraction.entities, nodes, strict=True):
        text = plain(mention.text)
        written.setdefault(
            (text, node),
            _Written(text, node, mention.label, bool(mention.known), _is_surname(mention, text)),
        )
    yield from _bracketed(extraction, nodes)
    by_label: dict[str, list[_Written]] = defaultdict(list)
    for one in written.values():
        by_label[one.label].append(one)
    article = extraction.article.article_id
    yield from _people(by_label["PERSON"], article, names)
    for label in sorted(_SHORTENED):
        yield from _short_forms(by_label[label], article, names)


def _is_surname(mention: EntityMention, text: str) -> bool:
    return mention.label == "PERSON" and (mention.rule in {"surname", "somebody"} or len(text) == 1)


def _bracketed(extraction: Extraction, nodes: Sequence[str]) -> Iterator[Telling]:
    """深度求索（DeepSeek）: the extractor read the bracket, and says which key it stands beside."""
    here = set(nodes)
    article = extraction.article.article_id
    seen: set[tuple[str, str]] = set()
    for mention, node in zip(extraction.entities, nodes, strict=True):
        if not mention.alias_of or (mention.label == "PERSON" and mention.rule in _OWN):
            continue
        same_kind = node_of(mention.alias_of, mention.label)
        wanted = (same_kind, mention.alias_of, mention.alias_of + PERSON, mention.alias_of + WORK)
        target = next((key for key in wanted if key in here), "")
        if target and target != node and (node, target) not in seen:
            seen.add((node, target))
            how = "a short form" if mention.rule in {"short-form", "repeat"} else "an alias in brackets"
            yield Telling(node, target, article, f"{how} in {article}", listed=bool(mention.known))


def _people(people: list[_Written], article: str, names: Names) -> Iterator[Telling]:
    """A surname, a given name, the last part of a dotted name: its own node, joined where one full name fits."""
    texts = _texts(people)
    for short in people:
        if short.known:
            continue
        fits = _fits(short, people, texts, lambda s, full: _person(s, full, names))
        if len(fits) == 1:
            ((target, reason),) = fits.items()
            yield Telling(short.node, target, article, f"{reason} in {article}", local=True)
        elif fits or short.surname:
            yield Telling(short.node, "", article, "", local=True)


def _person(short: _Written, full: _Written, names: Names) -> str | None:
    """Why one name stands for another: 安华 alone is whom 总理安华 has told."""
    if short.text == full.text and full.known:
        return "the listed name told before"
    return forms.short_person(short.text, full.text, names)


def _short_forms(written: list[_Written], article: str, names: Names) -> Iterator[Telling]:
    def reason(short: _Written, full: _Written) -> str | None:
        if short.label == "GPE":
            return forms.short_place(short.text, full.text)
        if short.known and full.known:
            return None
        if short.label == "PRODUCT":
            return forms.short_product(short.text, full.text)
        return forms.short_organisation(short.text, full.text, names, listed=short.known)

    texts = _texts(written)
    for short in written:
        fits = _fits(short, written, texts, reason)
        if len(fits) == 1:
            ((target, why),) = fits.items()
            listed = short.known and short.label != "GPE"
            yield Telling(short.node, target, article, f"{why} in {article}", listed=listed)


def _texts(written: Sequence[_Written]) -> str:
    return "\n".join(one.text for one in written[:_MOST_NAMES])


def _fits(
    short: _Written,
    written: Sequence[_Written],
    texts: str,
    reason: Callable[[_Written, _Written], str | None],
) -> dict[str, str]:
    """The nodes of the longer names that ``short`` may stand for, each with the reason; ``texts`` holds all that may be one."""
    found: dict[str, str] = {}
    if len(written) <= _MOST_NAMES and texts.find(short.text, texts.find(short.text) + 1) < 0:
        return found  # it stands there once, as itself
    for full in written[:_MOST_NAMES]:
        if short.text in full.text and full.node != short.node and not full.surname:
            why = reason(short, full)
            if why:
                found.setdefault(full.node, why)
    return found
