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


def without_level(name: str) -> str:
    """花莲县 -> 花莲; the name itself where one character would stay (沙市, 叶县)."""
    short = _LEVEL.sub("", name)
    return short if len(short) >= 2 else name


def full_places(names: Names) -> dict[str, frozenset[str]]:
    """The short name of a place -> the full names of the one place that it may mean: the province, or the only one.

    嘉义 may be the city or the county: it is left out. 新疆 was a province and is an autonomous region.
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
        if high or len(texts) == 1:
            full[short] = frozenset(high or texts)
    return full
