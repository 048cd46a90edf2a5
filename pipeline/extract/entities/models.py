"""Products with a Chinese name and their version or model: 豆包大模型1.6, 昆仑芯P800, 坚果Pro 3, 天工Ultra."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.surfaces import Surface

_SIZE = r"(?:Pro|PRO|Max|MAX|Ultra|Plus|PLUS|Mini|mini|Lite|lite|Turbo|turbo|Flash|Air|Nano|SE)"
_SIZES = rf"(?:[ -]?{_SIZE}(?![A-Za-z]))"
# what is counted, measured or dated by the number, or lies behind it: 豆包1.5亿用户, 微信3.0元, 美团A1馆
_COUNTED = r"(?![A-Za-z0-9.%:,]|[ ]?(?:上方|下方|附近|左右|以[上下]|起(?!飞)|大促|强榜)|[ ]?[毫微车强万亿千百兆%倍个元年月日号时点分秒米公英寸吨升克页次款家台辆架名人岁度版馆厅区座口楼层栋股轮纸级成折位张颗枚片块套部只条代周天期批所种项美港欧日人](?!本))"
_VERSION = rf"[ ]?(?:[Vv][0-9]{{1,2}}(?:\.[0-9]{{1,2}})*|(?!(?:3\.8|3\.15|5\.1|6\.18|8\.8|8\.18|9\.9|11\.11|12\.12)(?![0-9]))[0-9]{{1,2}}\.[0-9]{{1,2}}){_SIZES}*"
# T1, Magic7; no quarter, no half of a year, no network
_MODEL = rf"[ ]?(?![QHGM][1-4](?![0-9A-Za-z])|FY|CEO)[A-Z][A-Za-z]{{0,5}}-?[0-9]{{1,4}}(?:\.[0-9])?[A-Za-z]{{0,2}}{_SIZES}*"
_GEN = rf"[ ]?(?:Gen ?[0-9]|s? ?Elite|至尊版|(?<=[玑麟腾龙芯睿锐])[0-9]{{3,4}}[A-Z]{{0,2}}\+?){_SIZES}*"
_BEHIND = re.compile(
    rf"(?:(?:{_VERSION}|{_MODEL}|{_GEN}){_COUNTED}|{_SIZES}(?: ?[0-9]{{1,2}}{_COUNTED})?(?!版|模式|会员|用户|体验))"
)
_LATER = re.compile(
    rf"[ ]?(?:Gen ?[0-9]|Elite|至尊版)(?![A-Za-z0-9])|{_SIZES}+(?!版|模式|会员|用户|体验)"
)  # 骁龙8| Gen 3, 小米15| Ultra
_BY_LETTER = re.compile(rf"{_MODEL}{_COUNTED}")  # the only one that a firm may have: 昆仑芯P800, not 美团4.8
_VAGUE = re.compile(rf"{_VERSION}{_COUNTED}")  # the only one that an ambiguous name may have: 豆包1.6
_SIZED = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?!SE){_SIZE}(?![A-Za-z])(?: ?[0-9]{{1,2}}{_COUNTED})?(?: (?:Pro|Max|Ultra|Plus))?(?! ?[A-Z-])(?!版|模式|会员|用户|体验)"
)
# kinds of things, which no maker calls one of his: 旗舰Pro, 手机Pro
_KINDS = frozenset(
    "手机 机型 版本 旗舰 新款 系列 型号 新品 全新 模型 芯片 标准 会员 高配 顶配 低配 产品 平板 耳机 手表 车型 尊享 中杯 大杯 新一代 服务 套餐 分别 推出 发布 以及 升级 处理器 大模型 品牌 公司 平台 技术 流媒体 酒店 乡村 证券 国产 卫星 女团 男团".split()
)


def find(board: Board, pending: list[tuple[int, int, Surface]]) -> None:
    """Listed products and what stands right behind them; words that only a size makes a product."""
    for found in list(board.found):
        if found.known is None or "PRODUCT" not in found.known.labels or not _may_follow(board, found.end):
            continue
        if board.norm[found.start : found.end].isascii():
            continue
        pattern = _LATER if board.norm[found.end - 1].isascii() else _BEHIND
        behind = (_BY_LETTER if found.label == "ORG" else pattern).match(board.norm, found.end)
        if behind is not None and not _is_longer(board, found.start, behind.end()):
            board.add(Found(found.start, behind.end(), "PRODUCT", "model", found.rank))
    for start, end, surface in pending:
        if surface.name.label == "PRODUCT" and not surface.latin and _may_follow(board, end):
            behind = _VAGUE.match(board.norm, end)
            if behind is not None and not board.covered(start, end):
                board.add(Found(start, behind.end(), "PRODUCT", "model", ORDINARY))
    _sized(board)


def _may_follow(board: Board, end: int) -> bool:
    """Whether no Chinese character stands behind the name, so that a version may follow."""
    return board.norm[end : end + 1].isascii() or board.norm.startswith("至尊", end)


def _is_longer(board: Board, start: int, end: int) -> bool:
    """Whether a table has as much or more: 小米15."""
    there = board.starting_at(start)
    return there is not None and there.end >= end


def _sized(board: Board) -> None:
    """天工Ultra, 坚果Pro 3: a noun, and glued to it what only products are called."""
    context = board.context
    for match in _SIZED.finditer(board.norm, context.article.body_start):
        start, end = match.span()
        token = context.token_at(start - 1)
        if token is None or token.end != start or len(token.word) < 2 or token.word in _KINDS:
            continue
        if board.names.before.before(board.norm, start) is not None:
            continue  # 歌手Max, 老师Mini
        if token.tag[0] not in "nxgi" or board.covered(token.start, start):
            continue
        board.add(Found(token.start, end, "PRODUCT", "model", ORDINARY))
