"""Listed names that are ordinary words as well: 小米, 苹果, Gemini. They count where the article vouches for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.entities.home_bodies import speaks_of_malaysia
from pipeline.extract.overlap import GUESS, ORDINARY

if TYPE_CHECKING:
    from pipeline.lexicon.surfaces import Surface

_JUDICIAL = ("地检署", "检察署", "地方法院", "高分院")
_GOING = re.compile(
    r"(?:来自|位于|前往|飞往|飞抵|运抵|抵达|来到|回到|返回|访问|离开|途经|飞赴|[在到赴抵从])$"
)
_NEWS = ("社", "报", "新闻", "电视台", "新闻网")
_TELLS = re.compile(
    r"(?:报[道导]|引述|援引|转引|解读|分析(?!师)|社论|评论(?!员)|专访|统计|行业研究|终端|汇编|编制|披露|独家)"
)
_LISTING_BEFORE = re.compile(r" ?[、，,和与及或/] ?$")
_LISTING_AFTER = re.compile(r" ?[、，,和与及或/] ?")


def confirm(board: Board, pending: list[tuple[int, int, Surface]]) -> None:
    """An ambiguous surface counts where its thing is named elsewhere in the article without doubt."""
    sure = {found.known.name for found in board.found if found.known is not None and found.rank <= ORDINARY}
    for start, end, surface in pending:
        name = surface.name
        if (
            name.name in sure
            or _beside_sibling(board, start, end, surface)
            or _is_reached(board, start, end, surface)
            or _is_at_home(board, surface)
            or _reports(board, end, surface)
            or (
                surface.name.label == "FAC"
                and board.norm[start - 1 : start] in {"“", "「"}
                and board.norm[end : end + 1] in {"”", "」"}
            )  # “鸟巢”
        ):
            for one in board.touching(start, end):  # 科大 of 南|科大
                if (
                    one.label == name.label
                    and start <= one.start
                    and one.end <= end
                    and len(one) < end - start
                ):
                    board.drop(one)
            person = board.ending_at(end, ("PERSON",))
            if (
                person is not None
                and person.start < start
                and person.rule == "chinese-name"
                and not person.title
            ):
                board.drop(person)  # 向世卫
            board.add(Found(start, end, name.label, f"name-again({name.place})", GUESS, name))


def _reports(board: Board, end: int, surface: Surface) -> bool:
    """彭博|解读: a news agency or paper, before what only such a one does."""
    name = surface.name
    return (
        name.label.startswith("ORG")
        and name.name.endswith(_NEWS)
        and _TELLS.match(board.norm, end) is not None
    )


def _is_at_home(board: Board, surface: Surface) -> bool:
    """新山 in an article that speaks of Malaysia, 沙田 in one from Hong Kong, 雄检 in one from Taiwan on a case."""
    region, name = board.context.article.region, surface.name.name
    if region == "TW" and name.endswith(_JUDICIAL):
        return board.says("检方") or board.says("检察") or board.says("地检") or board.says("地院")
    home = board.names.towns.get(name)
    if home is None or home == region:
        return home is not None
    return home == "SG" and speaks_of_malaysia(board.norm)


def _is_reached(board: Board, start: int, end: int, surface: Surface) -> bool:
    """在马赛战胜, 抵达金边, 分发到金门: a town where one is or goes; not 在汉堡店."""
    if (
        surface.name.label != "GPE"
        or surface.latin
        or not _GOING.search(board.norm, max(0, start - 2), start)
    ):
        return False
    following = board.context.token_at(end)
    if following is None:
        return True
    happens = following.tag[0] in "xvpduct" or following.word in board.context.lexicon.happenings.triggers
    return happens and following.start == end


def _beside_person(board: Board, start: int, end: int) -> bool:
    """赛塔及佩通坦: a joint and a listed person beyond doubt."""
    norm = board.norm
    left = _LISTING_BEFORE.search(norm, max(0, start - 3), start)
    right = _LISTING_AFTER.match(norm, end)
    before = board.ending_at(left.start(), ("PERSON",)) if left and "，" not in left.group() else None
    after = board.starting_at(right.end(), ("PERSON",)) if right and "，" not in right.group() else None
    return any(one is not None and one.known is not None and one.rank <= ORDINARY for one in (before, after))


def _beside_sibling(board: Board, start: int, end: int, surface: Surface) -> bool:
    """ChatGPT、Gemini和Claude: a Latin name in a list with one of its kind that is beyond doubt."""
    if surface.name.label == "PERSON":
        return _beside_person(board, start, end)
    if not surface.latin:
        following = board.context.token_at(end)
        if surface.name.label != "ORG" or (following is not None and following.tag[0] == "n"):
            return False  # 中国作协和|现代|文学馆
    norm = board.norm
    labels = (surface.name.label,)
    left = _LISTING_BEFORE.search(norm, max(0, start - 3), start)
    right = _LISTING_AFTER.match(norm, end)
    before = board.ending_at(left.start(), labels) if left else None
    after = board.starting_at(right.end(), labels) if right else None
    if any(one is not None and (one.rank <= ORDINARY or "-again" in one.rule) for one in (before, after)):
        return True
    maker = norm[start - 1 : start] == "的" and surface.name.label == "PRODUCT"  # OpenAI的o1, Meta的Llama
    made = norm[end : end + 1] == "的" and surface.name.label == "ORG"
    return bool(
        (maker and board.ending_at(start - 1, ("ORG",)))
        or (made and board.starting_at(end + 1, ("PRODUCT",)))
    )
