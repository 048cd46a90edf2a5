"""People whom titles tell on both sides, whatever their characters: 主席|淡马亚|教授; and Malays behind an honour.

Or behind an office of Malaysia: 拿督|惹哈拉指, 总警长|拉惹沙隆, 国家元首苏丹|阿都拉.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.gates import led
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_LEARNED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:教授|博士|医生|医师|助理总监|副总监|总监|助理警监|副警监|警监|助理警司|警司|拿督)(?![生后级])"
)
_HONOUR = led(
    re.compile(
        r"(?:拿督(?:斯里|威拉|巴杜卡)?|丹斯里|拿汀(?:斯里)?|总警长|警察总长|警区主任|州务大臣|元首苏丹|端姑)+"
    )
)
_MALAY = re.compile(
    r"(?:莫哈末|莫哈默|莫罕末|穆罕默德?|阿都(?!斗)|西蒂|东姑|端姑|拉惹|阿末)(?=[\u4e00-\u9fff])"
)
# 学者们, 总理再三, 局长赛后: what is no name between the two
_NO_SPEAKER = re.compile(
    r"^[们则也亦还再又都均曾已将今昨明当首一二三四五六七八九十多不没未更最后前随并仍先同就只才刚便即亲大公口书对在][\u4e00-\u9fff]|[后前时中内上下日月年次度们都也则并又还再面曾已将未不]$"
)
_OVER = re.compile(
    r"[，。；：、！？,.;:!?\s“”「」（）()]|$|[指说称在今昨与和及的]|周[一二三四五六日]|出席|发文|透露|等人|等领袖|领导"
)
# 国家元首|苏丹, 柔佛|苏丹: the ruler and not the country
_RULER_BEFORE = re.compile(
    r"(?:元首|陛下|[文汶]莱|柔佛|雪兰莪|霹雳|吉打|彭亨|登嘉楼|丁加奴|吉兰丹|阿曼|奥斯曼|土耳其|帝国|日惹|苏禄|雪州|霹州|州|任|位|代)$"
)
_RULER_BEHIND = re.compile(r"(?:殿下|陛下|后(?![方来])|宫|王朝|国王|册封|御准|谕令|宣誓)")
_PROPER = frozenset({"nr", "nrt", "nrfg", "ns", "nz"})
_SHORTEST, _LONGEST = 2, 5  # code points of such a name
_NAME = re.compile(rf"(?:(?![{IN_NO_NAME}及兼任曾副级及等])[\u4e00-\u9fff]){{2,5}}")


def find(board: Board) -> None:
    """Between two titles, and behind an honour of Malaysia up to a verb of speech or a boundary."""
    norm, body = board.norm, board.context.article.body_start
    for match in _LEARNED.finditer(norm, body + _SHORTEST):
        end = match.start()
        for start in range(end - _SHORTEST, max(body, end - _LONGEST) - 1, -1):
            if board.names.before.before(norm, start) is not None:
                if not _has_words(board, start, end) and not _ends_in_surname(board, start, end):
                    _write(board, start, end)
                break
    _rulers(board)
    _malays(board)
    _speakers(board)
    for match in _HONOUR.finditer(norm, body):
        start = match.end()
        _drop_across(board, match.start(), start)
        for end in range(start + _SHORTEST, start + _LONGEST + 1):
            if _OVER.match(norm, end) or board.names.speech.at(norm, end) is not None or _acts(board, end):
                if not _has_words(board, start, end):
                    _write(board, start, end)
                break


def _acts(board: Board, end: int) -> bool:
    """拿督法鲁尼占|州行政议员, 丹斯里诺奥马|则出任, 拉惹沙仑|颁发: a title, an adverb or a verb of two characters behind a name."""
    if board.norm[end] in "则也已将曾又仍因于" or board.names.after.at(board.norm, end) is not None:
        return True
    token = board.context.token_at(end)
    return token is not None and token.start == end and len(token.word) > 1 and token.tag == "v"


def _malays(board: Board) -> None:
    """莫哈末|占祖里: what follows a first name of Malays, up to a verb, a title or a boundary."""
    norm = board.norm
    for match in _MALAY.finditer(norm, board.context.article.body_start):
        start = match.start()
        if norm[start - 1 : start] == "·" or not _begins(board, start):
            continue
        for end in range(match.end() + 1, match.end() + _LONGEST):
            over = _OVER.match(norm, end) or board.names.speech.at(norm, end) is not None
            if over or board.names.after.at(norm, end) is not None:
                inside = board.touching(match.end(), end)
                if not _has_words(board, match.end(), end) and not any(one.known for one in inside):
                    for one in board.touching(start, end):
                        if one.label == "PERSON" and one.known is None:
                            board.drop(one)
                    if not board.covered(start, end):
                        board.add(Found(start, end, "PERSON", "malay-name", ORDINARY))
                break


def _speakers(board: Board) -> None:
    """学者|提提蓬|认为: between a title and a verb of speech, whatever its characters."""
    norm, body = board.norm, board.context.article.body_start
    for index in board.context.beginning(board.names.speech.firsts):
        end = board.context.tokens[index].start
        if end < body + _SHORTEST or board.names.speech.at(norm, end) is None:
            continue
        if board.covered(end - 1, end):
            continue
        for start in range(end - _SHORTEST, max(body, end - _LONGEST) - 1, -1):
            title = board.names.before.before(norm, start)
            if title is None or start - title[1] < _SHORTEST:
                continue
            free = not board.covered(start, end) and _NO_SPEAKER.search(norm, start, end) is None
            if free and not _has_words(board, start, end) and board.names.before.before(norm, end) is None:
                _write(board, start, end)
            break


def _begins(board: Board, start: int) -> bool:
    token = board.context.token_at(start)
    return token is not None and (token.start == start or not is_word(token.word))


def _rulers(board: Board) -> None:
    """文莱|苏丹: no country."""
    for found in [one for one in board.found if one.label == "GPE" and len(one) == _SHORTEST]:
        if board.norm.startswith("苏丹", found.start) and (
            _RULER_BEFORE.search(board.norm, max(0, found.start - 3), found.start)
            or _RULER_BEHIND.match(board.norm, found.end)
        ):
            board.drop(found)


def _drop_across(board: Board, start: int, end: int) -> None:
    """丹斯 and 里弗兹 of 丹斯里|弗兹: guesses that the honour is part of."""
    for one in board.touching(start, end):
        if one.label == "PERSON" and one.known is None:
            board.drop(one)


def _ends_in_surname(board: Board, start: int, end: int) -> bool:
    """老板|娘王|医生: the title of a surname."""
    last = board.names.characters.get(board.norm[end - 1])
    return end - start == _SHORTEST and last is not None and (last.surname or 0.0) > 1.0


def _has_words(board: Board, start: int, end: int) -> bool:
    """头衔 of 拿督|头衔|取消: what the dictionary has as no name."""
    tokens = board.context.tokens
    inside = tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    return any(len(token.word) > 1 and is_word(token.word) and token.tag not in _PROPER for token in inside)


def _write(board: Board, start: int, end: int) -> None:
    text = board.norm[start:end]
    if (
        _NAME.fullmatch(text) is None
        or text.startswith("时只")
        or is_word(text)
        or text in board.names.not_people
    ):
        return
    if board.context.article.text[start] == "係":  # 代表|係车务|总监: Hong Kong's 是
        return
    pieces = board.touching(start, end)
    if any(one.known is not None and len(one) > _SHORTEST for one in pieces):
        return
    if any(one.start < start or one.end > end for one in pieces):
        return
    people = [one for one in pieces if one.label == "PERSON"]
    if any(one.known is not None or (one.start, one.end) == (start, end) for one in people):
        return
    for one in people:
        board.drop(one)  # 哈拉 of 惹哈拉
    title = board.names.before.before(board.norm, start)
    word = board.norm[title[1] : start] if title is not None else ""
    board.add(Found(start, end, "PERSON", "between-titles", ORDINARY, title=word))
