"""Which words the name of an organisation may run over to the left of its head, and with which it may begin.

海洋与渔业 of 省海洋与渔业厅 belongs, 开设 of 北京联合大学|开设|研究院 does not; a name begins with a proper name, a level
(省, 市), the world or the state, or with a coined word before a company's head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import coined, schools
from pipeline.extract.entities.found import PLACES, Board
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.lexicon.names import Suffix
    from pipeline.model import Token

_ACTORS = frozenset({"ORG", "PERSON", "PRODUCT", "EVENT", "NORP"})
_WORD = re.compile(r"[\u4e00-\u9fff0-9A-Za-z·]+")
_VERB_ENDS = frozenset("在到成为于有出给是了获")  # 放在, 具有: what follows is no more of the name
_NUMBERED = frozenset({"ORG", "FAC"})
_OF_PEOPLE = frozenset("协会 学会 公会 工会 商会 联谊会".split())
_LEVELS = frozenset("省 市 县 区 州 镇 乡".split())
_QUANTIFIERS = frozenset("全各本该两三四五几数每某外多个一二十")
_WORLD = frozenset("世界 国际 全国 全球 亚洲 亚太 欧洲 非洲 拉美 泛美 东亚 东盟 海峡两岸 两岸".split())
_SCHOOLS = frozenset("中学 小学 国中 国小 独中 高中".split())
_WORLD_BODIES = frozenset("组织 协会 联合会 理事会 基金会 总会 学会 联盟".split())
# what the name of an office of the level that an article speaks of ends in: 省|海洋与渔业|厅, 市|科技|局
_OFFICES = frozenset("局 厅 署 委 办 委员会 办公室 协会 联合会 中心 基金会".split())
_CLOSING = frozenset("」』”")
_WARES = frozenset("半导体 芯片 汽车 科技 机器人 新能源 能源 电子 食品 医药 航空".split())
_TOWARDS = frozenset("对华 对美 对日 对韩 对俄 对台 对欧 对外".split())
_KINDS_OF_WORKS = frozenset("厂 工厂 公司 企业 煤矿 矿 酒店 医院 商场 饭店 学校".split())
_FARTHEST = 10
_WORDS = re.compile(r"(?:(?![的了是在有和与将要会被把])[\u4e00-\u9fff]){1,8}")
_MORE = re.compile(
    r"第[一二三四五]|[新大老东南西北中]{1,2}"
)  # before the anchor, right behind the opening mark
_OFFICE = re.compile(r"..[科处组局署厅]$")
_MISSIONS = re.compile(r"(?:使馆|领馆|领事馆|代表处|代表团|办事处|使团)$")
_STATE_BODIES = frozenset(
    "中心 局 总局 署 总署 委员会 实验室 研究院 图书馆 博物馆 基金会 银行 办公室".split()
)
_SO_MANY_GREAT = frozenset("两大 三大 四大 五大 六大 七大 八大 十大".split())
_DIRECTIONS = frozenset("东 西 南 北 东南 西南 东北 西北 中 中西".split())
_JOINTS = frozenset("与和及暨")
_WHOLE_BODIES = frozenset("军队 警方 军方 政府 议会 国会 法院 检方 海军 空军 陆军 警察局".split())
_LEADING = frozenset("从由向据经对让被给")
_BESIDE = frozenset("、与和及")
# bodies whose name may join two fields with 和: 经济与安全审查委员会
_JOINED_HEADS = re.compile(
    r"(?:委员会|研究院|研究所|研究中心|研究会|促进会|学院|协会|学会|联合会|理事会|局|部|署|厅|院|中心|会议|组织|基金会|大会|论坛)$"
)
# a body inside another: 恒大集团|物业公司 stays one name, 保险公司|独家经营|农业保险 does not
_COMPANIES = frozenset("公司 集团 银行 有限公司 总公司 股份有限公司".split())
_LEGAL_FORMS = frozenset({"有限", "股份", "控股", "公司"})
_INNER_BODIES = re.compile(
    r"(?:分公司|子公司|研究院|研究所|党委|工会|医院|实验室|中心|基金会|学院|俱乐部|队|部|处|厂|支行|分行)$"
)
_PASSING = frozenset({"路经", "途经", "行经", "驶经"})  # 汽车|路经|天府大道
_COMPANY_FORMS = ("集团", "有限公司", "股份有限")
# last characters of coined names of companies that the segmenter cuts off
_COINED_ENDS = frozenset("达通联发利创兴盛捷泰华信源瑞恒丰隆昌顺安康美特博欣旺鼎合成宝亿鑫腾旭凯润")
_NAMED_AFTER = re.compile(
    r"(?:基金会|大学|学院|图书馆|纪念馆|文学馆|研究会|书院|医院|研究所|研究院|集团|公司|中学|小学|奖|讲座|艺术馆|美术馆|博物馆|机场|中心|故居|纪念堂|公园|实验室|控股|实业)$"
)


def may_belong(board: Board, index: int, suffix: Suffix, *, nearest: bool = False) -> bool:
    """Whether a token may be part of the name that grows over it from the right; ``nearest``: the head is next to it."""
    token = board.context.tokens[index]
    names = board.names
    if not _WORD.fullmatch(token.word) or token.word in _PASSING or _no_part(board, index, suffix):
        return False
    if token.word == "企业" and board.norm.startswith(_COMPANY_FORMS, token.end):
        return suffix.surface.endswith(("公司", "集团"))  # 上海新金环|企业|集团有限公司
    if token.word in _COINED_ENDS and suffix.surface.endswith("有限公司"):
        return len(board.context.tokens[index - 1].word) > 1 if index else False  # 金海|达|投资有限公司
    county = board.starting_at(token.start, ("GPE",)) if token.word in names.outside else None
    if county is not None and county.rule.startswith("county(") and county.end == token.end:
        return True  # 新兴|分队, of the district 新兴区
    if token.word in names.outside and token.word not in _WORLD and token.word != "联合":
        # 信阳市|第一|人民医院, 澳门|作家|协会
        first = token.word == "第一" and suffix.strong and suffix.label in _NUMBERED
        return nearest and (first or (suffix.surface in _OF_PEOPLE and token.tag[0] == "n"))
    if len(token.word) > 1 and token.tag[0] == "n" and token.word not in names.inside:
        # 会见 and 荣获 are nouns to the segmenter
        trigger = board.context.lexicon.happenings.triggers.get(token.word)
        if trigger is not None and not trigger.noun and board.starting_at(token.start) is None:
            return False
    told = _by_its_word(board, index, token, suffix)
    if told is not None:
        return told
    named = board.starting_at(token.start)
    if named is not None:
        return named.label != "PERSON" or named.end >= token.end
    return _by_its_tag(board, token, suffix)


def _no_part(board: Board, index: int, suffix: Suffix) -> bool:
    """对华|半导体, 投资|半导体, 参与国际|组织, 一|花炮厂: what is done, or any one of its kind, and no part of a name."""
    token = board.context.tokens[index]
    word = token.word
    if word == "一" and token.tag == "m" and suffix.surface in _KINDS_OF_WORKS:
        return len(board.context.tokens[index + 1].word) > 1
    if suffix.surface == "组织" and word in {"参与", "参加", "加入", "退出", "重返", "进入"}:
        return True
    if suffix.surface in _WARES and (word == "投资" or word in _TOWARDS):
        return True
    return word.endswith("在") and len(word) > 1 and not is_word(word)  # 美企在


def is_any(board: Board, index: int, suffix: Suffix) -> bool:
    """山洲村一|花炮厂: any one of its kind."""
    return suffix.surface in _KINDS_OF_WORKS and index > 0 and board.context.tokens[index - 1].word == "一"


def _by_its_word(board: Board, index: int, token: Token, suffix: Suffix) -> bool | None:
    """What the word alone decides; None for every other word."""
    if token.word == "驻":  # 中国|驻|洛杉矶|总领馆
        return bool(_MISSIONS.search(suffix.surface)) and board.starting_at(token.end, PLACES) is not None
    if token.word in _COMPANIES and not _INNER_BODIES.search(suffix.surface):
        # 重庆机场|集团|有限公司
        return token.word == "集团" and board.norm[token.end : token.end + 2] in _LEGAL_FORMS
    if token.word == "联合":  # 张家口|联合|石油化工|有限公司
        place = board.ending_at(token.start, PLACES)
        if place is None or board.starting_at(token.end) is not None:
            return False
        beside = board.norm[place.start - 1 : place.start] in _BESIDE  # 中国、斯洛伐克|联合登山队
        return not (beside and board.ending_at(place.start - 1, PLACES))
    if token.word == "予":
        return False  # 出售大厦|予|新公司
    if token.word == "控股":  # 盛峰国际|控股|有限公司
        return suffix.surface.endswith(("公司", "集团"))
    if token.word == "立":  # 浙江省|立|第一|师范学校
        return board.norm[token.start - 1 : token.start] in _LEVELS
    return _joins(board, index, suffix) if token.word in _JOINTS else None


def _by_its_tag(board: Board, token: Token, suffix: Suffix) -> bool:
    tag, inside = token.tag, token.word in board.names.inside
    if token.word in _SO_MANY_GREAT:
        return False  # 东航、南航|三大|航空公司
    if tag in {"v", "vn"} and not inside and board.starting_at(token.end, PLACES) is not None:
        return False  # 上海|出售|中环中心
    if tag in {"v", "vn"} and _is_deed(board, token, suffix):
        return False
    if tag == "vn" and is_business(suffix) and not inside:
        return False  # 中国|出口|新能源|汽车
    if tag[0] == "n" or tag in {"j", "b", "vn", "s", "eng", "l", "an"} or inside:
        return True
    if tag == "v":
        lexicon = board.context.lexicon
        plain = token.word not in lexicon.happenings.triggers and token.word not in board.names.speech
        field = not suffix.strong and suffix.alone == "none"  # 依靠|科技, 独家经营|农业保险
        return plain and len(token.word) == 2 and not field and token.word[1] not in _VERB_ENDS
    if tag == "m":
        counted = token.word[-1] in "个次名位家批"  # 第一个|进站
        return (token.word.startswith("第") and not counted) or token.word in "一二三四五六七八九十"
    if tag == "f":
        return token.word in _DIRECTIONS
    return tag in {"a", "x", "q", "g", "zg", "i"} and len(token.word) <= 3


def is_business(suffix: Suffix) -> bool:
    """科技, 汽车: a field of business that ends a company's name, and common nouns as often."""
    if suffix.strong or suffix.alone != "none" or suffix.label != "ORG":
        return False
    return len(suffix.surface) > 1 and suffix.surface != "部队"


