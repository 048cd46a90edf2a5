"""Foreign people by one name without a dot that no table lists: 洛佩斯, 维吉尔, 德尔加多.

A run of words in the characters of transliterations gets points (in bits) for what the segmenter makes of it, for being
part of a dotted name of names.csv, and for what stands on either side. The points are those of a logistic regression on
one half of four public development sets, rounded; the threshold was set on the same half and checked on the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import foreign, frames, illnesses, standing
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Token

_THRESHOLD = 0.5
_BASE = -1.0
_LONGEST, _MOST_TOKENS = 8, 4
_LENGTH = {2: -1.8, 3: 0.3, 4: 0.7}
_MORE_TOKENS = -1.1
_PART = 2.8  # 洛佩斯 of 詹妮弗·洛佩斯
_WHOLE = {"nr": 0.3, "nrt": 0.5, "ns": -1.6, "nz": -0.7, "nrfg": 0.3}  # one word of the dictionary
_GUESSED_PAIR = {
    "nr": 2.7,
    "ns": 1.7,
    "nz": 1.4,
    "nrt": 0.8,
}  # two characters that the segmenter took for a name
_PIECE = {"nr": 0.6, "nrt": 1.1, "ns": 1.1, "nz": 0.2, "nrfg": 0.6}  # one word of more
_TITLE_BEFORE, _BOUNDARY_BEFORE = 5.3, 1.2
_TAG_BEFORE = {"c": 1.0, "p": 0.7, "v": 0.3, "r": -1.0, "m": -1.5, "n": -1.7}
_TITLE_AFTER, _SPEECH_AFTER, _BOUNDARY_AFTER = 2.0, 1.5, -0.6
_TAG_AFTER = {"c": 1.0, "b": 1.0, "p": 0.9, "u": 0.3, "v": -0.3, "f": -0.6, "s": -1.1, "z": -2.0, "n": -2.7}
_PLACE_END, _PLACE_BEHIND, _THING_BEHIND = -1.1, -0.8, -3.2
_GOES_ON = -2.6  # more characters of a transliteration on either side
_LATIN = re.compile(r"\([A-Z][A-Za-z.'-]+ [A-Z]")  # 希利(John Healey)
_LATIN_BEHIND = 3.0
_NAMES = frozenset(_WHOLE)
_ADVERBS = frozenset("则也已将曾都就又还仍却")
# whom one names, meets or arrests is a person
_MEETS = frozenset(
    "任命 会见 会晤 采访 接替 取代 逮捕 拘捕 起诉 控告 提名 罢免 弹劾 击毙 杀害 绑架 嫁给 饰演 指控 签下 换下 顶替 换上 执教 致电 约见 "
    "名叫 名为 传给 助攻".split()
)
_MET, _FRAME_AFTER = 2.0, 2.0
_WHERE = frozenset("在 到 于 往 至 赴 去 来自 源自 发源自 位于 前往 抵达 离开 距离".split())

_INTO = frozenset("在赴抵")
_WITH_REASON = 3  # code points of a name and 因


def find(board: Board) -> None:
    """Write down the spans with the most points, the best first."""
    proposed: list[tuple[float, int, int]] = []
    tokens, body = board.context.tokens, board.context.article.body_start
    dotted = board.names.transliteration_dotted
    seen: set[tuple[int, int]] = set()
    for index in board.context.beginning(dotted):
        token = tokens[index]
        start, end = token.start, token.end
        if end - start == 1 or start < body:
            continue
        if not _fits(board, token) or board.covered(start, end) or _is_title(board, token):
            continue
        for first, last in _spans(board, index):
            if (first, last) not in seen:
                seen.add((first, last))
                points = _points(board, first, last)
                if points > _THRESHOLD:
                    proposed.append((points, tokens[first].start, tokens[last].end))
    for _, start, told in sorted(proposed, key=lambda p: (-p[0], p[1])):
        end = _with_last(board, told)
        end -= board.norm[end - 1] == "人" and board.norm[end : end + 1] in _INTO  # 贝东塔|人|在普吉岛
        end -= _glued_reason(board.norm, start, end)
        if not board.covered(start, end) and not illnesses.is_illness(board, start, end):
            board.add(Found(start, end, "PERSON", "foreign-name", GUESS, title=_title(board, start)))


def _glued_reason(norm: str, start: int, end: int) -> bool:
    """石莎|因曾: the preposition behind a name that the article tells without it elsewhere."""
    if norm[end - 1] != "因" or end - start < _WITH_REASON:
        return False
    return norm.count(norm[start : end - 1]) > norm.count(norm[start:end])


def _is_title(board: Board, token: Token) -> bool:
    """丹斯里, and 威拉 of 拿督威拉."""
    title = board.names.before.before(board.norm, token.end)
    if title is not None and title[1] <= token.start:
        return True
    begun = board.names.before.at(board.norm, token.start)  # 丹斯|里弗兹
    return begun is not None and begun[1] > token.end


def _with_last(board: Board, end: int) -> int:
    """帕切|科则: the segmenter glued the name's last character to the adverb behind it."""
    token = board.context.token_at(end)
    if token is None or token.start != end or len(token.word) != 2 or is_word(token.word):
        return end
    return end + 1 if token.word[0] in board.names.transliteration and token.word[1] in _ADVERBS else end


