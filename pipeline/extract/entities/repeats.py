"""What an article says once holds for all of it: bracketed aliases, and every further mention of a name.

深度求索（DeepSeek） makes DeepSeek the same thing; 黎良福, vouched for by a title once, is found wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.extract.entities import aliases
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY
from pipeline.normalise import normalise_key
from pipeline.segment import is_word

# 晶泰|科技, 德康|农牧: what a company's short name drops
_BUSINESS = re.compile(
    r"(?<=^[\u4e00-\u9fff]{2})(?:科技|生物|医药|药业|证券|电子|智能|半导体|新材|能源|软件|微电子|动力|重工|食品|乳业|传媒|实业|地产|置业|农牧|股份|集团|控股|光电|航天|时代)$"
    r"|(?<=^[\u4e00-\u9fff]{3})(?:科技|生物|医药|药业|证券|电子|智能|半导体|新材|软件|微电子|重工|股份|集团|控股|光电)$"
)
_GENERAL = frozenset("城投 交投 国投 建投 城建 意法 一加 全棉".split())  # of any city; 意法 are two states
_OTHER_NAME = re.compile(r"[镇乡村子号]|民族|平台|等于")
_ORG_TAIL = re.compile(r"(?:技术|科技|信息)?(?:股份)?(?:有限)?(?:责任)?公司$|集团$|(?:股份|控股)$")
# what a company does and nobody of its name: 罗牛山|公告, 罗牛山|持有的股权
_DECLARES = re.compile(r"(?:公告|股份|股价|股票|股东|持有的|控股|营收|净利|业绩|公布|旗下|产品)")
_LEVELS = re.compile(r"(?:[\u4e00-\u9fff]{1,3}?[市区县镇乡](?=..))+")
_MIN_LAW, _LAWS = 4, ("法", "条例", "法案", "法典", "法令")  # 数据安全法 after 《数据安全法》
_FACTIONS = frozenset("派人 派成 派组 派、 派， 派中 派和 派负".split())
_SAYS = frozenset("说称")
_LONG_NAME = 4  # 昆拉武特: no word looks like a transliteration of four characters by chance
_MIN_REPEAT = 3  # code points of a guessed name that may be looked for again without a reason


def find(board: Board) -> None:
    """Aliases in brackets, short forms of companies, then all further mentions."""
    aliases.find(board)
    _short_companies(board)
    _everywhere(board)


def _short_companies(board: Board) -> None:
    """华为技术有限公司 -> 华为: what is left without the legal form is looked for in the rest of the article."""
    first: dict[str, Found] = {}
    for found in board.found:
        if found.label == "ORG" and (found.known is None or _drops(board, found)):
            text = board.norm[found.start : found.end]
            first[text] = min(first.get(text, found), found, key=lambda one: one.start)
    for text, found in first.items():
        for short in _shortened(board, found):
            _short_company(board, found, text, short)


def _short_company(board: Board, found: Found, text: str, short: str) -> None:
    """Every ``short`` behind the first place of ``text`` that is no part of it or of another name."""
    key = normalise_key(text)
    stem = _drops(board, found)
    at = board.norm.find(short, board.context.article.body_start)
    while at >= 0:
        end = at + len(short)
        if board.norm.startswith(text, at):
            at = board.norm.find(short, end)
            continue
        inside = board.touching(at, end)
        looks_so = len(inside) == 1 and _only_looks_so(board, inside[0], at, end)
        if at < found.start and not looks_so:
            at = board.norm.find(short, end)
            continue
        if looks_so:
            board.drop(inside.pop())  # 罗牛山 where the article has 罗牛山集团
        free = all(one.label == "GPE" and at <= one.start and one.end < end for one in inside)
        if stem and not _stands_alone(board, at, end):
            free = False
        if free and not board.straddles(at, end):
            board.add(Found(at, end, "ORG", "short-form", ORDINARY, alias_of=key))
        at = board.norm.find(short, end)


def _stands_alone(board: Board, start: int, end: int) -> bool:
    """晶泰 between words; not 新思 of 新|思维, 三林 of 三林镇."""
    first, last = board.context.token_at(start), board.context.token_at(end - 1)
    if first is None or last is None:
        return False
    apart = (first.start == start or not is_word(first.word)) and (last.end == end or not is_word(last.word))
    return apart and _OTHER_NAME.match(board.norm, end) is None


def _only_looks_so(board: Board, found: Found, start: int, end: int) -> bool:
    if (found.start, found.end) != (start, end) or found.known is not None or end - start < _MIN_REPEAT:
        return False
    if found.rule == "chinese-name" and not found.title:
        return found.rank == GUESS or _DECLARES.match(board.norm, end) is not None
    return found.label == "LOC"


def _shortened(board: Board, found: Found) -> list[str]:
    """苏州恒久光电科技股份有限公司 -> 苏州恒久光电, 恒久光电, 苏州恒久."""
    text = board.norm[found.start : found.end]
    if _drops(board, found):
        return [_BUSINESS.sub("", text)]
    short = _ORG_TAIL.sub("", text)
    if short == text or len(short) < 2:
        return []
    if len(short) == 2:
        return [] if short in board.names.words else [short]
    made = [short] if len(short) <= 6 else []
    place = board.starting_at(found.start, ("GPE",))
    if place is not None and not place.rule.startswith("country-"):
        rest = short[len(place) :]
        chain = _LEVELS.match(rest)
        if chain is not None:  # 佛山市|南海区狮山镇|恒彩涂料
            rest = rest[chain.end() :]
        if 3 <= len(rest) <= 6 or (len(rest) == 2 and not is_word(rest)):
            made.append(rest)
        if len(rest) >= 4 and chain is None:
            made.append(short[: len(place) + 2])
    return made


def _drops(board: Board, found: Found) -> bool:
    """Whether a company may be called by what stands before its field: 晶泰 of 晶泰科技, where that is no word and no name."""
    stem = _BUSINESS.sub("", text := board.norm[found.start : found.end])
    if stem == text or is_word(stem):
        return False
    return stem not in _GENERAL and stem not in board.names.words and stem not in board.names.surfaces


def _everywhere(board: Board) -> None:
    """Every further mention of a name that one place vouches for."""
    norm = board.norm
    vouched: dict[str, Found] = {}
    twice = Counter(norm[one.start : one.end] for one in board.found if one.rule == "chinese-name")
    for found in board.found:
        text = norm[found.start : found.end]
        if found.label == "LAW":
            law = text.strip("《》")
            if len(law) >= _MIN_LAW and law.endswith(_LAWS):
                vouched.setdefault(law, replace(found, rank=ORDINARY))
        sure = (
            found.rank <= ORDINARY
            or (found.rule.startswith(("transliteration-", "foreign-name")) and len(text) >= _LONG_NAME)
            or (len(text) >= _MIN_REPEAT and twice[text] > 1)
            or (found.rule == "chinese-name" and len(text) == _MIN_REPEAT and norm.count(text) > 1)
        )
        village = found.rule == "village" and len(text) >= _MIN_REPEAT
        street = found.rule.startswith("road") and len(text) >= _MIN_REPEAT
        told = found.label in {"PERSON", "ORG", "PRODUCT", "EVENT"} or village or street
        if sure and told and len(text) >= 2:
            if found.rule.startswith(("country-", "surname")):
                continue
            previous = vouched.get(text)
            if previous is None or len(found.title) > len(previous.title):
                vouched[text] = found
    _surnames(vouched)
    _japanese(board, vouched)
    _short_names(board, vouched)
    for text, found in vouched.items():
        if len(text) < 2 or (len(text) == 2 and found.label != "PERSON"):
            continue
        at = norm.find(text, board.context.article.body_start)
        while at >= 0:
            end = at + len(text)
            if (found.label == "PERSON" or found.rule == "bracket-alias") and len(text) >= _MIN_REPEAT:
                _drop_pieces(board, at, end)
            if (
                _is_open(board, found, at, end)
                and (_is_whole(board, found, at, end) or not board.straddles(at, end))
                and not _inside_latin(norm, at, end)
                and not _runs_on(norm, text, end)
            ):
                rank = ORDINARY if len(text) >= _MIN_REPEAT else GUESS
                board.add(replace(found, start=at, end=end, rule="repeat", rank=rank, title=""))
            at = norm.find(text, end)


def _runs_on(norm: str, text: str, end: int) -> bool:
    """某部|门, 民主党|派人士: what follows makes another word."""
    if text[-1] == "部":
        return norm[end : end + 1] in {"门", "长"}
    return text[-1] == "党" and norm[end : end + 2] in _FACTIONS


def _is_whole(board: Board, found: Found, start: int, end: int) -> bool:
    """周建华 of 1955年周|建华: three characters that the article has as a name elsewhere, whatever the segmenter cuts."""
    last = board.context.token_at(end - 1)
    if found.rule != "chinese-name" or end - start != _MIN_REPEAT or last is None:
        return False
    return last.end == end or not is_word(last.word) or board.norm[end] in _SAYS  # 陈威明|说


def _drop_pieces(board: Board, start: int, end: int) -> None:
    """谢夫 where the article tells 费多里谢夫 elsewhere."""
    if not board.covered(start, end):
        return
    pieces = board.touching(start, end)
    crosses = len(pieces) == 1 and (pieces[0].start < start or pieces[0].end > end)
    if crosses and pieces[0].rule == "chinese-name":
        if pieces[0].rank == GUESS and not pieces[0].title:
            board.drop(pieces[0])  # 祝贺阿|塞尔 where the article tells 阿塞尔 elsewhere
        return
    if all(
        one.label == "PERSON"
        and (one.known is None or one.rule.startswith("word("))  # 莉莉 of 邱莉莉
        and start <= one.start
        and one.end <= end
        and len(one) < end - start
        for one in pieces
    ):
        for one in pieces:
            board.drop(one)


def _is_open(board: Board, found: Found, start: int, end: int) -> bool:
    """Whether no name is there, or only towns inside of what is a longer name: 常山 of 常山红, 西村 of 黄儿营西村."""
    if not board.covered(start, end):
        return True
    told = found.rule == "bracket-alias"  # 深圳 of 深圳CID, an alias of the article's own
    if not (told or found.label in {"PERSON", "GPE"}) or end - start <= 2:
        return False
    return all(
        one.label in {"GPE", "LOC"} and start <= one.start and one.end <= end and len(one) < end - start
        for one in board.touching(start, end)
    )


def _inside_latin(norm: str, start: int, end: int) -> bool:
    before, after = norm[start - 1 : start], norm[end : end + 1]
    if not norm[start].isascii():
        return False
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())


def _short_names(board: Board, vouched: dict[str, Found]) -> None:
    """尚军, found once: a name of two characters again where the segmenter has a person's name of exactly these."""
    short = {
        board.norm[one.start : one.end]: one
        for one in board.found
        if one.rule == "chinese-name" and len(one) < _MIN_REPEAT
    }
    if not short:
        return
    for token in board.context.tokens:
        one = short.get(token.word)
        if one is None or token.word in vouched or not token.tag.startswith("nr"):
            continue
        if not board.covered(token.start, token.end):
            board.add(replace(one, start=token.start, end=token.end, rule="repeat", rank=GUESS, title=""))


