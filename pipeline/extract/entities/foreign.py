"""Foreign people in Chinese characters: 唐纳德·特朗普, J·K·罗琳, and runs without a dot (基里延科) that a title vouches for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY, SURE

if TYPE_CHECKING:
    from pipeline.lexicon.names import Names

_LONGEST = 9  # code points of one part: 亚历山德罗维奇 has 7
_PLACE_END = re.compile(
    r"(?:州|省|市|县|岛|山|河|湖|海|湾|港|城|镇|区|洲|斯坦|堡|国|群岛|半岛|海峡|高原|共和国|大学|公司|集团|银行|学院|队|俱乐部|协会|报|社)$"
)
_FOLLOWED_BY_PLACE = re.compile(
    r"(?:州|省|市|县|岛|山|河|湖|海|湾|港|镇|区|洲|群岛|半岛|海峡|高原|大学|公司|集团|银行|学院|机场|队|俱乐部|人(?!士))"
)
_FUNCTION = frozenset("和与及对在由向从跟被把比让请叫给为是有的了")
_HAN_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,9}")


@cache
def _patterns(core: str, inside: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    part = f"[{inside}]"
    dotted = re.compile(
        rf"(?:{part}{{1,{_LONGEST}}}|[A-Z]\.?)(?:[·.]{part}{{1,{_LONGEST}}}|·[A-Z]\.?)*·(?:{part}{{1,{_LONGEST}}})(?:-{part}{{1,6}})?"
    )
    run = re.compile(rf"[{core}]{part}{{1,7}}")
    return dotted, run


def find(board: Board) -> None:
    """Dotted names first; then runs of transliteration characters with a title before or a verb of speech behind."""
    names, norm, body = board.names, board.norm, board.context.article.body_start
    dotted, run = _patterns(names.transliteration, names.transliteration_inside)
    for match in dotted.finditer(norm, body):
        _dotted(board, match.start(), match.end())
    if "·" in norm:
        _loose_dots(board)
    for match in run.finditer(norm, body):
        _run(board, names, match.start(), match.end())


def _dotted(board: Board, start: int, end: int) -> None:
    """The part before the first dot may begin too early: 总统唐纳德·特朗普 is cut at the segmenter's word."""
    norm = board.norm
    dot = norm.index("·", start)
    begin = _begin(board, start, dot)
    finish = _finish(board, norm.rindex("·", start, end) + 1, end)
    if finish - begin >= 4 and not _PLACE_END.search(norm[begin:finish]):
        board.add(Found(begin, finish, "PERSON", "dotted-name", SURE))


def _begin(board: Board, start: int, dot: int) -> int:
    """Past words that are none of the name: countries, titles, known names of other kinds."""
    begin = start
    for found in board.found:
        if found.start <= start < found.end < dot and found.label in {"GPE", "ORG", "NORP", "LOC"}:
            begin = max(begin, found.end)
    token = board.context.token_at(begin)
    if token is not None and token.start < begin and token.end < dot and token.tag in {"n", "v", "t", "m"}:
        begin = token.end  # 黑人|詹姆斯
        token = board.context.token_at(begin)
    while token is not None and token.start >= begin and token.end < dot:
        function = token.word in _FUNCTION
        if not (function or (len(token.word) > 1 and token.tag[0] in "vdpcuyrfmnt" and not token.tag.startswith("n"))):
            if not (token.tag == "n" and len(token.word) > 1):
                break
        begin = token.end
        token = board.context.token_at(begin)
    return begin


def _finish(board: Board, start: int, end: int) -> int:
    """The last part may run into the next word: 特朗普在内 is cut where an ordinary word begins."""
    token = board.context.token_at(end - 1)
    if token is not None and token.start > start and token.end > end and token.tag[0] in "vdpcuyrfmn":
        return token.start
    return end


def _loose_dots(board: Board) -> None:
    """比尔·盖茨 in characters that are rare in transliteration: both sides are single words of the segmenter."""
    norm, context = board.norm, board.context
    at = norm.find("·")
    while at >= 0:
        left, right = context.token_at(at - 1) if at else None, context.token_at(at + 1)
        if left is not None and right is not None and not board.covered(at, at + 1):
            fits = all(
                2 <= len(t.word) <= 5 and _HAN_NAME.fullmatch(t.word) and not t.word.isascii()
                for t in (left, right)
            )
            named = left.tag.startswith("nr") or right.tag.startswith("nr")
            if fits and named:
                board.add(Found(left.start, right.end, "PERSON", "dotted-words", ORDINARY))
        at = norm.find("·", at + 1)


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
    elif foreign and len(tokens) == 1 and tokens[0].tag == "nrt":
        board.add(Found(start, end, "PERSON", "transliteration-word", GUESS))
