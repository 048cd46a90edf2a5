"""How much memory it takes to write so many mention rows: ``python benchmarks/many_mentions.py 1000000 [--tables]``.

Articles, mentions and ids are made one after the other and thrown away, as a run reads them from disk; what grows is what
writing keeps. ``--tables`` leaves out workbook and page.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.model import (  # noqa: E402  (runs from a checkout without an installation)
    Article,
    DateMention,
    EntityMention,
    EventMention,
    Extraction,
    NumberMention,
    Sentence,
)
from pipeline.resolve import Claim, Entity, Event, Ids, Link  # noqa: E402  (as above)
from pipeline.write import write  # noqa: E402  (as above)
from pipeline.write.columns import TABLES  # noqa: E402  (as above)
from pipeline.write.rows import article_rows  # noqa: E402  (as above)
from pipeline.write.tables import TableWriter  # noqa: E402  (as above)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SENTENCE = "7月18日，第{}家公司在北京宣布投资{}亿元。"
PER_SENTENCE = 5  # two names, a number, a day, an event
SENTENCES = 20  # of an article
THINGS = 5_000  # entities that the names are names of


class Growth(NamedTuple):
    """What writing took: rows of mentions, MB of memory beyond what the program had, seconds of processor time."""

    rows: int
    memory: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Made:
    """Extractions of so many articles, and what they resolve to."""

    count: int

    def __iter__(self) -> Iterator[Extraction]:
        return (self._extraction(article) for article in self.articles())

    def articles(self) -> Iterator[Article]:
        """The articles alone."""
        for at in range(self.count):
            text = "".join(SENTENCE.format(at * SENTENCES + n, n + 1) for n in range(SENTENCES))
            yield Article(f"a{at:07}.txt", text, f"a{at:07}.txt", published="2025-07-18", region="CN")

    def _extraction(self, article: Article) -> Extraction:
        text = article.text
        sentences, names, numbers, dates, events = [], [], [], [], []
        start = 0
        while start < len(text):
            end = text.index("。", start) + 1
            at, name = len(sentences), text.index("司", start) + 1
            amount = text.index("投资", start) + 2
            key = f"{article.article_id}:{start}"
            sentences.append(Sentence(start, end, "Hans"))
            place = text.index("北京", start)
            firm = text[start + 6 : name]  # 第7家公司
            names += [
                EntityMention(f"e{key}", start + 6, name, firm, "ORG", firm, "made", at),
                EntityMention(f"f{key}", place, place + 2, "北京", "GPE", "北京", "made", at),
            ]
            money = Decimal(int(text[amount : end - 3])) * 100_000_000
            numbers.append(NumberMention(f"n{key}", amount, end - 1, text[amount : end - 1], "MONEY", money, money, "CNY", "", "", "made", at))  # fmt: skip
            dates.append(DateMention(f"d{key}", start, start + 5, "7月18日", "DATE", "2025-07-18", "2025-07-18", "2025-07-18", "year-inferred", "made", at))  # fmt: skip
            events.append(EventMention(f"v{key}", start, end - 1, "投资", amount - 2, amount, "2025-07-18", "year-inferred", f"d{key}", "occurred", "invest", (), (), None, None, "made", at))  # fmt: skip
            start = end
        return Extraction(
            article, tuple(sentences), tuple(names), tuple(numbers), tuple(dates), tuple(events)
        )

    # -- what they resolve to: a Resolved -----------------------------------------------------------------

    def along(self, extractions: Iterable[Extraction]) -> Iterator[tuple[Extraction, Ids]]:
        """Each with the ids of its mentions."""
        for extraction in extractions:
            entity_of = {
                one.mention_id: f"e{int(one.text[1:-3]) % THINGS:012x}"
                if one.label == "ORG"
                else "e" + "0" * 12
                for one in extraction.entities
            }
            claim_of = {one.mention_id: f"n{one.sentence:012x}" for one in extraction.numbers}
            event_of = {one.mention_id: f"v{one.sentence:012x}" for one in extraction.events}
            yield extraction, Ids(entity_of, claim_of, event_of)

    def each_entity(self) -> Iterator[Entity]:
        """All things that are named."""
        for number in range(THINGS):
            yield Entity(
                f"e{number:012x}", f"第{number}家公司", "ORG", n_mentions=1, articles=["a0000000.txt"]
            )

    def each_claim(self) -> Iterator[tuple[Claim, str]]:
        """None: this is about mentions."""
        yield from ()

    def each_event(self) -> Iterator[Event]:
        """None."""
        yield from ()

    def each_link(self) -> Iterator[Link]:
        """None."""
        yield from ()

    def conflicts(self) -> tuple[int, int]:
        """None."""
        return 0, 0


def grown(rows: int, *, tables: bool) -> Growth:
    """Write at least so many mention rows, in this process; the memory is that of the process at its peak."""
    with tempfile.TemporaryDirectory(prefix="zh-extract-rows-") as name:
        folder = Path(name)
        put = _tables if tables else _all
        put(folder / "warm", Made(1))  # what is imported and opened once is not counted
        made = Made(-(-rows // (SENTENCES * PER_SENTENCE)))
        before, start = _peak(), time.process_time()
        put(folder / "out", made)
        return Growth(made.count * SENTENCES * PER_SENTENCE, _peak() - before, time.process_time() - start)


def _all(folder: Path, made: Made) -> None:
    write(folder, made, made, [])


def _tables(folder: Path, made: Made) -> None:
    folder.mkdir()
    with ExitStack() as opened:
        tables = {
            name: opened.enter_context(TableWriter(folder, name, columns)) for name, columns in TABLES.items()
        }
        for extraction, ids in made.along(made):
            for name, rows in article_rows(extraction, ids):
                tables[name].write(rows)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", type=int, nargs="?", default=1_000_000)
    options.add_argument("--tables", action="store_true", help="no workbook, no page")
    given = options.parse_args()
    found = grown(given.rows, tables=given.tables)
    print(f"{found.rows} rows, {found.memory:.0f} MB, {found.seconds:.1f} s")
