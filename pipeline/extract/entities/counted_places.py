"""Places in a list that is counted: 分布在乐从、北滘、陈村3镇, 涉及江口、石桥等5个乡镇. What stands behind the number tells what all are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_COUNTED = re.compile(
    r"(?:等(?:地|地的)?)?(?:[0-9]{1,2}|[两二三四五六七八九十]{1,2})(?:\([都道府]\))?个?"
    r"(?:乡镇|镇街|街镇|街道|都县|县区|区县|县市|[镇乡县区州](?![级长里容场民际间域城块位委政局]))"
)
_ITEM = re.compile(
    r"(?!城镇|[封管]控|防范|养老|[红黄绿]码|[第各全某该本其这那])(?:(?![的了是在有和与被把将等及])[\u4e00-\u9fff]){2,4}"
)
# what a list begins behind
_BEGINS = re.compile(r"(?:[，。；：（(“\n]|[在括及辖为含往自]|涉及|包括|覆盖|下辖|分别[为是]|来自|位于|^)$")
_LONGEST = 60  # code points of a list


def find(board: Board) -> None:
    """Every item of such a list that is no ordinary word and no name of another kind."""
    norm = board.norm
    if "、" not in norm:
        return
    for match in _COUNTED.finditer(norm, board.context.article.body_start):
        end = match.start()
        begin = max(norm.rfind(mark, max(0, end - _LONGEST), end) for mark in "，。；：\n") + 1
        items = _items(norm, begin, end)
        if len(items) < 2 or not all(_ITEM.fullmatch(norm, *item) for item in items):
            continue
        if any((one := board.starting_at(item[0])) and one.known and one.label == "PERSON" for item in items):
            continue
        if sum(board.starting_at(item[0], ("PERSON",)) is not None for item in items) > 1:
            continue  # 张建国、李秀英等3镇村民
        for item in items:
            _place(board, *item)
            _in_full(board, norm[slice(*item)] + match.group()[-1])


def _in_full(board: Board, text: str) -> None:
    """乐从镇 where 乐从 stands in a list of towns: with what it is, anywhere."""
    norm = board.norm
    place = norm.find(text, board.context.article.body_start)
    while place >= 0:
        end = place + len(text)
        pieces = board.touching(place, end)
        if not any(one.known is not None or len(one) >= len(text) for one in pieces):
            for one in pieces:
                board.drop(one)
            board.add(Found(place, end, "GPE", "counted-places", ORDINARY))
        place = norm.find(text, end)


def _items(norm: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The items between 、 up to ``end``, the first as far as what a list begins behind; those before another are left out."""
    items: list[tuple[int, int]] = []
    while end > begin:
        joint = max(norm.rfind(mark, begin, end) for mark in "、和与及")
        if joint < 0:
            break
        items.append((joint + 1, end))
        end = joint
    for length in (2, 3, 4):
        start = end - length
        if start >= begin and (start == begin or _BEGINS.search(norm, max(0, start - 3), start)):
            items.append((start, end))
            break
    return items


def _place(board: Board, start: int, end: int) -> None:
    text = board.norm[start:end]
    pieces = board.touching(start, end)
    if any(
        one.label == "GPE" or one.known is not None or one.title or len(one) > end - start for one in pieces
    ):
        return
    token = board.context.token_at(start)
    ordinary = (
        token is not None
        and (token.start, token.end) == (start, end)
        and token.tag[:2] not in {"ns", "nr", "nz"}
    )
    doing = token is not None and token.end < end and token.tag[0] == "v" and is_word(token.word)
    if doing or (ordinary and is_word(text)):
        return  # 工业、商业、住宅三区
    listed = board.names.surfaces.get(text)
    if listed is not None and listed.name.label != "GPE":
        return  # 国美, 荣耀
    known = listed.name if listed is not None else None
    for one in pieces:
        board.drop(one)
    board.add(Found(start, end, "GPE", "counted-places", ORDINARY, known))
