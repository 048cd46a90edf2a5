"""Bodies that every region has under one name: 外交部 is the ministry of the region that the article comes from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.lexicon.surfaces import Surface
    from pipeline.model import Region

_MALAYSIA = re.compile(
    r"马来西亚|大马|马国|令吉|丹斯里|拿督|总警长|雪兰莪|巫统|马华|国阵|希盟|国盟|吉隆坡|布城"
)
_SINGAPORE = re.compile(r"新加坡|狮城|新元|组屋|集选区|单选区|总理公署|人民行动党")
_OWN = re.compile(r"本地|我国|本国|全岛|岛国")
# what only the papers of a region call it, and what makes another name of it
_SHORT = {"行动党": frozenset({"人民", "民主", "国家", "全国"})}
_HEARING = re.compile(r"审(?![理议核])|讯(?!问)")  # 上诉|庭审, 上诉|庭讯
_LEVELS = frozenset("国州邦省城回联")  # before a court: 联邦|上诉庭, 槟城|高庭
_MANY = 3  # times that a country is named before the body
_REGIONS: dict[Region, str] = {"CN": "中国", "TW": "台湾", "HK": "香港", "SG": "新加坡", "MO": "澳门"}


def add(board: Board, start: int, end: int, surface: Surface) -> None:
    """外交部 is the ministry of the region that the article comes from; 外交部长 is a title."""
    if board.norm[end : end + 1] in {"长", "门"}:
        return
    region = board.context.article.region
    if surface.text in _SHORT and (region != "SG" or board.norm[start - 2 : start] in _SHORT[surface.text]):
        return
    if surface.text.endswith("庭") and _is_court_elsewhere(
        board.norm, end, surface.text, _REGIONS.get(region, "")
    ):
        return
    head, before = board.heads.get(end), board.ending_at(start, ("GPE",))
    longest = head is not None and head[0].surface == surface.text
    if before is not None and (longest or surface.text.endswith("庭") or _is_abroad(before, region)):
        return  # 全罗北道|消防署, 德国|经济部
    name = board.names.home.get((surface.text, region))
    if region == "SG" and _tells_of_abroad(board):
        board.add(Found(start, end, "ORG", f"home-body({surface.name.place})", ORDINARY, None))
        return
    malaysian = region == "SG" and is_malaysian(board.norm)
    if malaysian:
        full = "民主行动党" if surface.text == "行动党" else surface.text
        name = board.names.by_name.get("马来西亚" + full)
    elif name is None and (
        surface.name.place.startswith("names.csv") or _speaks_of_its_region(board, surface)
    ):
        name = board.names.by_name.get(surface.name.name, surface.name)
    place = name.place if name is not None else surface.name.place
    board.add(Found(start, end, "ORG", f"home-body({place})", ORDINARY, name))


def _is_court_elsewhere(norm: str, end: int, text: str, own: str) -> bool:
    """美国联邦|上诉庭, 槟城|高庭, 林高庭: an article that writes a place or another word before the court, but for its own."""
    if _HEARING.match(norm, end):
        return True
    at = norm.find(text)
    while at >= 0:
        if norm[at - 1 : at] in _LEVELS and not norm.endswith((own, "我国"), 0, at):
            return True
        at = norm.find(text, at + 1)
    return False


def _is_abroad(country: Found, region: Region) -> bool:
    """Whether it is a country, and none whose bodies are at home where the article comes from."""
    known = country.known
    return (
        known is not None
        and known.place.startswith("CLDR")
        and known.name not in {_REGIONS.get(region), "中国", "台湾"}
    )


def _tells_of_abroad(board: Board) -> bool:
    """An article of Singapore that names another country at least three times, and nothing of its own: 教育部 is that country's."""
    if _speaks_of_singapore(board.norm) or speaks_of_malaysia(board.norm):
        return False
    abroad = [one for one in board.found if one.label == "GPE" and _is_abroad(one, "SG")]
    return len(abroad) >= _MANY


@lru_cache(maxsize=1)  # the article at hand
def is_malaysian(norm: str) -> bool:
    """A report of Malaysia in the words of Singapore and Malaysia (令吉, 国会议员) that does not speak of Singapore."""
    return speaks_of_malaysia(norm) and _SINGAPORE.search(norm) is None


@lru_cache(maxsize=1)
def _speaks_of_singapore(norm: str) -> bool:
    return _SINGAPORE.search(norm) is not None or _OWN.search(norm) is not None


@lru_cache(maxsize=1)
def speaks_of_malaysia(norm: str) -> bool:
    """Whether an article names Malaysia, its money or its parties."""
    return _MALAYSIA.search(norm) is not None


def _speaks_of_its_region(board: Board, surface: Surface) -> bool:
    """天文台 in an article of the mainland that speaks of Hong Kong: the body of one region alone."""
    regions = [region for text, region in board.names.home if text == surface.text]
    return len(regions) == 1 and board.says(_REGIONS[regions[0]])
