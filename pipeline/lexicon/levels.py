"""Administrative levels in the names of places: 广东 and 广东省."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.lexicon.names import Names

_LEVEL = re.compile(
    r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|[\u4e00-\u9fff]{1,4}族自治[州县]|省|市|县|区|州|盟|旗|镇|乡|村)$"
)
_PROVINCES = ("省", "自治区", "特别行政区")
# 直辖市, of the level of a province: on the mainland and on Taiwan
_MUNICIPALITIES = frozenset(
    {"北京市", "上海市", "天津市", "重庆市", "台北市", "新北市", "桃园市", "台中市", "台南市", "高雄市"}
)


# cities and counties of one name on Taiwan, where the city lies in the county or beside it
_OF_TAIWAN = frozenset(
    "嘉义 新竹 苗栗 彰化 屏东 花莲 宜兰 台东 南投 云林 基隆 澎湖 桃园 台中 台南 高雄 台北".split()
)
# of these the county is meant
_COUNTIES = frozenset("苗栗 彰化 屏东 花莲 宜兰 台东 南投".split())
_OLD = "gazetteer/words_"


def _is_old(names: Names, text: str) -> bool:
    """Whether only the segmenter's dictionary has the place."""
    listed = names.surfaces.get(text) or names.words.get(text)
    return listed is not None and listed.name.place.startswith(_OLD)


def without_level(name: str) -> str:
    """花莲县 -> 花莲; the name itself where one character would stay (沙市, 叶县)."""
    short = _LEVEL.sub("", name)
    return short if len(short) >= 2 else name


def full_places(names: Names) -> dict[str, frozenset[str]]:
    """The short name of a place -> the full names of the one place that it may mean: the province, or the only one.

    嘉义 may be the city or the county: it is left out. 新疆 was a province and is an autonomous region. What only the
    segmenter's dictionary has, such as the former 浏阳县, does not count where a newer table has another. On the mainland a
    city that has a county of its name in it (衡阳市, 衡阳县) is the one that is meant.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for text, surface in (*names.surfaces.items(), *names.words.items()):
        if surface.name.label == "GPE":
            short = without_level(text)
            if short != text:
                found[short].add(text)
    full: dict[str, frozenset[str]] = {}
    for short, texts in found.items():
        high = {text for text in texts if text.endswith(_PROVINCES) or text in _MUNICIPALITIES}
        now = {text for text in texts if not _is_old(names, text)} or texts
        if not high and now == {short + "市", short + "县"} and short not in _OF_TAIWAN:
            high = {short + "市"}
        elif not high and now == {short + "市", short + "县"} and short in _COUNTIES:
            high = {short + "县"}
        elif not high and len(now) == 1:
            high = now
        if high or len(texts) == 1:
            full[short] = frozenset(high or texts)
    return full
