"""What stands behind a surname and is no given name: 戴希|等, 廖家, 赵华|说, 宋朝|元初, 吕岭路, 孙晶|孙女士."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import standing
from pipeline.extract.entities.room import FULL
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_AT_ONES = frozenset(
    "非法 合法 涉嫌 背后 身后 身旁 身边 身上 面前 眼前 手中 手上 心中 眼中 口中 任内".split()
)  # 站在萧|背后
_COUPLES = frozenset("夫妻 夫妇 父子 父女 母子 母女 兄弟 姐妹 兄妹 姐弟".split())  # 蔡|夫妻
_COUNTS = frozenset("一二三四五六七八九十两")
_NEVER_LAST = frozenset("等的了饰尸受")  # 王琳|饰
_NEVER_FIRST = frozenset("被只姓")  # 回应记者时|只说, 刘|姓特助
_NO_GIVEN = frozenset("家员妇姓母父")  # 廖家, 警员邱量虔 as 邱员
_KIN = frozenset("女子妻父母弟兄姐妹孙侄后死")  # 宇文泰|之女
_SAYS = frozenset("说称")  # 赵华|说，: no given name of two characters ends in it
# 吕岭路、仙岳路, 张杨路口
_STREET_BEHIND = re.compile(
    r"[、和与及至到][\u4e00-\u9fff]{1,4}[路街巷](?![\u4e00-\u9fff]{0,2}(?:说|表示))|路?口|附近|交叉|[0-9]+号|[东西南北中]段|一带|沿线"
)
_STREET_BEFORE = re.compile(r"[路街巷][、和与及]$")
_FEAST = "国庆"
_FEAST_BEHIND = re.compile(r"[，。、节前后假期长当快来临献七八档出黄小中]|$")  # 王|国庆假期
_REIGNS = frozenset(
    "贞观 永徽 开元 天宝 熙宁 元丰 宣和 绍兴 洪武 永乐 宣德 正统 景泰 天顺 成化 弘治 正德 嘉靖 隆庆 万历 天启 崇祯 顺治 康熙 雍正 乾隆 嘉庆 道光 咸丰 同治 光绪 宣统".split()
)
_OPENS, _CALLED_SHIP = frozenset("“「『"), frozenset({"号”", "号」", "号』"})
_JOINTS = frozenset("和由于与及")
_OF_FAMILY = frozenset("班族村庄庙祠湾沟河口坪")
_GOING_OUT = frozenset("生任席现")  # 阿莱|出生
_PARTICLES = frozenset("的了是说称在将把被等从为由对向")
_ERAS = frozenset("元初末中时代建开灭皇帝太高宗武文明年的")
_DYNASTIES = frozenset("唐宋元明清隋梁陈周秦汉金")
_BEFORE_AREA = frozenset("举选地特社校园辖灾战郊景片政")  # 选举区|罗明才: no surname
_NO_SURNAME = -4.0
#: points of a clear surname
CLEAR = 2.0
_SUSPECTS = frozenset("嫌男女")  # 邓嫌, 李男: how papers call a suspect
_OFFICES = ("GPE", "ORG")  # 刘通|任福建


def is_no_name(board: Board, text: str, surname_length: int, end: int) -> bool:
    """戴希|等, 张|被指, 廖家, 程先生, 赵华|说, 邓男|才, 郑|的说法, 陈幸|同。: what stands behind a surname and is no given name."""
    norm, given = board.norm, text[surname_length:]
    if text[-1] in _NEVER_LAST or given[0] in _NEVER_FIRST or given in _NO_GIVEN or given in _COUPLES:
        return True
    start = end - len(text)
    if (
        standing.at_request(norm, start, end)
        and board.names.before.before(norm, start) is None
        and len(given) > 1
    ):
        return True  # 应王毅|邀请, but 检察长|应勇|邀请
    if text == "高飞" and norm.startswith(("牺牲", "球", "接杀"), end):
        return True  # 高飞|牺牲打
    if text[0] == "连" and given[0] in _COUNTS:
        return True  # 利率|连七冻, 股价连三黑
    if text[0] in _JOINTS and board.names.before.at(norm, start + 1) is not None:
        return True  # 和|新任, 由|党主席
    if norm[start - 1 : start] in _OPENS and (
        norm[end : end + 2] in _CALLED_SHIP or norm[end - 1 : end + 1] in _CALLED_SHIP
    ):
        return True  # “海鹭|号”
    if given == text[-1]:
        return given in _PARTICLES or standing.dangles(board, end)
    dynasty = text[1] == "朝" and text[0] in _DYNASTIES and text[-1] in _ERAS
    if dynasty and board.names.before.before(norm, end - FULL) is None:
        return True  # 宋朝|元初
    if text[-1] in "路街巷" and (
        _STREET_BEHIND.match(norm, end) or _STREET_BEFORE.search(norm, max(0, start - 2), start)
    ):
        return True
    if (text[-1] == "之" and norm[end : end + 1] in _KIN) or _acts(board, text, surname_length, end):
        return True
    if text[-1] == text[0] and board.names.after.at(norm, end) is not None:
        return True  # 孙晶|孙女士
    if given[0] == "老" and surname_points(board, given[1]) >= CLEAR:
        return True  # 连|老胡
    if text[0] in _DYNASTIES and given in _REIGNS:
        return True  # 明|嘉靖
    return (
        (given[0] == "家" and given[1] in _OF_FAMILY)  # 张|家班
        or (given[0] in _SUSPECTS and text[:surname_length] + "姓" in norm)
        or (given[1] == "出" and norm[end : end + 1] in _GOING_OUT)
        or given[1] in _SAYS
        or given in board.names.after
        or given in _AT_ONES
        or _is_adverb(board, end)
        or text[0] == "但"
        or (text[0] == "区" and norm[end - len(text) - 1 : end - len(text)] in _BEFORE_AREA)
    )


def _acts(board: Board, text: str, surname_length: int, end: int) -> bool:
    """刘通|任福建, 祝愿|袁爷爷: a verb at the end of what would be the name, or over its first two characters."""
    if text[-1] in "任兼" and board.starting_at(end, _OFFICES) is not None:
        return True
    if surname_length > 1:
        return False
    start = end - FULL
    first = board.context.token_at(start)
    if first is None or first.tag != "v" or (first.start, first.end) != (start, end - 1):
        return False
    return is_word(first.word) and board.names.before.before(board.norm, start) is None


def _is_adverb(board: Board, end: int) -> bool:
    """童|后来, 王|已经: a word of time, an adverb or the like is no given name, but behind a title or before 说."""
    token = board.context.token_at(end - 1)
    if token is None or token.end != end or token.start != end - 2 or token.tag[0] not in "tdcpr":
        return False
    told = board.names.before.before(board.norm, token.start - 1)
    if told is None and token.word == _FEAST and not _FEAST_BEHIND.match(board.norm, end):
        return surname_points(board, board.norm[token.start - 1]) < CLEAR  # 李国庆|也在
    if told is None and token.tag[0] == "d":
        told = board.names.speech.at(board.norm, end)  # 闫大为|称
    return told is None and is_word(token.word)


def surname_points(board: Board, char: str) -> float:
    """Points of a surname."""
    scores = board.names.characters.get(char)
    return _NO_SURNAME if scores is None or scores.surname is None else scores.surname
