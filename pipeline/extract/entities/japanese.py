"""Japanese people in Chinese characters: a surname of two or more characters and a given name of one to three.

Surnames and the characters of given names are in japanese_names.csv. Characters alone do not tell (中山, 高见): the words
of the segmenter, a title, a verb of speech and 日本 in the article add up to points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.model import Token

_THRESHOLD = 3
_JOINTS = frozenset("和与")
_JAPAN = re.compile(r"日本|东京|大阪|日媒|日方|日籍|日军")
_LONG_GIVEN = re.compile(
    r".[太次一二三四五六之右左][郎朗助介]|..[子美奈惠]"
)  # given names of three: 进次郎, 慎太郎, 纱惠奈
_BOUNDARY = re.compile(r"[\s，。！？；：、“”‘’「」『』（）()《》…—,.!?;:|/-]")


def find(board: Board) -> None:
    """All Japanese names of the document that have the points."""
    surnames = board.names.japanese_surnames
    longest, firsts = board.names.japanese_starts
    norm = board.norm
    japan: int | None = None
    for index in board.context.beginning(board.names.japanese_firsts):
        token = board.context.tokens[index]
        start = token.start
        if norm[start : start + 2] not in firsts:
            continue
        for length in range(longest, 1, -1):
            if norm[start : start + length] not in surnames:
                continue
            if japan is None:
                japan = 1 if _JAPAN.search(norm) else 0
            end = _best(board, token, start + length, japan)
            if end is not None:
                board.add(Found(start, end, "PERSON", "japanese-name", ORDINARY, title=_title(board, start)))
                break


def _title(board: Board, start: int) -> str:
    title = board.names.before.before(board.norm, start)
    return board.norm[title[1] : start] if title is not None else ""


def _best(board: Board, token: Token, given: int, japan: int) -> int | None:
    """Where the name that has its given name at ``given`` ends."""
    best: tuple[int, int] | None = None
    allowed = board.names.japanese_given
    for length in (2, 3, 1):
        end = given + length
        text = board.norm[given:end]
        if len(text) < length or not all(char in allowed for char in text):
            continue
        if text in _JOINTS and board.starting_at(end, ("GPE", "LOC")) is not None:
            continue  # 长野|和|埼玉
        if length == 3 and not _LONG_GIVEN.fullmatch(text):
            continue
        known = board.starting_at(token.start)
        if known is not None and known.end > given:
            return None
        points = (
            japan
            + (0, -1, 1, 4)[length]
            + _shape(board, token.start, given, end)
            + _around(board, token.start, end)
        )
        if points >= _THRESHOLD and (best is None or points > best[0]):
            best = (points, end)
    return best[1] if best is not None else None


def _shape(board: Board, start: int, given: int, end: int) -> int:
    """What the segmenter makes of the characters: one name, or words that are none."""
    points = 0
    tokens = board.context.tokens
    for index in range(board.context.token_index(start), len(tokens)):
        token = tokens[index]
        if token.start >= end:
            break
        person = token.tag.startswith("nr")
        if token.end > end:
            points -= 5 if is_word(token.word) else 1
        elif token.start == start and token.end == end:
            points += 4 if person or not is_word(token.word) else -5
        elif token.start == start:
            points += 2 if token.end >= given else 0
        elif person or not is_word(token.word):
            points += 2
        elif len(token.word) > 1:
            points -= 5
    return points


def _around(board: Board, start: int, end: int) -> int:
    norm, names = board.norm, board.names
    points = 0
    if names.before.before(norm, start) is not None:
        points += 4
    elif _BOUNDARY.match(norm[start - 1 : start] or " "):
        points += 1
    if names.after.at(norm, end) is not None or names.speech.at(norm, end) is not None:
        points += 4
    elif _BOUNDARY.match(norm[end : end + 1] or " "):
        points += 1
    return points
