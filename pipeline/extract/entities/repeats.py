"""What an article says once holds for all of it: bracketed aliases, and every further mention of a name.

深度求索（DeepSeek） makes DeepSeek the same thing; 黎良福, vouched for by a title once, is found wherever it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY
from pipeline.normalise import normalise_key

if TYPE_CHECKING:
    from pipeline.model import EntityLabel

# X（Y）, X(Y, Z), X（简称“Y”）, X（以下简称Y）, 「X」（Y）
_BRACKET = re.compile(
    r"[」”』》]?[(（](?:以下)?(?:简称|又称|英文名?(?:为)?|英语|即|原名|又名|俗称|全称|下称|称)?[:： ]?(?P<alias>[^()（）\n，。；]{1,60})[)）]"
)
_LATIN_ALIAS = re.compile(r"[A-Za-z][A-Za-z0-9 .&+'’-]{1,50}")
_HAN_ALIAS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·]{2,20}")
_NO_ALIAS = re.compile(
    r"^(?:如|例如|包括|含|见|图|注|下同|左|右|中|上|下|前|后|资料|记者|来源|约|近|截至|编者|摄|译|以|按|即将|同比|环比|[0-9]|美国|中国|日本|德国|法国|英国)|(?:岁|年|月|日|摄|图|讯|亿|万|元)$"
)
_ORG_TAIL = re.compile(r"(?:技术|科技|信息)?(?:股份)?(?:有限)?(?:责任)?公司$|集团$|(?:股份|控股)$")
_MIN_REPEAT = 3  # code points of a guessed name that may be looked for again without a reason


def find(board: Board) -> None:
    """Aliases in brackets, short forms of companies, then all further mentions."""
    _lone_surnames(board)
    _aliases(board)
    _short_companies(board)
    _everywhere(board)


def _lone_surnames(board: Board) -> None:
    """张女士 is the one full name of the article that begins with 张; without one, or with two, it names nobody."""
    norm = board.norm
    people: dict[str, Found] = {}
    for found in board.found:
        if found.label == "PERSON" and found.rule not in {"surname", "somebody"} and 2 <= len(found) <= 4:
            people.setdefault(norm[found.start : found.end], found)
    for found in [found for found in board.found if found.rule == "surname"]:
        surname = norm[found.start : found.end]
        meant = [full for full in people if full.startswith(surname) and len(full) > len(surname)]
        if len(meant) != 1:
            board.drop(found)
            continue
        full = people[meant[0]]
        key = "=" + full.known.name if full.known else normalise_key(meant[0])
        board.replace(found, replace(found, alias_of=key))


def _aliases(board: Board) -> None:
    norm = board.norm
    for found in list(board.found):
        if found.label not in {
            "ORG",
            "PRODUCT",
            "PERSON",
            "EVENT",
            "LAW",
            "GPE",
            "LOC",
            "FAC",
        }:
            continue
        match = _BRACKET.match(norm, found.end)
        if match is None:
            continue
        start, end = match.span("alias")
        inside = norm[start:end].strip('“”"「」『』 ')
        if _NO_ALIAS.search(inside):
            continue
        start = norm.index(inside, start)
        parts = [inside] if "," not in inside else [part.strip() for part in inside.split(",")]
        for part in parts:
            at = norm.find(part, start, match.end())
            if at < 0 or not part:
                continue
            if _LATIN_ALIAS.fullmatch(part) or (
                len(parts) == 1 and _HAN_ALIAS.fullmatch(part) and _is_alias(board, found, at, part)
            ):
                _join(board, found, at, at + len(part))


def _is_alias(board: Board, found: Found, at: int, part: str) -> bool:
    """A Chinese alias must be announced (简称), a name itself, or made of the characters of the long form."""
    announced = re.search(
        r"(?:简称|又称|下称|原名|又名|俗称)[:：“「 ]{0,2}$", board.norm[max(0, at - 5) : at]
    )
    if announced:
        return True
    other = board.starting_at(at)
    if other is not None and other.end == at + len(part):
        return other.label == found.label and found.label in {"ORG", "PRODUCT"}
    return False


def _join(board: Board, found: Found, start: int, end: int) -> None:
    key = (
        "=" + found.known.name
        if found.known
        else normalise_key(board.norm[found.start : found.end].strip("《》“”「」"))
    )
    existing = board.starting_at(start)
    if existing is not None and existing.start == start and existing.end == end:
        if existing.known is not None and found.known is not None:
            return
        board.replace(existing, replace(existing, alias_of=key))
        return
    if board.covered(start, end):
        return
    label: EntityLabel = found.label
    board.add(Found(start, end, label, "bracket-alias", ORDINARY, alias_of=key))


def _short_companies(board: Board) -> None:
    """华为技术有限公司 -> 华为: what is left without the legal form is looked for in the rest of the article."""
    for found in list(board.found):
        if found.label != "ORG" or found.known is not None:
            continue
        text = board.norm[found.start : found.end]
        short = _ORG_TAIL.sub("", text)
        if (
            short == text
            or len(short) < 2
            or (len(short) == 2 and short in board.context.lexicon.names.words)
        ):
            continue
        if len(short) > 6:
            continue
        key = normalise_key(text)
        at = board.norm.find(short, found.end)
        while at >= 0:
            if not board.covered(at, at + len(short)) and not board.straddles(at, at + len(short)):
                board.add(Found(at, at + len(short), "ORG", "short-form", ORDINARY, alias_of=key))
            at = board.norm.find(short, at + len(short))


def _everywhere(board: Board) -> None:
    """Every further mention of a name that one place vouches for."""
    norm = board.norm
    vouched: dict[str, Found] = {}
    for found in board.found:
        text = norm[found.start : found.end]
        if found.rank <= ORDINARY and found.label in {"PERSON", "ORG", "PRODUCT", "EVENT"} and len(text) >= 2:
            if found.rule.startswith(("country-", "surname")):
                continue
            previous = vouched.get(text)
            if previous is None or len(found.title) > len(previous.title):
                vouched[text] = found
    _surnames(vouched)
    for text, found in vouched.items():
        if len(text) < 2 or (len(text) == 2 and found.label != "PERSON"):
            continue
        at = norm.find(text, board.context.article.body_start)
        while at >= 0:
            end = at + len(text)
            if (
                not board.covered(at, end)
                and not board.straddles(at, end)
                and not _inside_latin(norm, at, end)
            ):
                rank = ORDINARY if len(text) >= _MIN_REPEAT else GUESS
                board.add(replace(found, start=at, end=end, rule="repeat", rank=rank, title=""))
            at = norm.find(text, end)


def _inside_latin(norm: str, start: int, end: int) -> bool:
    before, after = norm[start - 1 : start], norm[end : end + 1]
    if not norm[start].isascii():
        return False
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())


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
