"""A corpus of any size out of the project's own articles: sentences of one region recombined, the same for the same seed."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path

from pipeline.lexicon import load
from pipeline.model import Article
from pipeline.read import read
from pipeline.sentences import split

CORPUS = Path(__file__).parent.parent / "corpus"
SENTENCES = (8, 24)  # of an article: 300 to 1,000 characters
SHORT = (2, 4)  # of a short one, a paragraph: 80 to 160
_PER_FILE = 1_000


def recombine(folder: Path, count: int, *, seed: int = 7, sentences: tuple[int, int] = SENTENCES) -> int:
    """Write ``count`` articles of so many sentences as JSON lines into ``folder``; returns their characters."""
    rng = random.Random(seed)  # noqa: S311  (a seed for texts, not for secrets)
    articles = [item for item in read(CORPUS, load()) if isinstance(item, Article)]
    written: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        body = article.text[article.body_start :]
        written[article.region] += [body[start:end] for start, end in split(body)]
    folder.mkdir(parents=True, exist_ok=True)
    chars = 0
    for first in range(0, count, _PER_FILE):
        with (folder / f"part-{first // _PER_FILE:05}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(first, min(first + _PER_FILE, count)):
                model = rng.choice(articles)
                told = rng.choices(written[model.region], k=rng.randint(*sentences))
                text = f"第{number}号快讯。" + "".join(told)
                chars += len(text)
                row = {
                    "id": f"r{number:07}", "title": model.title, "published": model.published, "region": model.region,
                    "source": model.source, "text": text,
                }  # fmt: skip
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return chars
