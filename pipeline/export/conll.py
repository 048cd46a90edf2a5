"""CoNLL-2003: four columns (character, ``-X-``, ``-X-``, tag), an empty line after a sentence, ``-DOCSTART-`` before an article.

Characters are the tokens, as in most Chinese sets; white space is left out. Tags are IOB2 with the eighteen labels of
OntoNotes 5: names, numbers, DATE and TIME (a DURATION or SET counts as DATE, as there).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export.articles import Told, told
from pipeline.export.places import fresh_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write(outputs: Path, corpus: Path | None, target: Path) -> None:
    """Write all articles into one file."""
    with fresh_file(target, "conll") as fresh, fresh.open("w", encoding="utf-8", newline="\n") as lines:
        for article in told(outputs, corpus):
            lines.writelines(f"{line}\n" for line in article_lines(article))


def article_lines(article: Told) -> Iterator[str]:
    """The lines of one article. The comment names it; readers of CoNLL-2003 pass over the line."""
    tags = _tags(article)
    yield "-DOCSTART- -X- -X- O"
    yield ""
    for start, end in article.sentences():
        for at in range(start, end):
            char = article.text[at]
            if not char.isspace():
                yield f"{char} -X- -X- {tags[at]}"
        yield ""


def _tags(article: Told) -> list[str]:
    """A tag for every character; where two layers overlap the longer mention has it, then the name."""
    found = [(m["start"], m["end"], m["label"]) for m in (*article.names, *article.numbers)]
    found += [(m["start"], m["end"], "TIME" if m["type"] == "TIME" else "DATE") for m in article.dates]
    tags = ["O"] * len(article.text)
    for start, end, label in sorted(found, key=lambda span: span[0] - span[1]):
        if all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = [f"I-{label}"] * (end - start)
            tags[start] = f"B-{label}"
    return tags
