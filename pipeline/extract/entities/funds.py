"""Funds of the state and of cities: 国家人工智能产业投资基金, 上海集成电路产业投资基金, and their rounds: 大基金|三期."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_FIELD = rf"(?:(?![{IN_NO_NAME}及各等与已拟])[\u4e00-\u9fff]){{2,10}}?"
_FORM = r"(?:管理)?(?:(?:股份|合伙)?有限(?:责任)?公司|\(有限合伙\)|合伙企业(?:\(有限合伙\))?)?"
_ROUND = r"(?:第?[一二三四五]期(?![间限工])(?:(?:股份)?有限(?:责任)?公司)?)?"
_OF_STATE = re.compile(
    rf"(?<![各多两每一达中洲湾约盟员])国家(?!产业(?:投资)?基金|产业引导){_FIELD}(?:投资引导|创业引导|(?<=产业)投资|(?<=企业)发展|(?<=绿色)发展|(?<=转化)引导|(?<=升级)|(?<=发展)引导)基金{_FORM}{_ROUND}"
)
_OF_CITY = re.compile(
    rf"{_FIELD}(?:产业投资|产业引导|创业投资引导|产业发展|投资引导)(?:引导|母)?基金{_FORM}{_ROUND}"
)
_LATER = re.compile(r"第?[一二三四五]期(?![间限工])(?:(?:股份)?有限(?:责任)?公司)?")
# 国家设立产业投资基金: what the state does
_DEED = re.compile(
    r"设立|成立|发起|支持|鼓励|推[出动进]|建立|组建|出资|利用|通过|主权|财富|政府|专项|级|相关|有关|新设|首|多"
)


def find(board: Board) -> None:
    """Every fund by its form, and the later rounds of listed ones."""
    norm = board.norm
    if "基金" not in norm:
        return
    for match in _OF_STATE.finditer(norm, board.context.article.body_start):
        if not _does(board, match.start() + len("国家"), match.end() - 2):
            _add(board, *match.span())
    for found in list(board.found):
        if found.label == "GPE" and len(found) > 1:
            fund = _OF_CITY.match(norm, found.end)
            if fund is not None and not _does(board, found.end, fund.end()):
                _add(board, found.start, fund.end())
        elif found.label == "ORG" and norm.endswith("基金", found.start, found.end):
            later = _LATER.match(norm, found.end)
            if later is not None:
                _add(board, found.start, later.end())


def _add(board: Board, start: int, end: int) -> None:
    there = board.starting_at(start, ("ORG",))
    if there is None or there.end < end:
        board.add(Found(start, end, "ORG", "fund", ORDINARY))


def _does(board: Board, start: int, end: int) -> bool:
    """国家|批准, 苏州|打造: a verb right behind the place."""
    token = board.context.token_at(start)
    verb = token is not None and token.tag == "v" and token.word not in {"创新", "创业"}
    return verb or _DEED.search(board.norm, start, end) is not None
