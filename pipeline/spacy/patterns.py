r"""A user's own names as spaCy patterns: one more extractor.

Patterns are lines of JSON in the format of spaCy's SpanRuler, in ``pipeline/rules/patterns.jsonl`` or any file that
``--patterns`` names::

    {"label": "ORG", "pattern": "月之暗面"}
    {"label": "PRODUCT", "pattern": [{"NORM": "kimi"}, {"TEXT": {"REGEX": "^K\\d$"}}], "id": "Kimi"}

A text is searched by characters, in either script (月之暗面 finds 月之暗面 and its Traditional form), and never waits for
a token to end. A list is matched by spaCy's Matcher: ``NORM`` compares Simplified lower case, ``TEXT`` what is written. The
labels are those of OntoNotes 5. ``id`` is what mentions are joined by. A match is a sure mention and names its line.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from pipeline.lexicon import RULES
from pipeline.lexicon.tables import Complaints, Phrases, normal_forms
from pipeline.model import ENTITY_LABELS, Article, EntityMention
from pipeline.normalise import normalise_key
from pipeline.segment import segment
from pipeline.spacy.doc import doc_of, vocab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from spacy.matcher import Matcher
    from spacy.tokens import Doc

    from pipeline.extract.context import Context
    from pipeline.extract.overlap import Candidate
    from pipeline.model import EntityLabel

PATTERNS = RULES / "patterns.jsonl"


class Patterns:
    """A file of patterns as an extractor: what ``extract(document, lexicon, more=[patterns])`` takes."""

    def __init__(self, path: Path) -> None:
        """Read ``path``. Raises RuleError with file, line and the mend for every line that cannot be used."""
        self.path = path
        self._lines: dict[str, tuple[EntityLabel, str]] = {}  # place -> label, id
        self._phrases: Phrases[str]
        self._matcher: Matcher | None = None
        texts: list[tuple[str, str]] = []
        complaints = Complaints()
        for place, row in _rows(path, complaints):
            label = row.get("label")
            pattern, name = row.get("pattern"), row.get("id", "")
            if label not in ENTITY_LABELS:
                complaints.add(place, f"label is '{label}': use one of {', '.join(ENTITY_LABELS)}")
            elif not isinstance(name, str):
                complaints.add(place, "id is no text: put quotes around it")
            elif isinstance(pattern, str) and pattern.strip():
                texts.append((pattern.strip(), place))
                self._lines[place] = cast("EntityLabel", label), name
            elif isinstance(pattern, list) and pattern and self._add(place, pattern, complaints):
                self._lines[place] = cast("EntityLabel", label), name
            elif not isinstance(pattern, list) or not pattern:
                complaints.add(place, "pattern must be a text or a list of tokens, and not empty")
        complaints.raise_if_any()
        forms = normal_forms([text for text, _ in texts])
        self._phrases = Phrases(zip(forms, (place for _, place in texts), strict=True))

    def _add(self, place: str, pattern: list[Any], complaints: Complaints) -> bool:
        from spacy.errors import MatchPatternError
        from spacy.matcher import Matcher

        alone = Matcher(vocab(), validate=True)
        try:
            alone.add(place, [pattern])
        except (MatchPatternError, ValueError, TypeError, re.error) as error:
            told = " ".join(str(error).split())[:160]
            complaints.add(place, f"spaCy does not take this pattern ({told}): see spaCy's token patterns")
            return False
        try:
            alone(_probe())
        except (ValueError, AttributeError, KeyError) as error:
            told = " ".join(str(error).split())[:160]
            complaints.add(
                place, f"no token has what this pattern asks for ({told}): use TEXT, NORM or TAG (jieba's)"
            )
            return False
        if self._matcher is None:
            self._matcher = Matcher(vocab(), validate=True)
        self._matcher.add(place, [pattern], greedy="LONGEST")
        return True

    def __call__(self, context: Context) -> Iterator[Candidate]:
        """Every match as a candidate."""
        from pipeline.extract.overlap import SURE, Candidate  # all of extraction comes with it

        for start, end, place in sorted({*self._texts(context), *self._tokens(context)}):
            label, name = self._lines[place]
            yield Candidate(
                "entity",
                EntityMention(
                    mention_id=context.mention_id("entity", start, end, label),
                    start=start,
                    end=end,
                    text=context.raw(start, end),
                    label=label,
                    key=normalise_key(name or context.norm[start:end]),
                    rule=place,
                    sentence=context.sentence_at(start),
                ),
                rank=SURE,
                order=-1,
            )

    def _texts(self, context: Context) -> Iterator[tuple[int, int, str]]:
        norm = context.norm
        place = context.article.body_start
        while place < len(norm):
            found = self._phrases.at(norm, place)
            if found is None or _inside_latin(norm, place, found[1]):
                place += 1
                continue
            yield place, found[1], found[0]
            place = found[1]

    def _tokens(self, context: Context) -> Iterator[tuple[int, int, str]]:
        if self._matcher is None:
            return
        doc = doc_of(context.document, ())
        for key, first, last in self._matcher(doc):
            span = doc[first:last]
            start = span.start_char + len(span.text) - len(span.text.lstrip())
            end = span.end_char - len(span.text) + len(span.text.rstrip())
            if context.article.body_start <= start < end:
                yield start, end, vocab().strings[key]


@cache
def _probe() -> Doc:
    """A Doc as every article's is: with tags, without parts of speech, lemmas and parses."""
    return doc_of(segment(Article("probe", "甲公司。", "probe")), ())


def load_patterns(path: Path | None) -> list[Callable[[Context], Iterator[Candidate]]]:
    """The patterns of ``path``; without one those of rules/patterns.jsonl, where that file is present."""
    if path is None:
        return [Patterns(PATTERNS)] if PATTERNS.exists() else []
    return [Patterns(path)]


def _rows(path: Path, complaints: Complaints) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        complaints.add(path.name, f"cannot be read ({error.strerror}): give the path of a file of patterns")
        return
    except UnicodeDecodeError as error:
        complaints.add(f"{path.name}: byte {error.start}", "is not UTF-8: save it again as UTF-8")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        place = f"{path.name}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            complaints.add(place, f'is not JSON ({error}): write {{"label": "ORG", "pattern": "…"}}')
            continue
        if isinstance(row, dict):
            yield place, row
        else:
            complaints.add(place, 'is no JSON object: write {"label": "ORG", "pattern": "…"}')


def _inside_latin(norm: str, start: int, end: int) -> bool:
    """Meta is not found in Metaverse: a Latin word is found whole."""
    before = norm[start - 1 : start] if start else ""
    after = norm[end : end + 1]
    return (_latin(before) and _latin(norm[start])) or (_latin(norm[end - 1]) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
