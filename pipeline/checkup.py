"""What a folder of articles would come to: what is rejected, which article tells no date, which names are in no table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import ArticleError
from pipeline.read import read
from pipeline.run import nothing_read, within_limits
from pipeline.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.model import Article, EntityMention, Reject

#: a rule that names one of these found the name in a list; suffixes.csv and titles.csv only tell that there is one
_LISTED = re.compile(r"names\.csv|gazetteer/|countries\.csv|CLDR")
_SHOWN = 40


@dataclass(slots=True)
class Unknown:
    """A name that no table lists."""

    name: str
    label: str
    rule: str
    n_mentions: int = 0
    articles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Checkup:
    """What was seen in ``corpus``."""

    corpus: Path
    n_articles: int = 0
    rejects: list[Reject] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The findings in words, one a line. Raises ArticleError, as a run does, at the end where no article would be read."""
        if self.n_articles:
            yield f"{self.n_articles} article(s) would be read"
        lost = [reject for reject in self.rejects if reject.lost]
        damaged = [reject for reject in self.rejects if not reject.lost]
        yield from _listed(
            f"{len(lost)} file(s) would be rejected:", [f"  {r.path}: {r.reason}" for r in lost]
        )
        yield from _listed(
            f"{len(damaged)} would be read with a loss:", [f"  {r.path}: {r.reason}" for r in damaged]
        )
        yield from _listed(
            f"{len(self.undated)} article(s) tell no date, so that 昨天 and 上周 in them cannot be resolved: add a line "
            "«published: YYYY-MM-DD» at their head:",
            [f"  {article_id}" for article_id in self.undated],
        )
        yield from _listed(
            f"{len(self.unknown)} name(s) stand in no table: they were found by rules alone; add those that matter to "
            "pipeline/rules/names.csv:",
            [
                f"  {one.name}  {one.label}  {one.n_mentions} mention(s) in {len(one.articles)} article(s)  {one.rule}"
                for one in self.unknown
            ],
        )
        if not self.n_articles:
            raise ArticleError(nothing_read(self.corpus, self.rejects))
        if not (self.rejects or self.undated or self.unknown):
            yield "nothing to mend"


def check_corpus(corpus: Path, *, progress: Callable[[Article], None] | None = None) -> Checkup:
    """Read and extract ``corpus`` and note what a person may want to mend; writes nothing.

    Raises RuleError where a rule table is bad, ArticleError where ``corpus`` does not exist.
    """
    lexicon = load()
    found = Checkup(corpus)
    names: dict[tuple[str, str], Unknown] = {}
    rules: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item in within_limits(read(corpus, lexicon), found.rejects):
        found.n_articles += 1
        if not item.published:
            found.undated.append(item.article_id)
        for mention in extract(segment(item), lexicon).entities:
            if _is_listed(mention):
                continue
            key = (mention.key, mention.label)  # one in both scripts
            unknown = names.setdefault(key, Unknown(mention.text, mention.label, ""))
            unknown.n_mentions += 1
            unknown.articles.add(item.article_id)
            rules[key][mention.rule] += 1
        if progress is not None:
            progress(item)
    for seen, unknown in names.items():
        unknown.rule = min(rules[seen].items(), key=lambda item: (-item[1], item[0]))[0]
    found.unknown = sorted(names.values(), key=lambda one: (-len(one.articles), -one.n_mentions, one.name))
    return found


def _is_listed(mention: EntityMention) -> bool:
    return bool(mention.known) or bool(_LISTED.search(mention.rule))


def _listed(head: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield head
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  … and {len(lines) - _SHOWN} more"
