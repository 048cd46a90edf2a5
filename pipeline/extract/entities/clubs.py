"""Clubs under the name of their city or a common word: 米兰, 汉堡, 湖人 in a report of a match.

A club counts where the article speaks of sport in more than one word and the sentence does, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found, replace
from pipeline.extract.overlap import ORDINARY, SURE
from pipeline.gates import led

if TYPE_CHECKING:
    from pipeline.lexicon.surfaces import Name, Surface

_SPORT = led(
    re.compile(
        r"主场|客场|联赛|球队|球员|球迷|盘口|让球|让半|平半|赔率|主队|客队|进球|战胜|击败|不敌|对阵|积分榜|降级|主帅|转会|射手|门将|中场|后卫|前锋|球门|"
        r"欧冠|欧联|意甲|英超|西甲|德甲|法甲|中超|中甲|季后赛|常规赛|总决赛|半决赛|篮板|助攻|三分球|扣篮|比分|(?<![a-z])(?:nba|cba|vs)(?![a-z])|"
        r"首回合|次回合|联盟杯|足总杯|赛季|国脚|外援|射门|点球|任意球|投手|打者|全垒打|三振|打点|先发|安打|牛棚|局失|外野手|内野手|捕手|打击率|大联盟|亚盘|胜赔|客胜|主胜|连胜|连败|战绩|客战|主战|球星|"
        r"(?<![0-9])[0-9]{1,2}[胜平负](?![0-9利])|(?<![0-9])[0-9]++[-:比][0-9]++"  # 3-1; begun only where a run of digits begins, so that a long run costs its length
    )
)
_TEAM = re.compile(r"队(?![员长友内史服徽歌伍列部])")
_PLACE_BEFORE = re.compile(
    r"(?:在|到|赴|抵达|来自|位于|前往|离开|回到|飞往|于|法国|德国|意大利|英国|西班牙|葡萄牙|荷兰|省|州)$"
)
_PLACE_AFTER = re.compile(r"[市省州人]|机场|大学|举行|当地|街头")


def find(board: Board, pending: list[tuple[int, int, Surface]]) -> None:
    """Places that a club of the tables is named by, and clubs with an ambiguous name."""
    _spoken_of(board, pending)
    for found in [found for found in board.found if found.label == "ORG" and found.known is not None]:
        if (
            found.known is not None
            and found.known.name in board.names.clubs
            and _TEAM.match(board.norm, found.end)
        ):
            board.add(replace(found, end=found.end + 1))  # 广东宏远|队


def _spoken_of(board: Board, pending: list[tuple[int, int, Surface]]) -> None:
    norm, low = board.norm, board.context.low
    told = {match.group() for match in _SPORT.finditer(low)}
    if not told:
        return
    for start, end, surface in pending:
        if surface.name.name not in board.names.clubs or not _in_sport(board, start, end):
            continue
        if len(told) > 1 or (end - start > 2 and set(norm[start:end]) <= board.names.transliteration_dotted):
            person = board.starting_at(start, ("PERSON",))
            if (
                person is not None
                and person.end == end
                and person.rule == "chinese-name"
                and not person.title
            ):
                board.drop(person)  # 桑德兰
            board.add(Found(start, end, "ORG", f"club({surface.name.place})", ORDINARY, surface.name))
    if len(told) < 2:
        return
    for found in list(board.found):
        if found.label != "GPE" or len(found) < 2 or board.starting_at(found.start) is not found:
            continue  # 深圳 of 深圳平安足球队
        if any(one.start < found.start for one in board.touching(found.start, found.end)):
            continue  # 蓉城 of 成都蓉城
        if board.context.in_dateline(found.end):
            continue  # 新华社米兰|11月4日电
        club = _club_of(board, norm[found.start : found.end])
        if club is not None and _in_sport(board, found.start, found.end):
            board.add(Found(found.start, found.end, "ORG", f"club({club.place})", SURE, club))


def _club_of(board: Board, place: str) -> Name | None:
    for tail in ("足球俱乐部", "队"):
        surface = board.names.surfaces.get(place + tail)
        if surface is not None and surface.name.name in board.names.clubs:
            return surface.name
    return None


def _in_sport(board: Board, start: int, end: int) -> bool:
    norm = board.norm
    if _PLACE_BEFORE.search(norm[max(0, start - 4) : start]) or _PLACE_AFTER.match(norm, end):
        return False
    sentence = board.context.sentence(board.context.sentence_at(start))
    return bool(_SPORT.search(board.context.low, sentence.start, sentence.end))
