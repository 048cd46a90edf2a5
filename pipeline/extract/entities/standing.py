"""Where a name stands: what the words of the segmenter and the words on either side say for a person there.

Points in the unit of ``people``: see there how they were set.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import frames
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import Token

_NAME_OF_TWO, _NAME_OF_THREE = 9.5, 3.0  # a word of the segmenter that is this name
_THREE = 3
_LOOSE, _LOOSE_FUNCTION = 2.5, -1.5  # one character by itself
_PLACE_MALUS = -8.0  # 苏禄|岛
_WATER_MALUS = -14.0
_GUESSED, _GUESSED_MALUS = 1.5, -1.0  # a word that it made up is the name, or reaches beyond it
_WORD_MALUS = -8.0  # an ordinary word is the whole name
_INNER_MALUS, _INNER_NAME = -5.0, -1.0  # or stands inside; one that may be a given name does
_LIKELY_GIVEN = 1.0
_NO_GIVEN = frozenset("语族教滩峡洋")
_LEFT_MALUS = -4.0  # or reaches into it
_CUT_WORD, _CUT_NAME = -14.5, -12.0  # or reaches beyond it; a name that the segmenter made up does
_NAME_AND_WORD = 5.5  # 何可欣|及
_WITH_WORD = -4.0  # 张伟|进
_CLEAR_ENDING = 3.0  # of an adverb or preposition that ends a name
# points of a character as the last of a name: below which none ends in it, few do, or not many
_NO_NAMES_END, _FEW_NAMES_END, _SOME_NAMES_END = -2.5, -1.0, 1.0
_UNLIKELY = -2.0  # of a character that seldom ends one
_PARTICLES = frozenset("等的为在是")
_RARE_TAGS = "zgnaqjl"  # a character of these stands seldom alone behind a name
_SHORTER = -2.0  # the name of two characters is a word, 李斯|写
TITLE_BEFORE, _BYLINE_BONUS, _BOUNDARY_BEFORE = 12.0, 4.0, 6.5
_TITLE_AFTER, SPEECH_AFTER, _BOUNDARY_AFTER = 8.0, 9.5, 3.5  # the most that may stand behind is speech
_DAY_AFTER = 6.0
_FRAME_BEFORE = 4.0
_TAG_BEFORE = {"p": 4.5, "c": 4.0, "v": 3.0, "n": -2.0}
_TAG_AFTER = {"p": 6.0, "d": 5.0, "c": 3.5, "v": 3.0, "n": -3.0}
_CUT_SHORT = 11.0  # a given name of one character, where another joins
_OF_BEFORE, _OF_AFTER = 2.0, 3.5  # 的
_PLACE_ENDINGS = frozenset("岛山湖河溪湾")
_WATERS = frozenset("湖港湾渡里路")
_DOING = frozenset("致作讲率")  # what a verb begins with, glued to a name
_WHEN = frozenset("后时")  # 见到张伟|后，
_THEN = re.compile(r"[今昨明前](?:[天日晚早晨]|[(])|[0-9]{1,2}[日月]|周[一二三四五六日]")
_AFTERWARDS = re.compile(r"[，。；、\s他她它我又再便就即随仍还曾]|$")
# the tag of what the segmenter glued to a name
_GLUED = (
    dict.fromkeys("则已将曾仍再又都却正还也", "d")
    | dict.fromkeys("和及与而", "c")
    | dict.fromkeys("对从被把向由于为在", "p")
    | {"后": "c", "时": "c"}
    | dict.fromkeys(_DOING, "v")
)
_BEHIND_NAME = frozenset("和及与于是共为也到在对还却正被把向从将已又都则即仍曾再说后时受应今昨")
# last characters of words that begin like a name: 杨树村, 赵王陵, 巴氏奶, 蒋和 (宋), 朱丹及, 安倍派, 丁二烯
NO_ENDING = frozenset(
    "村镇路街巷陵庙寺宫殿区县市省氏奶网姓杯奖员者和与及便在说称对将也都就则亦曾仍谎更既均皆才刚再从向被是为的了等所并但却已又而或因由于把给让仅人们很性郡乡藩族墟派属版案卡穿坝墓厅堡室"
    "烯烷炔酮醛酯醚苯酚胺酶肽"
)
BOUNDARY = re.compile(r"[\s，。！？；：、“”‘’「」『』（）()《》〈〉…—,.!?;:\"'\[\]【】|/-]")
CLOSING = re.compile(r"[，。！？；：、”’」』）)\n]")
# 高安|17日上午受访时, 张伟|15日在: when somebody did or said something
_DAY = re.compile(
    r"(?:[0-9]{1,2}日|[今昨][天日晚早]|[今昨]天?日?\([0-9/]{1,5}日?\)[日天]?|(?:上|本)?周[一二三四五六日](?:\([0-9月日/]{2,6}\))?)(?:上午|下午|晚间|傍晚|中午|凌晨|清晨|晚)?"
    r"(?:在|说|称|则|也|再|已|表示|宣布|受访|接受|出席|抵达|会见|指出|强调|透露|率|对|应|主持|前往|飞抵|发表)"
)
# 柯岚|为社会文化司司长，: who is appointed to what
_APPOINTED = re.compile(
    r"[为任][^，。；,;、\n]{2,16}?(?:长|专员|委员|官|书记|主任|主席|总理|总裁|总经理|大使|代表)(?=[，。；,;、\n]|$)"
)
# 以|国会过半数议席上台: by what, and nothing of Israel
_BY_WHAT = re.compile(r"[^，；。]{0,12}(?:支持|票|优势|议席|多数|名义|身[份分]|为由|[的之]?方式)")
_ASKS = re.compile(r"的?(?:之?邀|邀请|要求|请求|委托)")
_BYLINE = re.compile(
    r"(?:记者|通讯员|摄影|编辑|作者|责编|文|图|发布者|撰文|编译|校对|实习生|特派员)[:：\s/|/]{0,2}$"
)


def shape(board: Board, index: int, start: int, end: int) -> tuple[float, int]:
    """What the segmenter makes of the characters, and the index of the token behind them.

    One name, loose characters, or words that are none.
    """
    points = 0.0
    for token in board.context.tokens[index : index + end - start]:
        if token.start >= end:
            break
        points += _token(board, token, start, end)
        index += 1
    return points, index


def _token(board: Board, token: Token, start: int, end: int) -> float:
    """The points of one token of a name."""
    exact, name = token.start == start and token.end == end, token.tag[:2] == "nr"
    if exact and name and token.word[-1] in _WATERS and end - start > 2 and not is_word(token.word):
        return _WATER_MALUS  # 邵伯湖, but a title or a verb of speech outweighs it
    if exact and name:
        closed = (
            CLOSING.match(board.norm[end : end + 1] or "。") or _JUST_THEN.match(board.norm, end - 1)
        ) and token.word[-1] not in _WHEN  # 何俊有、
        if end - start > 2 and not is_word(token.word) and not closed and _is_glued(board, start, end - 1):
            return _WITH_WORD
        return _NAME_OF_TWO if end - start == 2 else _NAME_OF_THREE
    if token.end - token.start == 1:
        if token.end == end > start + 2 and token.word in _PLACE_ENDINGS:
            return _PLACE_MALUS
        return _LOOSE if token.tag[0] not in "pcudrv" else _LOOSE_FUNCTION
    if token.end == end + 1 and _LED_OFF.match(board.norm, end) and token.start >= start:
        return _LOOSE
    if not name and not is_word(token.word):
        return _GUESSED_MALUS if token.end > end or token.start < start else _GUESSED if exact else 0.0
    if name and token.start == start and token.end > end and not is_word(token.word):
        return _NAME_AND_WORD if _is_glued(board, start, end) else _CUT_NAME
    if exact:
        return 0.0 if _is_unlisted(board, token) else _WORD_MALUS
    if token.start < start:
        if _but(board, token, start, end):
            return _NAME_OF_TWO if end - start < _THREE else _NAME_OF_THREE
        return _LEFT_MALUS
    if token.end > end:
        return _CUT_WORD
    return _INNER_NAME if name or _is_given(board, token, start, end) else _INNER_MALUS


_JUST_THEN = re.compile(r"正(?=[昨今前明]|[0-9]{1,2}[日月]|日前|于[0-9])")  # 邱垂正|昨天: no adverb
# 黄泽平|等14人: the segmenter took the last character of the name to the word behind it
_LED_OFF = re.compile(r"等(?=[0-9一二两三四五六七八九十多数]+(?:余|多)?[名位人个家])")


def _is_glued(board: Board, start: int, end: int) -> bool:
    """何可欣|及, 张伟|进行, 吕红|共: what the segmenter glued to a name is no part of it.

    It is a preposition or the like, begins a word and ends no names, or the article tells the name without it as well.
    """
    norm, last = board.norm, board.norm[end]
    if last in _WHEN and _AFTERWARDS.match(norm, end + 1) is None:
        return False  # 宗泽后|周六在平台发文
    if last in _BEHIND_NAME or norm.startswith("会否", end):  # 会否 is HK and Malaysia's 会不会
        return True
    if last == norm[start] and board.names.after.at(norm, end + 1) is not None:
        return True  # 孙晶|孙女士
    scores = board.names.characters.get(last)
    second = scores.second if scores is not None else _FEW_NAMES_END - 1
    if second < _NO_NAMES_END or (second < _FEW_NAMES_END and is_word(norm[end : end + 2])):
        return True
    short = end - start < _THREE
    return short and second < _SOME_NAMES_END and board.again.alone(norm[start:end], last)


def _but(board: Board, token: Token, start: int, end: int) -> bool:
    """但|葛菲, 应|王毅邀请: the segmenter glued what stands at the head of a clause to a name."""
    glued = token.word[0] == "但" or at_request(board.norm, start - 1, end)
    return glued and (token.start, token.end) == (start - 1, end) and not is_word(token.word)


def at_request(norm: str, start: int, end: int) -> bool:
    """Whether 应 stands at ``start`` and who invites or asks ends at ``end``: 应|王毅|邀请; 以 so in 以|国会多数支持."""
    asks = _ASKS if norm[start] == "应" else _BY_WHAT if norm[start] == "以" else None
    return asks is not None and asks.match(norm, end) is not None


def _is_given(board: Board, token: Token, start: int, end: int) -> bool:
    """庞|卫国: a town to the dictionary, and two characters that given names are made of."""
    if (token.start, token.end) != (start + 1, end) or len(token.word) != 2:
        return False
    titled = board.names.before.before(board.norm, start) is not None  # 主任章|自力
    if token.tag not in {"ns", "nz"} and not titled:
        return False
    if token.word[1] in _NO_GIVEN or token.word[1] in _PLACE_ENDINGS:
        return False  # 信|德语, 南|海滩
    first, second = (board.names.characters.get(char) for char in token.word)
    return first is not None and second is not None and first.first + second.second > _LIKELY_GIVEN


def _is_unlisted(board: Board, token: Token) -> bool:
    """黄兴国: a place to the dictionary and to no table; 副主席周铁农: a proper name behind a title."""
    if token.tag == "nz" and board.names.before.before(board.norm, token.start) is not None:
        return len(token.word) == _THREE
    if token.tag != "ns" or len(token.word) != _THREE or board.covered(token.start, token.end):
        return False
    return not board.names.transliteration_dotted.issuperset(token.word)


def length(token: Token, given: int, end: int, *, joins: bool) -> float:
    """What speaks against a given name of one character where another joins, and of two where the segmenter sees one."""
    if given == 1:
        return -_CUT_SHORT if joins else 0.0
    shorter = not joins and token.end == end - 1 and token.tag.startswith("nr")
    return _SHORTER if shorter else 0.0


def joins(board: Board, at: int) -> bool:
    """张洁|清|算, 袁毓|林先生, 林西|强上|月: a character that likes to end a name is no word behind a shorter one."""
    token = board.context.token_at(at)
    if token is None or token.start != at:
        return False
    if token.tag.startswith("nr") and board.names.after.get(token.word[1:]) is not None:
        return True
    if takes_office(board, at):
        return False  # 方伟|任组长
    if token.word == "正" and _THEN.match(board.norm, at + 1):
        return True  # 卜敏正|今天: the adverb stands before a verb
    if len(token.word) > 1 and is_word(token.word):
        return False
    if token.word[1:] in _DOING and board.names.before.before(board.norm, at - 2) is not None:
        ends = board.names.characters.get(token.word[0])
        return ends is not None and ends.second > _FEW_NAMES_END - 1  # 书记杨勇|刚致|欢迎词
    if len(token.word) == 1 and token.tag[0] in _RARE_TAGS:
        return token.word not in NO_ENDING and token.word not in _PLACE_ENDINGS
    scores = board.names.characters.get(token.word[0])
    if scores is None or token.word[0] in NO_ENDING:
        return False
    if token.word[1:] in _PARTICLES:  # 张少|农等, 张煜|全为: a guess of the segmenter that ends in a particle
        return scores.second > _UNLIKELY
    return scores.second > (_CLEAR_ENDING if token.tag[0] in "drp" else 0.0)


def dangles(board: Board, at: int) -> bool:
    """才 of 罗明|才、, 同 of 陈幸|同。, 和 of 段义|和(: an adverb or preposition has something behind it, so that this is none."""
    if not CLOSING.match(board.norm, at + 1) and board.norm[at : at + 2] != "和(":
        return False
    token = board.context.token_at(at)
    return token is not None and len(token.word) == 1 and token.tag[0] in "dpcr"


def takes_office(board: Board, at: int) -> bool:
    """任组长: the segmenter has the verb and the office as one word."""
    return board.norm[at : at + 1] == "任" and board.names.before.at(board.norm, at + 1) is not None


def before(board: Board, index: int, start: int) -> float:
    """A title, the head of a byline, a boundary, or what kind of word stands before the name."""
    norm = board.norm
    points = TITLE_BEFORE if board.names.before.before(norm, start) is not None else 0.0
    if _BYLINE.search(norm, max(0, start - 8), start):
        points += _BYLINE_BONUS
    if BOUNDARY.match(norm[start - 1 : start] or " "):
        return points + _BOUNDARY_BEFORE
    if norm[start - 1] == "但":
        return points + _TAG_BEFORE["c"]
    token = board.context.tokens[index - 1] if index else None
    if token is None or token.end != start:
        return points
    if token.word == "的":
        return points + (_FRAME_BEFORE if norm[start - 2 : start - 1] == "岁" else _OF_BEFORE)
    if frames.before(norm, start):
        points += _FRAME_BEFORE
    return points if token.tag.startswith("nr") else points + _TAG_BEFORE.get(token.tag[0], 0.0)


def after(board: Board, end: int, following: int) -> float:
    """A title, a verb of speech, a boundary, or what kind of word stands behind the name."""
    norm = board.norm
    deputy = norm[end : end + 1] == "副"
    title = board.names.after.at(norm, end + deputy)
    if title is not None and norm[title[1] : title[1] + 1] != "奖":  # 新晋|导演奖
        return _TITLE_AFTER
    if board.names.speech.at(norm, end) is not None:
        return SPEECH_AFTER
    if BOUNDARY.match(norm[end : end + 1] or " "):
        return _TITLE_AFTER if frames.behind(norm, end) else _BOUNDARY_AFTER
    if _DAY.match(norm, end):
        return _DAY_AFTER
    if _APPOINTED.match(norm, end) or frames.behind(norm, end):
        return _TITLE_AFTER
    if takes_office(board, end):
        return _TAG_AFTER["v"]
    token = board.context.tokens[following] if following < len(board.context.tokens) else None
    glued = board.context.token_at(end)
    if glued is not None and glued.start < end:
        return _TAG_AFTER.get(_GLUED.get(norm[end], ""), 0.0)
    if token is None or token.start != end or token.tag.startswith("nr"):
        return 0.0
    return _OF_AFTER if token.word == "的" else _TAG_AFTER.get(token.tag[0], 0.0)
