"""Authorities and their offices: 农业部|林业及自然保育署, 梁园区|委, 威|县公安局; what an authority works on is no firm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import PLACES, Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.names import Suffix

_JOINTS = frozenset("和与及")
_SHORT_OFFICE = 2  # code points; 财政部|国库署 has 3
# 梁园区|委副|书记: the segmenter cuts behind 委副
_COMMITTEE = re.compile(
    r"(?<=[省市县区州盟旗镇乡])委(?=副书记|书记|常委|副秘书长|秘书长|组织部|宣传部|统战部|办公室)"
)
# 商务部|贸易救济调查局, 证监会|发行监管部, 国家金融监督管理总局|准入司: an authority, and one of its departments
_AUTHORITY = re.compile(
    r"(?:部|委|总局|署|委员会|证监会|银保监会|央行|人民银行|统计局|能源局|外汇局|国务院)$"
)
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff]{2,9}?(?:(?<![公上])司(?![长机令法空徒])|(?<=[查监管理])局(?!长|面|势|部|限)|(?<=[管查务规计划])部(?![长门分委署件队级下落位])|办公厅(?!主任)|研究室|"
    r"(?<=[展究务理测价息源训育传导])中心(?![组区城镇]))"
)
# 公安局|刑侦局, 国家防总|办公室: by their words alone, whether a table has the authority or not
_POLICE = re.compile(
    r"(?:刑侦|刑事侦查|经侦|经济犯罪侦查|交管|交通管理|治安(?:管理)?|网安|网络安全保卫|禁毒|反恐|特警|巡特警|出入境管理|监所管理|反诈骗?|"
    r"食药环侦|食品药品犯罪侦查|打击治理电信网络新型违法犯罪)(?:局|处|总队|支队|大队|中心)(?![长势])"
)
_POLICE_OF = ("公安局", "公安厅", "公安部", "公安分局", "警察局", "警察厅")
_FLOOD_OF, _OFFICE = ("防总", "防指", "指挥部"), "办公室"
_NO_DEPARTMENT = 2  # code points of a field and its head: what is shorter (内部, 各司) is none


def find(board: Board) -> None:
    """Offices of ministries, and the party's committees of towns and counties."""
    _within(board)
    _departments(board)
    for match in _COMMITTEE.finditer(board.norm, board.context.article.body_start):
        place = board.ending_at(match.start(), ("GPE",))
        if place is not None and len(place) > 1 and not board.covered(match.start(), match.end()):
            board.add(Found(place.start, match.end(), "ORG", "committee", ORDINARY))


def _within(board: Board) -> None:
    """农业部|林业及自然保育署: a ministry and a listed office right behind it are one name."""
    for found in board.found:
        if found.label != "ORG" or found.known is None or not found.rule.startswith("name("):
            continue
        whose = board.ending_at(found.start, ("ORG",))
        if whose is not None and len(found) > _SHORT_OFFICE and is_over(board, whose, found):
            board.add(Found(whose.start, found.end, "ORG", "office", ORDINARY, found.known))


def _departments(board: Board) -> None:
    """国家金融监督管理总局|准入司: a listed authority and what is written right behind it up to 司, 局 or 部, if it is all field and no deed."""
    for found in list(board.found):
        if found.label != "ORG" or _of_police(board, found):
            continue
        if found.known is None or not _AUTHORITY.search(board.norm, found.start, found.end):
            continue
        department = _DEPARTMENT.match(board.norm, found.end)
        if department is None or len(department.group()) <= _NO_DEPARTMENT:
            continue
        if _is_field(board, found.end, department.end()):
            board.add(Found(found.start, department.end(), "ORG", "office", ORDINARY))


def _of_police(board: Board, found: Found) -> bool:
    """公安局|刑侦局, 防总|办公室."""
    norm, end = board.norm, found.end
    if norm.endswith(_POLICE_OF, found.start, end):
        part = _POLICE.match(norm, end)
        reach = part.end() if part is not None else end
    elif norm.endswith(_FLOOD_OF, found.start, end) and norm.startswith(_OFFICE, end):
        reach = end + len(_OFFICE)
    else:
        return False
    if reach > end:
        board.add(Found(found.start, reach, "ORG", "office", ORDINARY))
    return reach > end


def _is_field(board: Board, start: int, end: int) -> bool:
    """Whether a range is whole words of which none does, counts or names: 贸易救济调查局."""
    tokens = board.context.tokens
    index = board.context.token_index(start)
    if tokens[index].start != start or board.crosses(start, end):
        return False
    while index < len(tokens) and tokens[index].start < end:
        token = tokens[index]
        trigger = board.context.lexicon.happenings.triggers.get(token.word)
        deed = trigger is not None and not trigger.noun and token.word not in board.names.inside
        if (
            token.end > end
            or deed
            or token.word in board.names.outside
            or _begins_another(board, token.start, end)
        ):
            return False
        if token.word in _JOINTS and start < token.start and token.end < end - 1:
            index += 1
            continue  # 创新|和|高技术|发展|司
        if token.tag[0] not in "nvbja" or token.tag == "ns" or token.word in board.names.speech:
            return False
        index += 1
    return True


def _begins_another(board: Board, start: int, end: int) -> bool:
    """Whether a name begins there that is not what the range ends with: 贸易救济|调查局."""
    inside = board.starting_at(start)
    return inside is not None and inside.end != end


def is_over(board: Board, whose: Found, listed: Found) -> bool:
    """A country and its body, a ministry and its office: 海洋委员会|海巡署."""
    if whose.label in PLACES:
        return True
    ministry = board.norm[whose.start : whose.end].endswith(("委员会", "部", "总局"))
    return whose.label == "ORG" and ministry and board.norm[listed.end - 1] in "署局司处"


def short_county(board: Board, level: int) -> int:
    """威|县公安局: where the county begins that has one character before its level."""
    text = board.norm[max(0, level - 1) : level + 1]
    county = board.names.words.get(text) or board.names.surfaces.get(text)
    return level - 1 if county is not None and county.name.label == "GPE" else level


def is_authority(board: Board, inner: Found | None, suffix: Suffix) -> bool:
    """公安部|网络, 国家能源委员会|科技: what an authority works on is no firm."""
    if inner is None or inner.label != "ORG" or suffix.strong:
        return False
    return board.norm.endswith(("部", "署", "厅", "总局", "委员会"), inner.start, inner.end)
