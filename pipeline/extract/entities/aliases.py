"""Aliases in brackets: 深度求索（DeepSeek）, 张三（John Zhang）, 「委員會」(USCC), 青岛海洋救援中心（简称海救中心）.

The alias gets the key of what stands before the bracket; ``pipeline.resolve`` joins the two. No alias: an example
（如OpenAI）, a number or a share's code（2330, NVDA.US）, a byline, another thing beside a name（腾讯（马化腾））.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import ORDINARY
from pipeline.normalise import normalise_key

if TYPE_CHECKING:
    from pipeline.model import EntityLabel

_NAMED = frozenset({"ORG", "PRODUCT", "PERSON", "EVENT", "LAW", "GPE", "LOC", "FAC"})
_WORKS = frozenset({"WORK_OF_ART"})
# X（Y）, X(Y, Z), X（简称“Y”）, X（以下简称Y）, 「X」（Y）; no comma or stop of a sentence inside
_BRACKET = re.compile(
    r"[」”』》]? ?[(（](?:以?下)?(?:简称|又称|英文名?(?:为)?|英语|即|原名|又名|俗称|全称|下称|称)?[:： ]?(?P<alias>[^()（）\n，。；]{1,60})[)）]"
)
# 特朗普（Donald Trump，又译川普）: a second name behind the first in one bracket
_ALSO = re.compile(
    r"[(（](?P<first>[^()（）\n，,。；]{1,40})[，,、] ?(?:又译|又称|亦称|亦译|台译|港译|简称)(?:作|为)?(?P<alias>[\u4e00-\u9fff·]{2,10}?)(?:或(?P<other>[\u4e00-\u9fff·]{2,8}))?[)）]"
)
_ANNOUNCED = re.compile(r"(?:简称|又称|下称|原名|又名|俗称|全称)[:：“「 ]{0,2}$")
_LINKS = frozenset("blog weibo vip app link video photo".split())
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .&+'’-]{1,50}")
# Son of Saul, The Power of the Dog: what a work is called where it comes from
_ORIGINAL = re.compile(r"[A-Z0-9][A-Za-zÀ-ſ0-9 .,:!?&+'’-]{2,59}")
_ROLE = re.compile(r"(?:上市|目标|标的|控股|收购|本)公司")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·]{2,20}")
_NO_ALIAS = re.compile(
    r"^(?:如|例如|比如|包括|含|见|图|注|下同|左|右|中|上|下|前|后|资料|记者|来源|约|近|截至|编者|摄|译|以|按|由|与|和|及|即将|同比|环比|[0-9]|美国|中国|日本|德国|法国|英国)|"
    r"(?:岁|年|月|日|摄|图|讯|亿|万|元)$|^[A-Z0-9]{1,6}[.-](?:US|HK|TW|SH|SZ|SG|N|O)$"  # 摄, 12亿; NVDA.US
)
# (Tensor Processing Unit, TPU): a term with its initials; it is no person, whatever its capitals look like
_TERM = re.compile(
    r"(?<=[\u4e00-\u9fff])[(（](?P<term>[A-Z][A-Za-z-]*(?: [A-Za-z-]+){1,6})[,，、;] ?(?P<initials>[A-Z][A-Za-z]{1,6})[)）]"
)


_AGED = re.compile(
    r"[(（](?P<latin>[A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]+){1,4})(?:[,，、] ?(?:[0-9]{1,3}岁|[男女])[^()（）]{0,12})?[)）]"
)
_TITLE_BEHIND = re.compile(r"(?:博士|教授|医生|律师|先生|女士|小姐|太太)$")


def find(board: Board) -> None:
    """Write down the aliases of all names found so far."""
    _terms(board)
    _aged(board)
    for found in list(board.found):
        also = _ALSO.match(board.norm, found.end) if found.label in _NAMED else None
        if also is not None:
            _join(board, found, *also.span("alias"))
            if also["other"]:
                _join(board, found, *also.span("other"))  # 又译普丁或蒲亭
            if _LATIN.fullmatch(also["first"]):
                _join(board, found, *also.span("first"))
            continue
        match = _BRACKET.match(board.norm, found.end) if found.label in _NAMED | _WORKS else None
        if match is None:
            continue
        inside = match["alias"].strip('“”"「」『』 ')
        told = _ANNOUNCED.search(board.norm[max(0, match.start("alias") - 4) : match.start("alias")])
        if (
            not inside
            or (_NO_ALIAS.search(inside) and not (told and _HAN.fullmatch(inside)))
            or _ROLE.fullmatch(inside)
        ):
            continue
        if found.label in _WORKS:
            if _ORIGINAL.fullmatch(inside) and not inside.isupper():
                _join(board, found, at := board.norm.index(inside, match.start("alias")), at + len(inside))
            continue
        start = board.norm.index(inside, match.start("alias"))
        parts = [part.strip() for part in inside.split(",")]
        for part in filter(None, parts):
            at = board.norm.find(part, start, match.end())
            if part.lower() in _LINKS:
                continue  # 王静（blog）
            if _LATIN.fullmatch(part) or (
                len(parts) == 1 and _HAN.fullmatch(part) and _is_alias(board, found, at, part)
            ):
                _join(board, found, at, at + len(part))


def _aged(board: Board) -> None:
    """洪子扬博士（Adrian Ang，43岁）, 吴思远（Steven Ng，退休）: a person's Latin name and what else is told."""
    for match in _AGED.finditer(board.norm, board.context.article.body_start):
        end = match.start()
        title = _TITLE_BEHIND.search(board.norm, max(0, end - 2), end)
        person = board.ending_at(end, ("PERSON",)) or (
            board.ending_at(title.start(), ("PERSON",)) if title is not None else None
        )
        if person is not None:
            _join(board, person, *match.span("latin"))