def _is_deed(board: Board, token: Token, suffix: Suffix) -> bool:
    """北京联合大学|开设, 台北市教育局|调查: a verb right behind a known body is what it does, and no part of a name."""
    actor = board.ending_at(token.start, _ACTORS)
    if actor is None or actor.known is None:
        return False
    return token.tag == "v" or not _INNER_BODIES.search(suffix.surface)


def is_joined(token: Token, suffix: Suffix) -> bool:
    """及宏泰 before 科技股份有限公司: the segmenter glued the conjunction to a coined name."""
    if (
        token.word[0] not in _JOINTS | _LEADING
        or not 2 <= len(token.word) <= 4
        or not (suffix.surface.endswith("公司") or (suffix.label == "ORG" and suffix.alone == "none"))
    ):
        return False
    return token.tag[0] in "nxv" and not is_word(token.word)


def from_the_mark(board: Board, anchor: int, end: int, *, event: bool) -> int:
    """「第一|波罗的海银行」: a body that ends with the closing mark begins with the opening one, a word or two before."""
    if board.norm[end : end + 1] not in _CLOSING:
        return anchor
    opening = max(board.norm.rfind(mark, max(0, anchor - _FARTHEST), anchor) for mark in "「『“")
    more = _WORDS if event else _MORE  # 「金融科技|打诈高峰会」
    return opening + 1 if opening >= 0 and more.fullmatch(board.norm, opening + 1, anchor) else anchor


