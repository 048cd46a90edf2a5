"""Foreign people without a dot (基里延科) that a title, a verb of speech or their place in the sentence vouches for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.entities import illnesses, stretch
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.lexicon.names import Names
    from pipeline.model import Token

_LONGEST_RUN = 12  # code points of a name without a dot
_INTO = frozenset("在赴抵")
_SHIRT = re.compile(r"[0-9]号$")  # 11号萨拉斯: the number of a player
_CUT = frozenset({"chinese-name", "japanese-name", "transliteration-word"})
_PLACE_END = re.compile(
    r"(?:州|省|市|县|岛|山|河|湖|海|湾|港|城|镇|区|洲|斯坦|堡|国|群岛|半岛|海峡|高原|共和国|大学|公司|集团|银行|学院|队|俱乐部|协会|报|社|[东西南北中]路)$"
)
_FOLLOWED_BY_PLACE = re.compile(
    r"(?:州|省|市|县|岛|山|河|湖|海|湾|港|镇|区|洲|群岛|半岛|海峡|高原|大学|公司|集团|银行|学院|机场|高中|中学|城堡|教堂|修道院|队|俱乐部|人(?!士)|·|口岸|监狱|难民营|检查站|油田|核电站)"
)
_BEFORE_PERSON = re.compile(r"(?:^|[，。；：！？“\n、和与及由被把让给对向但而将]|[^称名]为)$")
_AFTER_PERSON = re.compile(
    r"(?:的(?!城市|首都|首府|村)|[，、。和与及在又也则还再曾仍已将被把从向对因以才就都说]|不(?!同)|没有|于[12])"
)
_BEING = frozenset("是 为 位于 属 属于 有 称 指 至 到 产".split())
_PLACE_BEHIND = re.compile(
    r"(?:州|县|岛|山(?![东西])|河(?![北南])|湖(?![北南])|海(?!军|外)|湾|港|镇|洲|城|群岛|半岛|海峡|高原|雪山|瀑布|峰会?|水域)"
)
#: characters that stand between names and end one
FUNCTION = frozenset(
    "和与及对在由向从跟被把比让请叫给为是有的了说称于至到等将也都则就又还以因同所即且或而但并其该这那靠"
)
_TIME = re.compile(r"[上下本今去昨明当][月周年日天午晚]")  # 林西强|上月


@cache
def _run_pattern(core: str, inside: str) -> re.Pattern[str]:
    return re.compile(f"[{core}][{inside}]{{1,7}}")


def find(board: Board) -> None:
    """Runs of transliteration characters with a title before, a verb of speech behind or the like."""
    names, norm, body = board.names, board.norm, board.context.article.body_start
    for match in _run_pattern(names.transliteration, names.transliteration_inside).finditer(norm, body):
        _run(board, names, match.start(), match.end())


_THING = re.compile(
    r"(?:[”」]?级|.?号(?![称召令])|[杯奖队村寨族语人教节病症法星草树花鱼舞河车型牌号级派系军党石油矿粉酒茶咖布衫裤鞋裙舰艇炮枪弹氏]|主义|综合征|效应|定律|定理|公式|时代|王朝|帝国|文明|公司|集团|[A-Za-z]|[0-9]++(?![年月日号岁点时分:]))"
)


def ends_like_a_place(text: str) -> bool:
    """罗克韦尔堡, 比奥岛."""
    return _PLACE_END.search(text) is not None


def place_follows(norm: str, end: int) -> bool:
    """多尔|省, 内卡|河."""
    return _FOLLOWED_BY_PLACE.match(norm, end) is not None


def nothing_else(norm: str, end: int) -> bool:
    """诺贝尔奖, 桑塔纳轿车, 阿尔茨海默病: what stands behind says that no person is meant."""
    return not _THING.match(norm, end)


def _run(board: Board, names: Names, start: int, end: int) -> None:
    """基里延科: at least three characters, words of the segmenter at both ends, and a title or a verb beside it."""
    context, norm = board.context, board.norm
    first, last = context.token_at(start), context.token_at(end - 1)
    if first is None or last is None or board.covered(start, end):
        return
    if first.start < start:
        start = first.end
        first = context.token_at(start)
    if last.end > end and not _led_out(last, end):
        end = last.start
    end -= norm[end - 1] == "人" and norm[end : end + 1] in _INTO  # 哈佐|人|在日内瓦
    if end - start < 3 or first is None or first.start != start or _FOLLOWED_BY_PLACE.match(norm, end):
        return
    if norm[start:end] in names.not_people:  # 亚马逊
        return
    tokens = context.tokens[context.token_index(start) : context.token_index(end - 1) + 1]
    known = [token for token in tokens if len(token.word) > 1 and token.end <= end]
    if any(token.tag[0] in "vdpcurmfaqt" or token.tag in {"n", "ns", "nt", "l", "i"} for token in known):
        return
    title = names.before.before(norm, start)
    speech = names.speech.at(norm, end)
    foreign = any(token.tag in {"nr", "nrt", "nrfg"} for token in known) and len(known) == len(tokens)
    shirt = _SHIRT.search(norm, max(0, start - 3), start) is not None and nothing_else(norm, end)
    if title is not None or shirt or (speech is not None and end - start <= 6):
        board.add(Found(start, end, "PERSON", "transliteration", ORDINARY))
    elif foreign and len(tokens) == 1 and tokens[0].tag == "nrt" and nothing_else(norm, end):
        board.add(Found(start, end, "PERSON", "transliteration-word", GUESS))
    elif _stands_like_a_person(board, start, end) and not (len(tokens) == 1 and is_word(tokens[0].word)):
        board.add(Found(start, end, "PERSON", "transliteration-bare", GUESS))


def _led_out(last: Token, end: int) -> bool:
    """卡雷曼斯|向: the segmenter glued a preposition or an adverb to the name's last character."""
    return last.end == end + 1 and last.word[-1] in FUNCTION and not is_word(last.word)


