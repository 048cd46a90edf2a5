"""Aircraft and arms by their model and nickname before what they are: A-29B超级巨嘴鸟|攻击机, 猎鹰（W-3A Sokol）多用途直升机."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY, SURE

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_KIND = r"(?:直升机|战斗机|战机|攻击机|轰炸机|运输机|侦察机|巡逻机|预警机|加油机|教练机|无人机|反潜机|货机|导弹|飞弹|火箭炮|榴弹炮|战车|装甲车|坦克|护卫舰|巡防舰|驱逐舰|潜舰|潜艇)"
_MODIFIER = (
    r"(?:海上|多用途|多功能|隐形|隐身|舰载|武装|通用|重型|轻型|中型|大型|小型|超音速|高超音速|战术|战略|主战|自走|防空|反舰|反坦克|反潜|巡航|弹道|空对空|空对地|"
    r"定翼|固定翼|双座|单座|先进|新型|现役|国产|美制|俄制|法制|型|级|系列|察打一体|侦察|运输|攻击|轰炸|预警|加油|教练|巡逻|高空|长程|远程|中程|短程|无人|自杀式|第[四五]代|两栖)"
)
_NICKNAMED = re.compile(
    rf"(?<![A-Za-z0-9-])[A-Z]{{1,4}}-?[0-9]{{1,4}}[A-Z]{{0,3}}(?!{_MODIFIER})(?P<nick>(?:(?!{_KIND})[\u4e00-\u9fff]){{2,5}}?)(?={_MODIFIER}*{_KIND})"
)
# 猎鹰（W-3A Sokol）多用途直升机: both its names
_GLOSSED = re.compile(
    rf"(?P<han>[\u4e00-\u9fff]{{2,6}})[(（](?P<latin>[A-Z]{{1,4}}-[0-9]{{1,3}}[A-Z]?(?: [A-Z][A-Za-z]+)+)[)）]{_MODIFIER}*{_KIND}"
)
# P-8A Poseidon in brackets
_LATIN = re.compile(
    rf"(?<=[(（])[A-Z]{{1,4}}-[0-9]{{1,3}}[A-Z]?(?: [A-Z][A-Za-z]+){{1,2}}(?=[)）]{_MODIFIER}*{_KIND})"
)
_NO_NICK = re.compile(r"[的了和与及等在是有架台辆枚将被由]")


def find(board: Board) -> None:
    """Each where a model stands before one of the kinds."""
    norm, body = board.norm, board.context.article.body_start
    if not any(kind in norm for kind in ("机", "弹", "炮", "舰", "艇", "车", "坦克")):
        return
    for match in _NICKNAMED.finditer(norm, body):
        if not _NO_NICK.search(match["nick"]) and _is_nick(board, *match.span("nick")):
            board.add(Found(*match.span(), "PRODUCT", "nicknamed-model", SURE))
    for match in _LATIN.finditer(norm, body):
        board.add(Found(*match.span(), "PRODUCT", "nicknamed-model", SURE))
    for match in _GLOSSED.finditer(norm, body):
        start, end = match.span("han")
        index = board.context.token_index(end - 1)
        start = max(start, board.context.tokens[index].start)
        if not board.covered(start, end) and end - start > 1:
            board.add(Found(start, end, "PRODUCT", "nicknamed-model", ORDINARY))


def _is_nick(board: Board, start: int, end: int) -> bool:
    """黑鹰, 大力神; not 击落阵风, 拦截俄罗斯: nothing that does, no place and no body."""
    tokens = board.context.tokens
    inside = tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    return all(t.word == "闪电" or (t.tag[0] not in "vfpu" and t.tag not in {"ns", "j"}) for t in inside)
