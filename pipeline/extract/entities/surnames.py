"""A surname alone: 王某, 李某某, 张女士, 胡老, 王总; the full name of the article that it stands for, where there is one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.extract.entities import standing
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY
from pipeline.normalise import normalise_key
from pipeline.segment import is_word

_COMMON_SURNAME, _CLEAR_SURNAME = 0.5, 3.0
# 王某, 李某某, 钱某甲: a surname as courts and papers hide a name
_SOMEBODY = re.compile(r"某{1,2}[甲乙丙丁]?")
_NO_GIVEN = frozenset(
    "因将被称说向等驾系为的与和在及至从把经已到后前时只则也均都就又还再有是某对以用家人方案处持"
)
_BEHIND_GIVEN = frozenset("和与等被在的称说向将犯因为对及")
_LIKELY = 0.0  # points of a character as the second of a given name
_KIN = re.compile(r"[母父妻](?=[，。、也被等于在与和及表说称则已今昨])")  # 黄母等人
_ALONE_BEHIND = frozenset("某老总嫌男女母父妻")
_SUSPECT = re.compile(r"[嫌男女](?=[，。、因于在遭被将持供坦向则等与和否认投负涉])")  # 邓嫌负责, 李男将认罪
_PREPOSITIONS = frozenset("对与和向被将把由从给为以")
_GLUED = _PREPOSITIONS | frozenset("人者员")  # 对马|某, 控制人何|某
_SOME_OF = frozenset({"些", "个", "种", "一"})
_LADY = re.compile(
    r"[阮陈黎范黄裴武吴杜邓段潘胡丁郑刘张朱何叶梁谭陶高]氏(?![的家兄父祖族先公])(?:(?![的了和与及等在说称是将被对向，。、；：（）()\s])[\u4e00-\u9fff]){1,2}"
)
_LADY_LENGTH = 4
_BY_SURNAME = frozenset({"TW", "HK", "MO"})
_FULL = 3  # code points of a full name
_ALSO_WORDS = frozenset(
    "高方何金时史水马于和向从安平明成常温单万千百车左米石路田江年经党全本易申包都能关计应原毛文连程牛游"
)
_BEFORE = re.compile(
    r"(?:[，。；：、（(「\s]|[对由与让使但而因令指将]|询问|质疑|指控|认为|传唤|约谈|遭|以为|获|给|向|[0-9]日|[0-9]月|以)$"
)
_DOES = re.compile(
    r"(?:不(?!同|过|足|断)|将|能否|能|又|被|也|均|则|已|曾|未|仍|再|坦承|坦言|否认|自称|声称|辩称|遭|限制|涉嫌|事后|随后|当时|还|并未|拒|获|称|说|认为|表示|指(?!数|导)|没|在(?!于|野|下|职|校|场)|因|接|供称|解释|承认|同意|透露|回应|强调|续|另|当时|其后|透过|重回|重返|得以|顶多|恐|须|先前|才|更|积极|只|[「“]|(?=[，。；]))"
)
_CLAUSE = frozenset("，。；\n")
_MARKS = frozenset("，。；「“")  # 以黄，白两色, 9月黄「金」周
_ELDER = re.compile(
    r"[老总](?=[，。、说是的在表称指坦]|透露|介绍|告诉|认为|强调|回应)"
)  # 胡老介绍说, 王总表示


def alone(board: Board, start: int, end: int, surname: float) -> bool:
    """王某, 张女士: the surname is the mention, with 某 as courts and papers write it."""
    behind = board.norm[end : end + 1]
    speaks = surname >= _CLEAR_SURNAME and _speaks(board, start, end)
    if surname < _COMMON_SURNAME or not (
        speaks or behind in _ALONE_BEHIND or behind in board.names.after.firsts
    ):
        return False
    token = board.context.token_at(start)
    if token is None or token.start != start:
        return False
    boundary = bool(standing.BOUNDARY.match(board.norm[start - 1 : start] or " "))
    some = _SOMEBODY.match(board.norm, end)
    if some is not None and board.norm[some.end() : some.end() + 1] in _SOME_OF:
        return False  # 从事于|某一方面
    if some is not None:
        stop = some.end() + _has_given(board, start, some.end())
    elif speaks or _SUSPECT.match(board.norm, end) or _KIN.match(board.norm, end):
        stop = end
    elif board.names.after.at(board.norm, end) is not None or _ELDER.match(board.norm, end):
        if surname < _CLEAR_SURNAME and not boundary:
            return False
        stop = end
    else:
        return False
    rule = "surname" if some is None else "somebody"
    board.add(Found(start, stop, "PERSON", rule, ORDINARY))
    return True


def _has_given(board: Board, start: int, end: int) -> bool:
    """李某桂和, 王某强、: the last character of the given name is told, and what stands behind it ends a name."""
    norm = board.norm
    char = board.names.characters.get(norm[end : end + 1])
    if char is None or norm[end - 1] != "某" or norm[end] in _NO_GIVEN or char.second < _LIKELY:
        return False
    word = board.context.token_at(end)
    if word is None or word.end > end + 1:
        return False
    closed = standing.BOUNDARY.match(norm[end + 1 : end + 2] or " ") or norm[end + 1] in _BEHIND_GIVEN
    name = norm[start : end + 1]
    return bool(closed) or norm.find(name) < start or norm.find(name, end) >= 0


def somebodies(board: Board) -> None:
    """对马|某处以罚款: the segmenter glued the surname to the preposition before it."""
    norm = board.norm
    place = norm.find("某", board.context.article.body_start + 2)
    while place >= 0:
        start, some = place - 1, _SOMEBODY.match(norm, place)
        token, char = board.context.token_at(start), board.names.characters.get(norm[start])
        clear = char is not None and char.surname is not None and char.surname >= _CLEAR_SURNAME
        glued = token is not None and token.start == start - 1 and token.end == place
        told = some is not None and clear and glued and norm[start - 1] in _GLUED
        told = told and norm[some.end() : some.end() + 1] not in _SOME_OF if some is not None else False
        if some is not None and told and not board.covered(start, some.end()):
            board.add(Found(start, some.end(), "PERSON", "somebody", ORDINARY))
        place = norm.find("某", place + 1)


def ladies(board: Board) -> None:
    """裴氏明怀: a woman of Vietnam, where the article speaks of it or a title stands before."""
    norm, vietnam = board.norm, board.says("越")
    for match in _LADY.finditer(norm, board.context.article.body_start):
        start, end = match.span()
        if not vietnam and board.names.before.before(norm, start) is None:
            continue
        end -= end - start == _LADY_LENGTH and standing.CLOSING.match(norm, end - 1) is not None
        for one in board.touching(start, end):
            if one.label == "PERSON" and one.known is None:
                board.drop(one)
        if not board.covered(start, end):
            board.add(Found(start, end, "PERSON", "vietnamese-name", ORDINARY))


def _speaks(board: Board, start: int, end: int) -> bool:
    """，韩|宣布: a clause begins with the surname, and behind it stands a verb of speech of two characters."""
    speech = board.names.speech.at(board.norm, end) if board.norm[start - 1 : start] in _CLAUSE else None
    if speech is None or speech[1] - end < 2:
        return False
    return not _is_country(board, board.norm[start:end])


def _is_country(board: Board, char: str) -> bool:
    """韩 where the article names 韩国."""
    return char in board.names.shorts and any(
        found.label == "GPE" and board.norm[found.start] == char for found in board.found
    )


def later(board: Board) -> None:
    """对|黄|限制出境, 。|黄|不服: the surname alone of the one full name that begins with it, in Taiwan and Hong Kong."""
    if board.context.article.region not in _BY_SURNAME:
        return
    norm = board.norm
    full = {
        norm[one.start : one.end] for one in board.found if one.label == "PERSON" and 2 < len(one) <= _FULL
    }
    alike = Counter(name[0] for name in full)
    for name in sorted(full):
        char = board.names.characters.get(name[0])
        clear = char is not None and char.surname is not None and char.surname >= _CLEAR_SURNAME
        if not clear or alike[name[0]] > 1 or name[0] in _ALSO_WORDS or name[0] in board.names.shorts:
            continue
        place = norm.find(name[0], norm.find(name) + len(name))
        while place >= 0:
            token = board.context.token_at(place)
            alone = token is not None and (len(token.word) == 1 or not is_word(token.word))
            alone = alone and not (norm[place - 1] in "以月" and norm[place + 1 : place + 2] in _MARKS)
            if alone and _BEFORE.search(norm, max(0, place - 2), place) and _DOES.match(norm, place + 1):
                for one in board.touching(place, place + 1):
                    if one.rule == "chinese-name" and one.rank == GUESS:
                        board.drop(one)
                if not board.covered(place, place + 1):
                    board.add(Found(place, place + 1, "PERSON", "surname", ORDINARY))
            place = norm.find(name[0], place + 1)


def settle(board: Board) -> None:
    """张女士 is the one full name of the article that begins with 张; without one, or with two, it names nobody."""
    norm = board.norm
    people: dict[str, Found] = {}
    for found in board.found:
        if found.label == "PERSON" and found.rule not in {"surname", "somebody"} and 2 <= len(found) <= 4:
            people.setdefault(norm[found.start : found.end], found)
    titles: dict[str, set[str]] = {}
    for found in [found for found in board.found if found.rule == "surname"]:
        surname = norm[found.start : found.end]
        meant = [full for full in people if full.startswith(surname) and len(full) > len(surname)]
        if len(meant) > 1:
            titles = titles or _titles(board)
            meant = _of_title(board, found, meant, titles)
        if len(meant) != 1:
            board.drop(found)
            continue
        full = people[meant[0]]
        key = "=" + full.known.name if full.known else normalise_key(meant[0])
        board.replace(found, replace(found, alias_of=key))


def _titles(board: Board) -> dict[str, set[str]]:
    """The titles that stand before or behind each person of the article."""
    norm, names = board.norm, board.names
    told: dict[str, set[str]] = {}
    for one in board.found:
        if one.label == "PERSON":
            before, after = names.before.before(norm, one.start), names.after.at(norm, one.end)
            own = told.setdefault(norm[one.start : one.end], set())
            own |= {norm[before[1] : one.start]} if before is not None else set()
            own |= {norm[one.end : after[1]]} if after is not None else set()
    return told


def _of_title(board: Board, found: Found, meant: list[str], titles: dict[str, set[str]]) -> list[str]:
    """Whom of two 黄总理 means: 总理黄循财 and not 黄志明."""
    title = board.names.after.at(board.norm, found.end)
    if title is None:
        return meant
    word = board.norm[found.end : title[1]]
    return [full for full in meant if any(own.endswith(word) for own in titles.get(full, ()))]
