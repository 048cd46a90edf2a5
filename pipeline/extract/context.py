"""What every extractor asks of a document: which sentence, which token, which clause a place is in."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.gates import firsts, one_of
from pipeline.model import content_id
from pipeline.spacing import written_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.lexicon import Lexicon
    from pipeline.model import Document, Layer, Sentence, Token

_CLAUSE_END = re.compile(r"[，,；;。！？!?\n：:]")

_DATELINE = re.compile(
    r"(?:频道|在线|新闻网|网|综合)*(?:[0-9]{1,2}月)?[0-9]{1,2}(?:日|号)(?:综合|专)?(?:(?:电|讯|消息)(?=[\s():：,，】/题据记]|$)|报道)"
)
_DATELINE_FIRSTS = firsts(_DATELINE)
_LINE_BEFORE = re.compile(r"[^\n。；，,]{0,24}$")  # how far into its paragraph the place of a dateline stands


class Context:
    """A document with its lexicon and the look-ups that are made once for all extractors."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.article = document.article
        self.norm = document.norm
        self.low = document.low
        self.tokens = document.tokens
        self.sentences = document.sentences
        self._sentence_starts = [start for start, _, _ in document.sentences]
        self._token_starts: Sequence[int] = ()
        self.words: Sequence[str] = ()  # of the tokens
        self.tags: Sequence[str] = ()
        if document.tokens:
            self._token_starts, _, self.words, self.tags = zip(*document.tokens, strict=True)

    @cached_property
    def verbs(self) -> list[int]:
        """The indices of the tokens that may be verbs: by their tag, or 正式试播 and 合作了 of what is a noun as well."""
        tokens = self.tokens
        return [
            index
            for index, tag in enumerate(self.tags)
            if "v" in tag
            and (
                tag == "v"
                or (
                    tag[0] == "v"
                    and (
                        (index and (tokens[index - 1].tag in {"d", "ad"} or tokens[index - 1].word == "正在"))
                        or (index + 1 < len(tokens) and tokens[index + 1].word in {"了", "过"})
                    )
                )
            )
        ]

    @cached_property
    def verb_starts(self) -> list[int]:
        """Where the tokens of ``verbs`` begin."""
        return [self.tokens[index].start for index in self.verbs]

    @cached_property
    def _initials(self) -> str:
        """The first character of every word: the place of one in it is the index of its token."""
        return "".join(map(itemgetter(0), self.words))

    @cached_property
    def _finals(self) -> str:
        return "".join(map(itemgetter(-1), self.words))

    def beginning(self, chars: frozenset[str]) -> list[int]:
        """The indices of the tokens that begin with one of the characters."""
        return [match.start() for match in one_of(chars).finditer(self._initials)]

    def ending(self, chars: frozenset[str]) -> list[int]:
        """The indices of the tokens that end with one of the characters."""
        return [match.start() for match in one_of(chars).finditer(self._finals)]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Every word of the segmenter, with the indices of its tokens."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            if word in found:
                found[word].append(index)
            else:
                found[word] = [index]
        return found

    def sentence_at(self, place: int) -> int:
        """The index of the sentence that ``place`` lies in (the one before, where it lies between two)."""
        return (bisect_right(self._sentence_starts, place) or 1) - 1

    def sentence(self, index: int) -> Sentence:
        """The sentence of that index."""
        return self.sentences[index]

    def token_index(self, place: int) -> int:
        """The index of the token that covers ``place``."""
        return (bisect_right(self._token_starts, place) or 1) - 1

    def token_at(self, place: int) -> Token | None:
        """The token that covers ``place``."""
        index = bisect_right(self._token_starts, place)
        if not index:
            return None
        token = self.tokens[index - 1]
        return token if place < token.end else None

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie between ``start`` and ``end`` as a whole."""
        first, last = bisect_left(self._token_starts, start), bisect_right(self._token_starts, end)
        if last > first and self.tokens[last - 1].end > end:
            last -= 1
        return self.tokens[first:last]

    def clause(self, place: int) -> tuple[int, int]:
        """The half-open range between the commas and stops around ``place``."""
        start, end, _ = self.sentences[(bisect_right(self._sentence_starts, place) or 1) - 1]
        ends = self._clause_ends
        following = bisect_left(ends, place)
        end = max(end, place)
        if following and ends[following - 1] >= start:
            start = ends[following - 1] + 1
        end = min(end, ends[following])
        return start, end

    @cached_property
    def _clause_ends(self) -> list[int]:
        norm = self.norm
        places = (match.start() for match in _CLAUSE_END.finditer(norm))
        ends = [at for at in places if norm[at] not in ",:" or not _inside_number(norm, at)]
        ends.append(sys.maxsize)  # behind every place, so that there is always one that follows
        return ends

    def in_dateline(self, end: int) -> bool:
        """Whether a name that ends there says from where a report comes: 本报深圳|10月28日电."""
        if self.norm[end : end + 1] not in _DATELINE_FIRSTS or _DATELINE.match(self.norm, end) is None:
            return False
        line = self.norm.rfind("\n", 0, end) + 1
        return _LINE_BEFORE.fullmatch(self.norm, line, end) is not None

    def raw(self, start: int, end: int) -> str:
        """The text as it stands in the article."""
        document = self.document
        if document.written is None or start >= end:
            return self.article.text[start:end]
        start, end = written_range(document.places, start, end)
        return document.written.text[start:end]

    def mention_id(self, layer: Layer, start: int, end: int, label: str) -> str:
        """An id that depends on the article and the place alone."""
        if self.document.written is not None and start < end:
            start, end = written_range(self.document.places, start, end)
        return content_id(layer[0], self.article.article_id, start, end, label)


def _inside_number(norm: str, at: int) -> bool:
    """1,200 and 17:30: a comma or colon between digits ends no clause."""
    return norm[at - 1 : at].isdigit() and norm[at + 1 : at + 2].isdigit()