def _spans(board: Board, index: int) -> Iterator[tuple[int, int]]:
    """The runs of words that may be one name and hold the word of that index."""
    tokens = board.context.tokens

    def free(at: int) -> bool:
        token = tokens[at]
        return _fits(board, token) and not board.covered(token.start, token.end)

    left, right = index, index
    while left > 0 and index - left < _MOST_TOKENS - 1 and free(left - 1):
        left -= 1
    while right + 1 < len(tokens) and right - index < _MOST_TOKENS - 1 and free(right + 1):
        right += 1
    for first in range(left, index + 1):
        for last in range(index, min(right, first + _MOST_TOKENS - 1) + 1):
            if tokens[last].end - tokens[first].start <= _LONGEST:
                yield first, last


def _fits(board: Board, token: Token) -> bool:
    """Whether a word may be part of such a name: its characters fit, and it is no ordinary word: 达蒂|今(12)日."""
    if len(token.word) == 1:
        if token.word in board.names.transliteration:
            return True
        if token.tag[0] in "pcudrvmyft" or token.word in standing.NO_ENDING:
            return False
        return token.word in board.names.transliteration_dotted
    if token.tag not in _NAMES and (token.tag[0] not in "nx" or is_word(token.word)):
        return False
    return board.names.transliteration_dotted.issuperset(token.word)


def _title(board: Board, start: int) -> str:
    title = board.names.before.before(board.norm, start)
    return board.norm[title[1] : start] if title is not None else ""


def _points(board: Board, first: int, last: int) -> float:
    norm, names, tokens = board.norm, board.names, board.context.tokens
    start, end = tokens[first].start, tokens[last].end
    text = norm[start:end]
    listed = names.surfaces.get(text)
    if text in names.not_people or (listed is not None and listed.name.label != "PERSON"):
        return _BASE
    if "·" in norm[max(0, start - 1) : end + 1] or norm[start - 1 : start] == "-" or text.endswith("城堡"):
        return _BASE
    points = _BASE + _LENGTH.get(end - start, 0.0) + _MORE_TOKENS * (last - first)
    points += _PART if text in names.foreign_parts else 0.0
    points += _word(tokens[first]) if first == last else _words(tokens[first : last + 1])
    points += _PLACE_END if foreign.ends_like_a_place(text) else 0.0
    points += _before(board, first) + _after(board, last)
    return points


def _word(token: Token) -> float:
    if is_word(token.word):
        return _WHOLE.get(token.tag, -2.0)
    return _GUESSED_PAIR.get(token.tag, 0.0) if len(token.word) == 2 else 0.5


def _words(tokens: tuple[Token, ...]) -> float:
    return sum(_PIECE.get(token.tag, 0.0) for token in tokens if len(token.word) > 1)


def _before(board: Board, index: int) -> float:
    norm, start = board.norm, board.context.tokens[index].start
    if start and norm[start - 1] in board.names.transliteration:
        return _GOES_ON
    if board.names.before.before(norm, start) is not None:
        return _TITLE_BEFORE
    if standing.BOUNDARY.match(norm[start - 1 : start] or " "):
        return _BOUNDARY_BEFORE
    token = board.context.tokens[index - 1] if index else None
    if token is None or token.word in _WHERE or token.tag.startswith("nr"):
        return 0.0
    if token.word in _MEETS or frames.before(norm, start):
        return _MET
    return _TAG_BEFORE.get(token.tag[0], 0.0)


def _after(board: Board, index: int) -> float:
    norm, end = board.norm, board.context.tokens[index].end
    points = 0.0 if foreign.nothing_else(norm, end) else _THING_BEHIND
    points += _PLACE_BEHIND if foreign.place_follows(norm, end) else 0.0
    if norm[end : end + 1] and norm[end] in board.names.transliteration:
        return points + _GOES_ON
    if board.names.after.at(norm, end) is not None:
        return points + _TITLE_AFTER
    if _LATIN.match(norm, end):
        return points + _LATIN_BEHIND
    if board.names.speech.at(norm, end) is not None:
        return points + _SPEECH_AFTER
    if frames.behind(norm, end):
        return points + _FRAME_AFTER
    if standing.BOUNDARY.match(norm[end : end + 1] or " "):
        return points + _BOUNDARY_AFTER
    token = board.context.tokens[index + 1] if index + 1 < len(board.context.tokens) else None
    if token is None or token.tag.startswith("nr"):
        return points
    return points + _TAG_AFTER.get(token.tag[0], 0.0)
