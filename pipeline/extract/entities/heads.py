"""What looks like the head of a body and is none: 控股|股东, 国土资源部|门, 台风中心, 县局|组织|民警."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import parties
from pipeline.extract.entities.found import PLACES

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board, Found
    from pipeline.lexicon.names import Suffix

_LOCAL = frozenset("镇乡村县")
_ACTING = frozenset("局委府院厅署校司会县市省区镇乡村")  # what acts, and organises something
_JURIES = frozenset("团会院")
_BARE = frozenset("党工委 党委 党组 工委 团委".split())  # of which body, nobody says
_STREETS = frozenset("路 街 大道 巷".split())
_OFFICE_INSIDE = re.compile(r"(?:书记|主席|主任|[部厅局省市县院]长)(?:兼|[\u4e00-\u9fff]{2,3}组织)")
_NO_BODY = re.compile(
    r"(?:台风|飓风|气旋|风暴|暴风|低压|低气压|地震|舆论|话题|争议|重力|服务)中心$|"
    r"(?:国家|世界|全球|国际|区域)(?:政治|经济|金融|文化|商业|行政|权力|贸易|航运|创新|制造|交通){1,2}中心$"
)
_ANY_BODY = re.compile(
    r"高级代表团$|(?:母|关联|分包|参股|联营|上市|同业)公司$|(?:武装|激进|极端|恐怖|民间|犯罪|援助|人权|环保)组织$|网站$|(?:全资|间接|直接|绝对|交叉|共同)控股$"
)


_ROADS = frozenset({"高速公路", "公路"})
_MINISTRIES = ("部", "委", "总局", "委员会", "署")
_ACTS = ("一审", "二审", "终审", "再审", "判", "查", "到", "合")  # 法院|一审判处, 纪委|查处
_HOLDINGS = frozenset({"集团", "集团有限公司", "集团股份有限公司", "集团公司"})


def goes_on(board: Board, suffix: Suffix, end: int) -> bool:
    """朗博科技|控股股东, 桐乡市|濮院|镇: what follows makes another word of the head."""
    norm = board.norm
    if norm.startswith("派出所", end):  # 春社|派出所
        return True
    if norm.startswith("杯", end):
        return True  # 乌迪内|联盟|杯
    if norm.startswith(("奖", "大奖"), end) and suffix.surface[-1] in _JURIES:
        return True  # 坎城影展|评审团奖
    if suffix.surface[-1] == "院" and norm.startswith("区", end):  # 台北荣总|院区
        return True
    if suffix.surface[-1] == "部" and len(suffix.surface) > 1 and norm.startswith("门", end):
        return True  # 国土资源|部门
    if norm.startswith("长", end) and norm[end - 2] == "副":
        return True  # 监察院|副院长
    if suffix.surface[-1] == "赛" and norm[end : end + 1] in {"马", "事", "车", "道"}:
        return True  # 英国冠军|赛马
    if suffix.surface == "总会":
        return norm.startswith("长", end)  # 总商会|总会长
    if suffix.surface == "控股":
        return norm[end : end + 2] in {"股东", "子公", "权益"}
    return norm[end : end + 1] in _LOCAL and board.ending_at(end + 1, PLACES) is not None


def is_other(board: Board, suffix: Suffix, anchor: int, at: int, end: int) -> bool:
    """体育局局长|董路, 县局|组织|民警: a person's name, or what a body does."""
    if suffix.surface == "厂" and at == end - 1:
        whole = board.starting_at(anchor, ("GPE",))
        return (
            whole is not None and whole.end == at and whole.rule.startswith("name(CLDR")
        )  # 境外公司的中国|厂
    if suffix.surface == "党":
        place = board.starting_at(anchor, ("GPE",))
        return place is not None and parties.is_of_member(board, place, end)
    if suffix.surface == "组织":
        return board.norm[at - 1] in _ACTING
    titles = board.names.before
    return suffix.surface in _STREETS and any(
        titles.before(board.norm, place) for place in range(anchor + 2, end - 1)
    )


_PUBLIC = re.compile(r"国家|联合国|国际|[省市]|科学|政务|大数据")


def is_kind(board: Board, start: int, end: int) -> bool:
    """台风中心, 巴勒斯坦武装组织, 外交部网站, 通讯软件: what a thing is, and no name."""
    norm = board.norm
    if norm[start:end] in _BARE:
        return True
    if _OFFICE_INSIDE.search(norm, start, end):
        return True  # 市委副书记|兼城建公司, 党组书记黄明|组织
    if _NO_BODY.match(norm, start, end) or _ANY_BODY.search(norm, start, end):
        return True
    if norm.endswith("数据中心", start, end) and not _PUBLIC.search(norm, start, end):
        return True  # 英伟达|数据中心
    not_heads = board.names.not_heads
    if norm[end - 1] == "处" and norm[max(start, end - 3) : end] in not_heads:
        return True  # 陕西|交界处
    return norm[start:end] in not_heads or norm[max(start, end - 4) : end] in not_heads


def is_common(board: Board, end: int, suffix: Suffix, place: Found | None) -> bool:
    """一辆小米SU7|汽车, 中国|安徽|高速公路: a car by its model, a road by where it is."""
    at = end - len(suffix.surface)
    if suffix.surface == "汽车":
        return board.norm[at - 1].isdigit()
    if suffix.surface not in _ROADS or place is None:
        return False
    last = board.ending_at(at, PLACES)
    return last is not None and (last is place or place.end == last.start) and last.known is not None


def short_head(board: Board, suffix: Suffix, inner: Found | None) -> bool:
    """队 and 厂 end names; 处 and 司 do inside of an office: 新竹市政府|行政|处, 外交部|亚非|司."""
    if suffix.surface == "司" and (
        inner is None or not board.norm.endswith(_MINISTRIES, inner.start, inner.end)
    ):
        return False  # 卫理公会美籍牧师烈格司 has no ministry
    if suffix.surface in "处科司局" and inner is not None and inner.label == "ORG":
        return board.norm[inner.end - 1] in "府局署厅部处委院会" and not board.norm.startswith(
            _ACTS, inner.end
        )
    if suffix.surface == "厅" and inner is not None and inner.label == "GPE":
        return board.norm[inner.end - 1] in "省区"  # 陕西省|劳动和社会保障|厅
    return suffix.surface in "队军党厂"


def only_generic(board: Board, start: int, end: int) -> bool:
    """美国|石油|公司 is any of them."""
    if start >= end:
        return False
    waters = board.ending_at(start, ("LOC",))
    if waters is not None and waters.known is None:
        return False  # 厦门海峡|航运|公司
    tokens = board.context.tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    return all(token.word in board.names.generic for token in tokens)


def alone(inner: Found | None, suffix: Suffix) -> bool:
    """Whether a place right before the head makes a name: 国名+国会, 城市+大学; not 美国公司, 上海企业."""
    if inner is None or suffix.alone == "any":
        return True
    if inner.label == "FAC" and suffix.strong:
        return True  # 重庆机场|集团
    if suffix.surface in _HOLDINGS and inner.label == "LOC" and inner.known is None:
        return True  # 罗牛山|集团
    if inner.rule.startswith("country-") or suffix.alone == "none":
        return inner.label not in PLACES
    country = inner.known is not None and inner.known.place.startswith("CLDR")
    return inner.label not in PLACES or not country