def _japanese(board: Board, vouched: dict[str, Found]) -> None:
    """铃木 after 铃木宗男: the surname of the one Japanese of that name, where no town or firm has it."""
    names = board.names
    meant: dict[str, set[str]] = {}
    for text, found in vouched.items():
        if found.label != "PERSON" or not (found.rule == "japanese-name" or len(text) > _MIN_REPEAT):
            continue
        surname = next((text[:cut] for cut in (3, 2) if text[:cut] in names.japanese_surnames), "")
        if surname and len(text) > len(surname):
            meant.setdefault(surname, set()).add(text)
    told = {one.known.name for one in board.found if one.known is not None} if meant else set()
    for surname, people in meant.items():
        listed = names.surfaces.get(surname)
        if len(people) > 1 or surname in vouched or surname in names.words:
            continue
        firm = listed is not None and listed.ambiguous and listed.name.name not in told
        if listed is None or listed.name.label == "PERSON" or (firm and listed.name.label == "ORG"):
            found = vouched[next(iter(people))]
            key = "=" + found.known.name if found.known else normalise_key(next(iter(people)))
            vouched[surname] = replace(found, rule="japanese-name", rank=ORDINARY, alias_of=key)


def _surnames(vouched: dict[str, Found]) -> None:
    """特朗普 after 唐纳德·特朗普: the last part of a dotted name stands for it in the rest of the article."""
    for text, found in list(vouched.items()):
        if "·" not in text or found.label != "PERSON":
            continue
        last = text.rsplit("·", 1)[1]
        if len(last) >= 2 and last not in vouched:
            vouched[last] = replace(
                found,
                known=found.known,
                alias_of="=" + found.known.name if found.known else normalise_key(text),
            )
