"""Whether a listed name fits where it stands: not 匹克 of 奥林匹克, 西西 of 西西|帕斯 or Nato of Nato Murvanidze."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.surfaces import Surface
    from pipeline.model import Token

# one-character tags of the segmenter that make the inside of a longer word no name: 大同小异, 和平共处
_ORDINARY_TAGS = frozenset("ilvadcrpmqtzo")
_SIDES = frozenset("东西南北")  # of 波哥大以东|山区
_GOING = frozenset("回到在朝往赴抵离去从由自至经向驻")
_LEADING = frozenset("从由自至于经向对与和在到赴驻将被把让给因如以除离往但而跟连像据")
_TRAILING = frozenset("后时等来也则都外")
_ELECTRONIC = ("商务", "竞技", "政务", "支付", "游戏", "烟", "邮件", "音像")
LIKE_TITLES = frozenset("长江 长安 长白 员林 长沙 长乐 长宁 任丘 长城 长兴".split())
_SOLD = frozenset({"ORG", "PRODUCT"})
# behind a given name: Nato Murvanidze; no Nato Secretary and no Nasa Administrator
_SECOND_NAME = re.compile(
    r" [A-Z][a-z]+(?:dze|[sv]h?vili|[oe]va?|sk[iay]|[cv]i[cć]|[eé]z|escu|yan|enko|ssen|sson|uri|ani)(?![a-z])"
)
#: verbs and conjunctions of one character that stand behind a person, and seldom end a name
BEHIND_PERSON = frozenset(
    "及任因获率著谈遭副赴访称说指和将被把向在对为兼曾已今当领出辞拒重总夺再助射提力凭仅泪卫以是"
)
_MEASURE = re.compile(
    r"[0-9,.%]*(?:[%万亿千百吨米克斤元年月日时分秒人名个位家台辆艘架枚次倍岁度级层]|公[里斤顷尺])"
)


def fits(board: Board, start: int, end: int, surface: Surface) -> bool:
    """Whether the listed name from ``start`` to ``end`` is meant there, by its label and the words of the segmenter."""
    norm = board.norm
    if norm[end - 1].isdigit() and _MEASURE.match(norm, end):  # 运20吨, 直10米
        return False
    if surface.latin:
        return _fits_latin(norm, start, end, surface)
    if norm[start] == "中" and norm[start - 1 : start] == "其" and not surface.name.place.startswith("CLDR"):
        return False  # 其中|石化
    if surface.name.place.startswith("CLDR"):  # 沿|海地|区: cut on both sides; 美|国会 may be 美国|会
        village = norm.startswith("村", end) and surface.name.name != surface.text  # 大马|村
        return end - start > 2 or not (village or board.cut_on_both_sides(start, end))
    if end - start > 3 or _is_seam(board, start, end, surface):
        return end - start > 3 and not _is_cut_short(board, start, end)
    if surface.name.label == "PERSON" and _is_front(board, start, end):
        return False  # 西西|帕斯
    token = board.context.token_at(start)
    if token is None:
        return True
    made_up = token.tag[0] == "n" and not is_word(token.word)
    if made_up and surface.name.label == "ORG" and token.start <= start and end <= token.end:
        # 向世卫, and not 凯雷|姆
        return (
            token.start < start
            or token.end == end
            or norm[end] in BEHIND_PERSON
            or not board.names.transliteration_dotted.issuperset(token.word)
        )
    inside = token.start <= start and end <= token.end and token.end - token.start > end - start
    if inside and (
        (token.tag[0] in _ORDINARY_TAGS and not _is_guess(token, surface))
        or (token.start == start and _begins_foreign(board, token, surface))
        or (
            token.start < start
            and token.tag[0] == "n"
            and token.tag not in {"ns", "nt", "nz"}
            and not _is_guess(token, surface)
            and not _is_led_in(token, start, end)
        )
        or (token.start < start and _is_half(board, token, surface))
    ):
        return False
    if (
        surface.name.label == "PERSON"
        and token.start == start
        and token.end > end
        and not is_word(token.word)
    ):
        # 夏宝龙|任, 乔石|任, and not 布什|内尔: what follows is no more of a foreign name
        return norm[end] in BEHIND_PERSON or (
            end - start == 3 and norm[end] not in board.names.transliteration_dotted
        )
    if end - start == 2 and board.straddles(start, end):
        last = board.context.token_at(end - 1)  # 米|卢率 is the segmenter's guess
        guessed = last is not None and last.end > end and not is_word(last.word)
        named = guessed and surface.name.label == "PERSON" and norm[end] in BEHIND_PERSON
        return named or (surface.name.label == "GPE" and _is_reached(board, token, start, end))
    if surface.name.label == "PERSON" and inside and token.end > end:
        if token.start == start and end - start == 3 and is_word(norm[end : token.end]):
            return token.end - end > 1  # 邓小平|理论
        # 布什 in 布什内尔, 巴拉 in 巴拉克: the segmenter sees one longer foreign name
        foreign = token.start == start and set(token.word) <= board.names.transliteration_dotted
        longer = end - start == 2 and token.end - token.start == 3 and token.start == start  # 黄兴|国
        return token.tag not in {"nr", "nrt", "nrfg"} and not foreign and not (longer and is_word(token.word))
    return True


def _is_reached(board: Board, token: Token, start: int, end: int) -> bool:
    """回义|顺: the segmenter glued the verb of going to the town."""
    last = board.context.token_at(end - 1)
    return (
        token.start == start - 1
        and board.norm[start - 1] in _GOING
        and not is_word(token.word)
        and last is not None
        and last.end == end
    )


def _is_led_in(token: Token, start: int, end: int) -> bool:
    """从|萨那, 与|美里, 萨那|时: the segmenter glued a preposition or the like to the name."""
    before = (token.start, token.end) == (start - 1, end) and token.word[0] in _LEADING
    behind = (token.start, token.end) == (start, end + 1) and token.word[-1] in _TRAILING
    return (before or behind) and not is_word(token.word)


def _is_guess(token: Token, surface: Surface) -> bool:
    """经雄检: a word that the segmenter made up around a short form of a body that needs more than its characters anyway."""
    return surface.ambiguous and surface.name.label == "ORG" and not is_word(token.word)


def _is_seam(board: Board, start: int, end: int, surface: Surface) -> bool:
    """长江 of 院长|江启臣, 海城市 of 沿海|城市."""
    if _begins_with_title(board, start, end, surface):
        return True
    if surface.name.label == "PERSON" and start and board.norm[start - 1] in "和与及跟同":
        return False  # 张志贤和|尚达曼
    return end - start == 3 and _ends_a_word(board, start, end)


def _is_cut_short(board: Board, start: int, end: int) -> bool:
    """中国电子 of 中国|电子商务."""
    return board.norm.endswith("电子", start, end) and board.norm.startswith(_ELECTRONIC, end)


_RIVER = re.compile(
    r"大桥|隧道|流域|[中下上沿南北两水航口镇路委]|三角|证券|实业|商学|存储|电力|日报|汽车|保护|经济|江豚|禁渔|铁路"
)


def _begins_with_title(board: Board, start: int, end: int, surface: Surface) -> bool:
    """长江 of 院长|江启臣: the end of a title and the beginning of a person's name."""
    if surface.text not in LIKE_TITLES or _RIVER.match(board.norm, end):
        return False
    title = board.names.before.before(board.norm, start + 1)
    return title is not None and title[1] < start