def _terms(board: Board) -> None:
    """A term and its initials behind words that are no name are none either; behind a name they are its aliases."""
    for match in _TERM.finditer(board.norm, board.context.article.body_start):
        words = re.split(r"[ -]", match["term"])
        if "".join(word[0] for word in words).upper() != match["initials"].upper():
            continue
        if board.ending_at(match.start()) is not None:
            continue
        for group in ("term", "initials"):
            wrong = board.starting_at(match.start(group))
            if wrong is not None and wrong.known is None and wrong.end == match.end(group):
                board.drop(wrong)


def _is_alias(board: Board, found: Found, at: int, part: str) -> bool:
    """A Chinese alias is announced (简称), or is itself a name: of a Latin one, or of one that holds its characters."""
    if _ANNOUNCED.search(board.norm[max(0, at - 5) : at]):
        return True
    other = board.starting_at(at)
    if other is None or other.end != at + len(part) or other.label != found.label:
        return False
    name = board.norm[found.start : found.end]
    if name.isascii():
        return found.label in {"ORG", "PRODUCT", "PERSON", "EVENT"}
    shorter, longer = sorted((name, part), key=len)
    return found.label in {"ORG", "PRODUCT"} and _in_order(shorter, longer)


def _in_order(shorter: str, longer: str) -> bool:
    """北大 of 北京大学: all characters, in their order."""
    rest = iter(longer)
    return all(char in rest for char in shorter)


def _join(board: Board, found: Found, start: int, end: int) -> None:
    existing = board.starting_at(start)
    if existing is not None and existing.end == end and _is_place_after_all(found, existing):
        board.replace(found, replace(found, label=existing.label, known=existing.known, title=""))
        return
    key = (
        "=" + found.known.name
        if found.known
        else normalise_key(board.norm[found.start : found.end].strip("《》“”「」"))
    )
    if existing is not None and existing.end == end:
        both_known = existing.known is not None and found.known is not None
        if not both_known and _one_kind(found.label, existing):
            board.replace(existing, replace(existing, alias_of=key))
        return
    inner = board.touching(start, end)
    if all(start <= one.start and one.end <= end for one in inner):  # East Asia of East Asia Ports Union
        for one in inner:
            board.drop(one)
        board.add(Found(start, end, found.label, "bracket-alias", ORDINARY, alias_of=key))


def _is_place_after_all(found: Found, existing: Found) -> bool:
    """雷馬拉（Ramallah）: a table has the Latin name as a town, and the Chinese one only looked like a person."""
    guessed = found.known is None and found.label == "PERSON" and not found.title
    return guessed and existing.known is not None and existing.label in {"GPE", "LOC"}


def _one_kind(label: EntityLabel, existing: Found) -> bool:
    """台北（AFP） is a dateline, 苹果公司（Tim Cook） a company and its head; a name that a rule guessed may be relabelled."""
    if existing.label == label:
        return True
    return existing.known is None and "PERSON" not in {label, existing.label}