def _joins(board: Board, index: int, suffix: Suffix) -> bool:
    """和 between two common nouns joins them; next to a name it stands between two names."""
    tokens = board.context.tokens
    if board.context.tokens[index].word == "暨":  # 世界人工智能大会暨人工智能全球治理高级别会议
        return suffix.label == "EVENT" or suffix.surface == "会议"
    if index == 0 or not _JOINED_HEADS.search(suffix.surface):
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    if board.ending_at(before.end) is not None or board.starting_at(after.start) is not None:
        return False
    if before.word in _WHOLE_BODIES:
        return False  # 墨西哥军队|和|总检察院
    return before.tag[0] in "nv" and after.tag[0] in "nvbj"


def is_level(board: Board, start: int, word: str, suffix: Suffix) -> bool:
    """省公安厅, 市教育局: an office of the level that the article speaks of."""
    if word not in _LEVELS or not suffix.strong or suffix.alone != "any" or suffix.label != "ORG":
        return False
    return board.norm[start - 1 : start] not in _QUANTIFIERS


def is_verb(board: Board, word: str) -> bool:
    """解散|国会: the segmenter has the verb and its object as one word."""
    trigger = board.context.lexicon.happenings.triggers.get(word)
    return trigger is not None and not trigger.noun


def _is_office(board: Board, token: Token, suffix: Suffix, at: int) -> bool:
    """省|海洋与渔业|厅, 市|体彩|中心: the level, a field of two characters or more, and an office."""
    if token.word not in _LEVELS or suffix.surface not in _OFFICES or not 2 <= at - token.end <= 8:
        return False
    return board.norm[token.start - 1 : token.start] not in _QUANTIFIERS


