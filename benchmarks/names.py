"""Names: ours, jieba's tags with simple merging, and LAC on the same texts in one run.

    python benchmarks/names.py                                    the project's own gold, ours and jieba
    python benchmarks/names.py SET.jsonl --lac /path/to/python    a set of yours, LAC in its own environment

A set is JSONL, one text a line: ``{"id": …, "text": …, "entities": [{"start", "end", "label"}]}`` with half-open code-point
offsets and labels of OntoNotes, or PLACE and WORK. Precision, recall and F1 are of exact span and label, classes that the
set does not annotate left out; jieba and LAC get Simplified text. The time is that of the processor.

LAC (Baidu, Apache 2.0) wants its own environment and is asked over a pipe:

    python3.11 -m venv lac && lac/bin/pip install "paddlepaddle==2.6.2" "numpy<2" "setuptools<81" wheel
    lac/bin/pip install --no-build-isolation LAC
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.extract import extract  # noqa: E402  (runs from a checkout without an installation)
from pipeline.lexicon import load  # noqa: E402
from pipeline.model import Article  # noqa: E402
from pipeline.normalise import normalise  # noqa: E402
from pipeline.read import read  # noqa: E402
from pipeline.segment import segment  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CLASSES = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "WORK_OF_ART": "WORK", "LAW": "WORK"}
#: tags of jieba (ICTCLAS) and of LAC -> our classes
TAGS = {"nr": "PERSON", "nrt": "PERSON", "nrfg": "PERSON", "ns": "PLACE", "nt": "ORG", "PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "nw": "WORK"}  # fmt: skip
SHOWN = ("PERSON", "ORG", "PLACE")
#: run by LAC's own interpreter: a JSON list of texts in, words and tags of each out, and the processor time
LAC_SCRIPT = """
import json, sys, time
import paddle.base, paddle.base.core  # what LAC 2.1 imports as paddle.fluid, its name before 2.5
sys.modules["paddle.fluid"], sys.modules["paddle.fluid.core"] = paddle.base, paddle.base.core
from LAC import LAC
lac = LAC(mode="lac")
lac.run("预热")
texts = json.load(sys.stdin)
start = time.process_time()
found = [lac.run(text) if text.strip() else [[], []] for text in texts]
json.dump({"seconds": time.process_time() - start, "found": found}, sys.stdout)
"""


class Span(NamedTuple):
    """A name: half-open code-point range and class."""

    start: int
    end: int
    label: str


class Text(NamedTuple):
    """A text with the names that the set says it has; ``optional`` spans count neither way."""

    article: Article
    gold: frozenset[Span]
    optional: frozenset[tuple[int, int]]


def class_of(label: str) -> str:
    """GPE, LOC and FAC are PLACE; the first of two labels counts."""
    first = label.split("/", maxsplit=1)[0]
    return CLASSES.get(first, first)


def load_set(path: Path) -> list[Text]:
    """The texts of a JSONL file with their names."""
    texts = []
    with path.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            row = json.loads(line)
            spans = frozenset(Span(e["start"], e["end"], class_of(e["label"])) for e in row["entities"])
            article = Article(str(row["id"]), row["text"], path.name)
            texts.append(Text(article, spans, frozenset()))
    return texts


def own_gold() -> list[Text]:
    """The project's own articles with their gold."""
    texts = []
    articles = {Path(a.path).name: a for a in read(ROOT / "corpus", load()) if isinstance(a, Article)}
    for path in sorted((ROOT / "tests" / "gold").glob("*.jsonl")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        wanted, optional = set(), set()
        for entity in gold["entities"]:
            if entity["optional"]:
                optional.add((entity["start"], entity["end"]))
            else:
                wanted.add(Span(entity["start"], entity["end"], class_of(entity["label"])))
        texts.append(Text(articles[gold["article"]], frozenset(wanted), frozenset(optional)))
    return texts


def ours(texts: list[Text]) -> tuple[list[set[Span]], float]:
    """Our names, and the processor time with segmentation."""
    lexicon = load()
    extract(segment(Article("warm", "预热。", "warm")), lexicon)
    start = time.process_time()
    found = [extract(segment(text.article), lexicon).entities for text in texts]
    seconds = time.process_time() - start
    return [{Span(m.start, m.end, class_of(m.label)) for m in names} for names in found], seconds


def jieba_tags(texts: list[Text]) -> tuple[list[set[Span]], float]:
    """Jieba's tagger; neighbours of one class are one name (北京/ns 市/n is not, 李/nr 明/nr is)."""
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.posseg.lcut("预热")
    plain = [normalise(text.article.text) for text in texts]
    start = time.process_time()
    words = [[(pair.word, pair.flag) for pair in jieba.posseg.cut(text)] for text in plain]
    seconds = time.process_time() - start
    return [set(merged(pairs)) for pairs in words], seconds


def lac_tags(texts: list[Text], python: str) -> tuple[list[set[Span]], float]:
    """LAC, by its own interpreter."""
    plain = [normalise(text.article.text) for text in texts]
    # sentences, as its authors feed it: a whole article is beyond its window
    pieces = [piece for text in plain for piece in sentences(text)]
    done = subprocess.run(  # noqa: S603  (the interpreter that the caller named)
        [python, "-c", LAC_SCRIPT], input=json.dumps(pieces), capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout[done.stdout.index('{"seconds"') :])
    answers = iter(told["found"])
    found: list[set[Span]] = []
    for text in plain:
        names: set[Span] = set()
        at = 0
        for piece in sentences(text):
            words, tags = next(answers)
            spans = merged(zip(words, tags, strict=True))
            names |= {Span(at + start, at + end, label) for start, end, label in spans}
            at += len(piece)
        found.append(names)
    return found, float(told["seconds"])


def sentences(text: str) -> list[str]:
    """Pieces that end with a stop or a line; joined they are the text."""
    pieces, start = [], 0
    for place, char in enumerate(text):
        if char in "。！？\n":
            pieces.append(text[start : place + 1])
            start = place + 1
    return [*pieces, text[start:]]


def merged(pairs: Iterable[tuple[str, str]]) -> Iterator[Span]:
    """Words with tags -> names; neighbours of one class are one name."""
    at, start, last = 0, 0, ""
    for word, tag in pairs:
        label = TAGS.get(tag, "")
        if label != last:
            if last:
                yield Span(start, at, last)
            start, last = at, label
        at += len(word)
    if last:
        yield Span(start, at, last)


def scores(texts: list[Text], found: list[set[Span]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by class, and over the classes that are shown (``all``)."""
    annotated = {span.label for text in texts for span in text.gold}
    right: dict[str, int] = defaultdict(int)
    said: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    for text, names in zip(texts, found, strict=True):
        body = text.article.body_start
        counted = {n for n in names if n.start >= body and (n.start, n.end) not in text.optional}
        for label in annotated & set(SHOWN):
            ours_, theirs = ({s for s in spans if s.label == label} for spans in (counted, text.gold))
            for key in (label, "all"):
                right[key] += len(ours_ & theirs)
                said[key] += len(ours_)
                wanted[key] += len(theirs)
    result = {}
    for key in (*SHOWN, "all"):
        precision = right[key] / said[key] if said[key] else 0.0
        recall = right[key] / wanted[key] if wanted[key] else 0.0
        result[key] = (precision, recall, 2 * right[key] / max(1, said[key] + wanted[key]))
    return result


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="*", help="JSONL with names; by default the project's gold")
    parser.add_argument("--lac", default="", help="the interpreter of an environment that has LAC")
    parser.add_argument("--most", type=int, default=0, help="so many texts of each set at most")
    args = parser.parse_args()
    systems: dict[str, Callable[[list[Text]], tuple[list[set[Span]], float]]] = {
        "ours": ours,
        "jieba.posseg, merged": jieba_tags,
    }
    if args.lac:
        systems["LAC"] = lambda texts: lac_tags(texts, args.lac)
    print("| texts | system | precision | recall | F1 | PERSON | ORG | PLACE | characters/s |")
    print("| --- | --- | --: | --: | --: | --: | --: | --: | --: |")
    for path in args.sets or [None]:
        texts = load_set(path) if path else own_gold()
        texts = texts[: args.most] if args.most else texts
        size = sum(len(text.article.text) for text in texts)
        for name, system in systems.items():
            found, seconds = system(texts)
            by = scores(texts, found)
            cells = [f"{value:.3f}" for value in by["all"]] + [f"{by[label][2]:.3f}" for label in SHOWN]
            title = path.stem if path else "own gold"
            print(f"| {title} | {name} | {' | '.join(cells)} | {size / seconds:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