def _ends_a_word(board: Board, start: int, end: int) -> bool:
    """海城市 of 沿海|城市: two ordinary words, the first of which the name would cut."""
    first, last = board.context.token_at(start), board.context.token_at(end - 1)
    if first is None or last is None or (first.end, last.start, last.end) != (start + 1, start + 1, end):
        return False
    if first.tag[0] not in "fnsb" or board.norm[start] in _SIDES:
        return False
    return first.start < start and is_word(first.word) and is_word(last.word)


def _fits_latin(norm: str, start: int, end: int, surface: Surface) -> bool:
    """Whether a name in Latin letters stands alone, and is no given name of a person: Nato|Murvanidze."""
    before, after = norm[start - 1 : start], norm[end : end + 1]
    if _is_latin(before) or _is_latin(after):
        return False
    if norm[start + 1 : end].islower() and surface.text.isupper() and _SECOND_NAME.match(norm, end):
        return False
    return len(surface.text) > 3 or norm[start:end] == surface.text


def _is_front(board: Board, start: int, end: int) -> bool:
    """西西 of 西西|帕斯, 卡尔 of 卡尔|格|批评: a foreign name goes on behind it, in a word of its own or up to a verb."""
    following = board.context.token_at(end)
    if following is None or following.start != end:
        return False
    dotted = board.names.transliteration_dotted
    if not (dotted.issuperset(following.word) and dotted.issuperset(board.norm[start:end])):
        return False
    if len(following.word) > 1:
        return following.tag in {"nr", "nrt"}
    verb = board.context.token_at(end + 1)
    return following.tag[0] == "n" and verb is not None and verb.start == end + 1 and verb.tag == "v"


def _begins_foreign(board: Board, token: Token, surface: Surface) -> bool:
    """罗马|诺: the segmenter sees a foreign person that begins like a town."""
    foreign = token.tag == "nr" and board.names.transliteration_dotted.issuperset(token.word)
    return foreign and surface.name.label in {"GPE", "ORG"} and token.word[-1] not in BEHIND_PERSON


def _is_half(board: Board, token: Token, surface: Surface) -> bool:
    """匹克 in 奥林匹克, 路虎 in 拦路虎: the end of another word of the dictionary."""
    sold = surface.name.label in _SOLD and surface.text not in board.names.home_surfaces
    return sold and token.tag == "nz" and is_word(token.word)


def _is_latin(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalnum()