def is_anchor(board: Board, token: Token, suffix: Suffix, at: int, *, generic: bool) -> bool:
    """Whether a name may begin with ``token``; ``generic``: between it and the head are only fields of business."""
    found = board.starting_at(token.start)
    if found is not None and found.label == "PERSON":
        follower = board.context.token_at(found.end)
        if follower is not None and follower.tag == "v" and follower.start < at:
            return False  # 卡内基|捐建|图书馆
        return (found.end == at or generic) and bool(_NAMED_AFTER.search(suffix.surface))
    if found is not None:
        return found.label in {"GPE", "LOC", "ORG", "NORP", "FAC", "PRODUCT", "EVENT"}
    if coined.is_counted(board, token):
        return False
    if len(token.word) == 1:
        if token.end < at:
            return _is_office(board, token, suffix, at)
        return is_level(board, token.start, token.word, suffix)
    if token.word == "国家" and token.end < at:  # 国家|海洋|救援|中心
        return suffix.label == "ORG" and suffix.surface in _STATE_BODIES
    if token.word in _WORLD:
        return (
            suffix.strong and (suffix.label == "EVENT" or suffix.surface in _WORLD_BODIES) and token.end < at
        )
    if suffix.surface in _SCHOOLS and token.end == at and token.word in schools.KINDS:
        return False  # 官立|中学
    if token.tag in {"ns", "nt", "nz", "nrt"}:
        return not (is_business(suffix) and _OFFICE.search(token.word))  # 调查科|科技
    if suffix.surface in _SCHOOLS and token.end == at:
        return coined.names_a_school(token)
    return coined.begins_a_firm(token, suffix, at, generic=generic)
