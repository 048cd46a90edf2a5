"""Sentences, tokens and tags: an article becomes a document.

Tokens are those of jieba on the *normalised* text (on raw Traditional text it is slower and worse). Two
engines stand behind one function: ``rjieba``, the same dictionary and model in Rust, is the default, and
``jieba`` the reference. Characters are the truth: tokens and tags are evidence for a rule, but a token
boundary never decides where a mention may start.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache, partial
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pipeline.model import Document, Sentence, Token
from pipeline.normalise import lower, normalise_spans
from pipeline.scripts import script_of, scripts_of
from pipeline.sentences import split
from pipeline.spacing import closed_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.model import Article

FUSED_WORDS = Path(__file__).parent / "rules" / "fused_words.csv"
# 国土资源|局向|祁门县: what the segmenter makes of the end of a body and the word that leads on
_BODIES, _WORDS = "局院会部厅署委社厂队处", frozenset({"部将", "处在"})
_LEADS = (
    *((led, "p") for led in "向对与在被因从由"),
    *((led, "d") for led in "将拟已"),
    ("及", "c"),
    ("和", "c"),
    ("称", "v"),
)
_NUMBER = re.compile(r"[0-9.]+%?")  # 12.5%
_token: Any = partial(tuple.__new__, Token)  # a token of four parts, without a call of Python
_LATIN = re.compile(r"[+#&._-]*[A-Za-z0-9][A-Za-z0-9+#&._-]*")  # GPT4, C++
Segmenter: TypeAlias = Literal["rjieba", "jieba"]
SEGMENTERS: tuple[Segmenter, ...] = ("rjieba", "jieba")


def segment(article: Article, *, segmenter: Segmenter = "rjieba", close_up: bool = True) -> Document:
    """Normalise ``article`` and cut it into sentences and tagged tokens.

    Head lines (before ``article.body_start``) are metadata: they are normalised, so that offsets hold,
    but belong to no sentence and have no tokens. Without ``close_up`` the document has the spaces of the article.
    """
    written = article
    article, places = closed_up(article) if close_up else (article, ())
    text, body = article.text, article.body_start
    spans = [(start + body, end + body) for start, end in split(text[body:])]
    default = article.script or script_of(text, "Hans")
    scripts = scripts_of(text, spans, default)
    norm = normalise_spans(text, spans, scripts)
    return Document(
        article=article,
        norm=norm,
        low=lower(norm),
        sentences=tuple(
            Sentence(start, end, script) for (start, end), script in zip(spans, scripts, strict=True)
        ),
        tokens=tuple(tokens(norm[body:], offset=body, segmenter=segmenter)),
        written=written if places else None,
        places=places,
    )


def tokens(norm: str, *, offset: int = 0, segmenter: Segmenter = "rjieba") -> Iterable[Token]:
    """Tagged tokens of normalised text, in order, covering every character; ``offset`` is added to each place."""
    tagged = _apart(list(_engine(segmenter)(norm)))
    if "部长" in norm:
        tagged = list(_titled(tagged))
    if "今(" in norm or "昨(" in norm:
        tagged = list(_before_day(tagged))
    if "展开幕" in norm:
        tagged = list(_opening(tagged))
    if "营收" in norm:
        tagged = list(_of_accounts(tagged))
    words, tags = zip(*tagged, strict=True) if tagged else ((), ())
    places = list(accumulate(map(len, words), initial=offset))
    made: Iterable[Token] = map(_token, zip(places, places[1:], words, tags, strict=False))
    return made


def _apart(tagged: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """郑重|宣布, 同比|增加: two words that the dictionary has as one noun (fused_words.csv)."""
    fused = _fused()
    if fused.keys().isdisjoint(map(itemgetter(0), tagged)):
        return tagged
    return [part for word, tag in tagged for part in fused.get(word, ((word, tag),))]


def _of_accounts(tagged: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """营收|达, which the segmenter cuts into 营收达 or 营|收达: a word that no dictionary has."""
    short = False
    for place, (word, tag) in enumerate(tagged):
        following = tagged[place + 1][0] if place + 1 < len(tagged) else ""
        if short:
            short = False
            yield "营收", "n"
            if word[1:]:
                yield word[1:], "v"
        elif word == "营" and following[:1] == "收" and not is_word(following):
            short = True
        elif len(word) == len("营收达") and word.startswith("营收"):
            yield word[:2], "n"
            yield word[2:], "v"
        else:
            yield word, tag


def _titled(tagged: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """文化部长|达蒂, which the segmenter cuts into 文化部|长达蒂: a ministry and a name that no dictionary has."""
    short = ""
    for place, (word, tag) in enumerate(tagged):
        following = tagged[place + 1][0] if place + 1 < len(tagged) else ""
        if short:
            short = ""
            yield word[1:], tag
        elif word[-1] == "部" and len(following) > 2 and following[0] == "长" and not is_word(following):
            yield word + "长", "n"
            short = following
        else:
            yield word, tag


def _before_day(tagged: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """洪申翰|今(12)日, which the segmenter cuts behind 今: a name that no dictionary has."""
    for place, (word, tag) in enumerate(tagged):
        following = tagged[place + 1][0] if place + 1 < len(tagged) else ""
        if word[-1] in "今昨" and len(word) > 2 and following[:1] == "(" and not is_word(word):
            yield word[:-1], tag
            yield word[-1], "t"
        else:
            yield word, tag


def _opening(tagged: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """电子展|开幕, which the segmenter cuts into 电子|展开|幕: a fair that no dictionary has."""
    word = tag = ""
    for following, kind in tagged:
        if (word, following) == ("展开", "幕"):
            yield "展", "n"
            word, tag = "开幕", "v"
            continue
        if word:
            yield word, tag
        word, tag = following, kind
    if word:
        yield word, tag


@cache
def _fused() -> dict[str, tuple[tuple[str, str], tuple[str, str]]]:
    with FUSED_WORDS.open(encoding="utf-8", newline="") as file:
        fused = {
            row["word"]: ((row["word"][:2], row["head"]), (row["word"][2:], row["tail"]))
            for row in csv.DictReader(file)
        }
    fused["中曾"] = (("中", "f"), ("曾", "d"))  # 张建中|曾任; 中曾根 is a word
    for head in _BODIES:
        fused |= {head + led: ((head, "n"), (led, tag)) for led, tag in _LEADS if head + led not in _WORDS}
    return fused


@lru_cache(maxsize=1 << 16)
def is_word(word: str) -> bool:
    """Whether the dictionary of the segmenter has ``word``; a token that it has not was guessed from its characters."""
    import rjieba

    return bool(rjieba.has_word(word))


@cache
def _engine(segmenter: Segmenter) -> Callable[[str], Iterable[tuple[str, str]]]:
    return _rjieba() if segmenter == "rjieba" else _jieba()


def _rjieba() -> Callable[[str], Iterable[tuple[str, str]]]:
    import rjieba

    tag: Any = rjieba.tag  # of the one dictionary that the package loads: another takes 25 MB
    engine: Callable[[str], Iterable[tuple[str, str]]] = tag
    return engine


def _jieba() -> Callable[[str], Iterable[tuple[str, str]]]:
    """Jieba's own words; tags from its dictionary, for a word outside it that of its tagger's last part, as in rjieba."""
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    tagger: Any = jieba.posseg.dt
    tagger.initialize()
    known: dict[str, str] = tagger.word_tag_tab

    @cache
    def guess(word: str) -> str:
        if _NUMBER.fullmatch(word):
            return "m"
        return "eng" if _LATIN.fullmatch(word) else str(jieba.posseg.lcut(word)[-1].flag)

    return lambda text: ((word, known.get(word) or guess(word)) for word in jieba.cut(text))
