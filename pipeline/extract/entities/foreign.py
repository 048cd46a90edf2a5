"""Foreign people in Chinese characters: 唐纳德·特朗普, J·K·罗琳, and runs without a dot (基里延科) that a title vouches for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY, SURE

if TYPE_CHECKING:
    from pipeline.lexicon.names import Names
    from pipeline.model import Token

_LONGEST = 9  # code points of one part: 亚历山德罗维奇 has 7
_PLACE_END = re.compile(
    r"(?:州|省|市|县|岛|山|河|湖|海|湾|港|城|镇|区|洲|斯坦|堡|国|群岛|半岛|海峡|高原|共和国|大学|公司|集团|银行|学院|队|俱乐部|协会|报|社)$"
)
_FOLLOWED_BY_PLACE = re.compile(
    r"(?:州|省|市|县|岛|山|河|湖|海|湾|港|镇|区|洲|群岛|半岛|海峡|高原|大学|公司|集团|银行|学院|机场|队|俱乐部|人(?!士))"
)
_FUNCTION = frozenset("和与及对在由向从跟被把比让请叫给为是有的了说称于至到等将也都则就又还以因同所即且或而但并其该这那")


# the parts of a dotted name with what may be glued to its ends: 总统唐纳德·特朗普表示
_CHAIN = re.compile(r"(?:[\u4e00-\u9fff]{1,12}|[A-Z]\.?)(?:·(?:[\u4e00-\u9fff]{1,12}|[A-Z]\.?))+(?:-[\u4e00-\u9fff]{1,6})?")


@cache
def _run_pattern(core: str, inside: str) -> re.Pattern[str]:
    return re.compile(f"[{core}][{inside}]{{1,7}}")


def find(board: Board) -> None:
    """Dotted names first; then runs of transliteration characters with a title before or a verb of speech behind."""
    names, norm, body = board.names, board.norm, board.context.article.body_start
    if "·" in norm:
        for match in _CHAIN.finditer(norm, body):
            _dotted(board, match.start(), match.end())
    for match in _run_pattern(names.transliteration, names.transliteration_inside).finditer(norm, body):
        _run(board, names, match.start(), match.end())


def _dotted(board: Board, start: int, end: int) -> None:
    """A dotted name with its outer parts cut where the words around it end: 总统|唐纳德·特朗普|表示."""
    norm = board.norm
    begin = _left(board, start, norm.index("·", start))
    finish = _right(board, norm.rindex("·", start, end) + 1, end)
    if begin is None or finish is None or finish - begin < 4 or _PLACE_END.search(norm[begin:finish]):
        return
    if board.covered(norm.index("·", start), norm.index("·", start) + 1):
        return
    board.add(Found(begin, finish, "PERSON", "dotted-name", SURE))


def _left(board: Board, start: int, dot: int) -> int | None:
    """Where the first part begins: words of a transliteration, read from the dot to the left."""
    if board.norm[start].isascii():
        return start
    place = dot
    for index in range(board.context.token_index(dot - 1), -1, -1):
        token = board.context.tokens[index]
        begin = max(token.start, start)
        if token.end <= start or dot - begin > _LONGEST or not _foreign_word(board, token, begin, place):
            break
        place = begin
    return place if place < dot else None


def _right(board: Board, start: int, end: int) -> int | None:
    """Where the last part ends: words of a transliteration, read from the dot to the right."""
    if board.norm[start].isascii():
        return end
    place = start
    for token in board.context.tokens[board.context.token_index(start) :]:
        stop = min(token.end, end)
        if token.start >= end or stop - start > _LONGEST or not _foreign_word(board, token, place, stop):
            break
        place = stop
    if place == start:  # the first characters alone: 弗里斯比说
        while place < end and board.norm[place] in board.names.transliteration:
            place += 1
    return place if place > start else None


def _foreign_word(board: Board, token: Token, start: int, end: int) -> bool:
    """Whether the segmenter's word may be (part of) a transliterated name."""
    part = board.norm[start:end]
    if token.word in _FUNCTION or part in _FUNCTION:
        return False
    fits = all(char in board.names.transliteration_inside for char in part)
    if len(token.word) == 1:
        return fits or token.tag[0] in "ngzxjb"
    if token.tag in {"nr", "nrt", "nrfg", "nz", "x"}:
        return board.names.before.get(token.word) is None
    return fits and token.tag[0] in "nvaizjlds" and board.names.before.get(token.word) is None and (
        board.names.speech.get(token.word) is None
    )


_THING = re.compile(r"(?:[杯奖队村寨族语人教节病症法星草树花鱼舞河车型牌号级派系军党石油矿粉酒茶咖布衫裤鞋裙舰艇炮枪弹]|主义|综合征|效应|定律|定理|公式|时代|王朝|帝国|文明|公司|集团|[A-Za-z0-9])")


def _nothing_else(norm: str, end: int) -> bool:
    """诺贝尔奖, 桑塔纳轿车, 阿尔茨海默病: what stands behind says that no person is meant."""
    return not _THING.match(norm, end)


def _run(board: Board, names: Names, start: int, end: int) -> None:
    """基里延科: at least three characters, words of the segmenter at both ends, and a title or a verb beside it."""
    context, norm = board.context, board.norm
    first, last = context.token_at(start), context.token_at(end - 1)
    if first is None or last is None or board.covered(start, end):
        return
    if first.start < start:
        start = first.end
        first = context.token_at(start)
    if last.end > end:
        end = last.start
    if end - start < 3 or first is None or first.start != start or _FOLLOWED_BY_PLACE.match(norm, end):
        return
    tokens = context.tokens[context.token_index(start) : context.token_index(end - 1) + 1]
    known = [token for token in tokens if len(token.word) > 1]
    if any(token.tag[0] in "vdpcurmfaqt" or token.tag in {"n", "ns", "nt", "l", "i"} for token in known):
        return
    title = names.before.before(norm, start)
    speech = names.speech.at(norm, end)
    foreign = any(token.tag in {"nr", "nrt", "nrfg"} for token in known) and len(known) == len(tokens)
    if title is not None or (speech is not None and end - start <= 6):
        board.add(Found(start, end, "PERSON", "transliteration", ORDINARY))
    elif foreign and len(tokens) == 1 and tokens[0].tag == "nrt" and _nothing_else(norm, end):
        board.add(Found(start, end, "PERSON", "transliteration-word", GUESS))
