"""What speaks against a Chinese name: an ordinary word, a longer foreign name, a thing or a town of a table.

Points in the unit of ``people``, to be taken off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_LISTED_MALUS = 13.0
_TOWN_MALUS = 5.0  # 玉里: there is a town 玉里镇
_LEVELS = "镇乡县区市"
_ORDINARY_MALUS, _ORDINARY_START = 20.0, 2.5  # not_people.csv has it, or its first two characters
_GOES_ON_SURELY, _GOES_ON = 12.0, 6.0
_BUSINESS_MALUS = 8.0
_OPENING = frozenset("“「『‘")
_QUOTED = re.compile(r"[”」』’][案论说法令派党]")
# what is told of a place alone
_OF_A_PLACE = re.compile(
    r"位于|坐落|地处|海拔[0-9约近]|占地|景区|风景区|遗址|全境|隧道|大桥|轻轨|地铁站|高铁站|水库|收费站|路口|街道办|国际机场|大街|步行街|工业园|经济开发区|湿地公园|森林公园|水电站|核电站|煤矿|油田"
)
_SOLD = frozenset({"ORG", "PRODUCT"})


def _is_mainland(board: Board, start: int, length: int) -> bool:
    """陸 of 陸美: Taiwan's word for the mainland, where nothing beside says that it is a surname."""
    norm = board.norm
    return (
        board.context.article.region == "TW"
        and board.names.before.before(norm, start) is None
        and board.names.speech.at(norm, start + length) is None
    )


def ordinary(board: Board, text: str, start: int) -> float:
    """明白, 封城, 高峰|期: words that look like a name, and names beyond doubt where a title stands beside."""
    if text in board.names.not_people or text in board.context.lexicon.happenings.triggers:
        return _ORDINARY_MALUS
    if text[0] == "陆" and text[1] in board.names.shorts and _is_mainland(board, start, len(text)):
        return _ORDINARY_MALUS  # 陸美談判, 陸瑞簽約
    return _ORDINARY_START if len(text) > 2 and text[:2] in board.names.not_people else 0.0


def beside(board: Board, text: str, start: int) -> float:
    """Everything that stands beside a name or in a table and speaks against it."""
    end = start + len(text)
    points = goes_on(board, end) + listed_otherwise(board, text, start)
    if _OF_A_PLACE.match(board.norm, end) and board.names.before.before(board.norm, start) is None:
        points += _ORDINARY_MALUS  # 杜鹃山|位于, 李子坝|轻轨站
    return points + quoted(board, start, end) + in_business(board, start, end)


def goes_on(board: Board, end: int) -> float:
    """安德雷|斯: more characters of a transliteration follow."""
    following = board.norm[end : end + 1]
    if not following or following not in board.names.transliteration:
        return 0.0
    token = board.context.token_at(end)
    if token is None or (token.start >= end and is_word(token.word) and len(token.word) > 1):
        return 0.0
    if token.start >= end and not set(token.word) <= board.names.transliteration_dotted:
        return 0.0  # 李立新|谢寅庆
    return _GOES_ON_SURELY if token.start < end or token.tag[0] in "nxzg" else _GOES_ON


def listed_otherwise(board: Board, text: str, start: int) -> float:
    """夏普, 桑坦德: a table has it, in doubt, as a company, a club or a product; 行长苏宁 is a person."""
    surface = board.names.surfaces.get(text)
    if (
        board.says(text + "区")
        and not board.says(text + "区长")
        and board.names.before.before(board.norm, start) is None
    ):
        return 3 * _LISTED_MALUS  # 翟道翟, which the article calls 翟道翟区
    if surface is None:
        japanese = text in board.names.japanese_surnames
        town = (
            len(text) == 2 and not japanese and any(text + level in board.names.surfaces for level in _LEVELS)
        )
        return _TOWN_MALUS if town and board.names.before.before(board.norm, start) is None else 0.0
    if surface.name.label not in _SOLD:
        return 0.0
    return 0.0 if board.names.before.before(board.norm, start) is not None else _LISTED_MALUS


def quoted(board: Board, start: int, end: int) -> float:
    """“修宪”案, “王道”论: a word in marks before a noun of one character."""
    inside = board.norm[start - 1 : start] in _OPENING and _QUOTED.match(board.norm, end)
    return _ORDINARY_MALUS if inside else 0.0


def in_business(board: Board, start: int, end: int) -> float:
    """华灿|光电, 金发|科技: a field of business right behind two characters is the end of a company's name."""
    if end - start != len("华灿") or board.names.before.before(board.norm, start) is not None:
        return 0.0
    suffix = board.names.suffixes.at(board.norm, end)
    if suffix is None or suffix[1] - end < len("光电") or suffix[0].label != "ORG":
        return 0.0
    return _BUSINESS_MALUS if suffix[0].alone == "none" and not suffix[0].strong else 0.0