def _stands_like_a_person(board: Board, start: int, end: int) -> bool:
    """和梅莉迪丝在一起, 被索斯盖特换下: no preposition of place before it, and behind it what a person does."""
    norm = board.norm
    if not 3 <= end - start <= 7 or not _BEFORE_PERSON.search(norm, max(0, start - 2), start):
        return False
    if _PLACE_END.search(norm, start, end):
        return False
    if _AFTER_PERSON.match(norm, end):
        return True
    following = board.context.token_at(end)
    return (
        following is not None
        and following.start == end
        and following.tag in {"v", "d", "p"}
        and following.word not in _BEING
    )


def mend(board: Board) -> None:
    """皮耶特|普拉桑克穆斯特鲁, 伊丽莎|白: a name cut out of a longer foreign word is the whole word, or nobody."""
    for found in [
        one
        for one in board.found
        if one.label == "PERSON"
        and (one.rule in _CUT or one.rule.startswith("word(") or _is_short(board, one))
    ]:
        if found not in board.by_start[found.start]:
            continue  # dropped with another piece
        if not set(board.norm[found.start : found.end]) <= board.names.transliteration_dotted:
            continue
        start, end = stretch.stretched(board, *_whole(board, found))
        if (start, end) == (found.start, found.end):
            if found.rule == "chinese-name" and not found.title and _is_thing(board.norm, found):
                board.drop(found)  # 雷尼尔|雪山, 艾瑞泽|7
            continue
        for piece in {id(one): one for one in (found, *board.touching(start, end))}.values():
            if piece is found or (piece.known is None and piece.rule in _CUT):
                board.drop(piece)
        if 4 <= end - start <= _LONGEST_RUN and not board.covered(start, end) and _is_run(board, start, end):
            if illnesses.is_illness(board, start, end):
                continue  # 基孔肯雅热
            board.add(Found(start, end, "PERSON", "transliteration-run", GUESS))


def _is_short(board: Board, found: Found) -> bool:
    """诺伊|鲍尔 is not 鲍尔, 哈维|斯托 not 哈维: a listed name of two characters beside a foreign word."""
    if not found.rule.startswith("name(") or len(found) != 2:
        return False
    before = board.context.token_at(found.start - 1) if found.start else None
    after = board.context.token_at(found.end)
    return (before is not None and before.end == found.start and _is_part(board, before)) or (
        after is not None and after.start == found.end and _is_part(board, after)
    )


def _is_part(board: Board, token: Token) -> bool:
    """斯托: a foreign name of the segmenter's dictionary that is no name of any table."""
    if token.tag != "nrt" or len(token.word) < 2:
        return False
    if any(one.known is not None for one in board.touching(token.start, token.end)):
        return False
    return board.names.transliteration_dotted.issuperset(token.word)


def _is_thing(norm: str, found: Found) -> bool:
    """What looks like a person in the characters of transliterations is a place or a model by its end or what follows."""
    start, end = found.start, found.end
    return (
        (norm[start - 1 : start] in _INTO and found.rank == GUESS)  # 在阿拉曼, but 在陈亚平家
        or (end - start > 2 and _PLACE_END.search(norm, start, end) is not None)
        or _PLACE_BEHIND.match(norm, end) is not None
        or not nothing_else(norm, end)
    )


def _is_run(board: Board, start: int, end: int) -> bool:
    norm = board.norm
    return not (
        _PLACE_END.search(norm[start:end])
        or _FOLLOWED_BY_PLACE.match(norm, end)
        or not nothing_else(norm, end)
    )


def _whole(board: Board, found: Found) -> tuple[int, int]:
    """The range of the foreign word that ``found`` stands in."""
    tokens = board.context.tokens
    first, last = board.context.token_index(found.start), board.context.token_index(found.end - 1)
    start, end = found.start, found.end
    glued = tokens[first].start < start and not found.title  # 法定代表|人肖|明福
    if glued and set(tokens[first].word) <= board.names.transliteration_dotted:
        start = tokens[first].start

    def short() -> bool:
        """What has grown longer than any name is none: its range is not looked at to its end."""
        return end - start <= _LONGEST_RUN or (start, end) == (found.start, found.end)

    while first > 0 and short() and _continues(board, tokens[first - 1], start):
        first -= 1
        start = tokens[first].start
    inside = tokens[last].end > end and not _TIME.match(board.norm, end)
    if inside and set(tokens[last].word) <= board.names.transliteration_dotted:
        end = tokens[last].end
    while (
        last + 1 < len(tokens)
        and short()
        and end == tokens[last].end
        and _continues(board, tokens[last + 1], end)
    ):
        last += 1
        end = tokens[last].end
    return start, end


def _continues(board: Board, token: Token, edge: int) -> bool:
    """A foreign word that no dictionary has, or that it has as a name, touching the range."""
    if edge not in {token.start, token.end} or not set(token.word) <= board.names.transliteration_dotted:
        return False
    if (
        token.word in FUNCTION
        or board.starting_at(token.start, ("GPE", "ORG")) is not None
        or len(token.word) == 1
    ):
        return False
    if token.tag == "nrt" or not is_word(token.word):
        return True
    if token.tag == "ns" and board.starting_at(token.start) is None:  # 迪比亚|吉奥: a place of no table
        return all(char in board.names.transliteration_inside for char in token.word)
    titled = token.tag == "ns" and edge == token.end  # 好手法兰|吉斯卡
    return titled and board.names.before.before(board.norm, token.start) is not None
