"""The mainland as a name of China: 中国大陆 is one name; 大陆 alone is one where an article comes from Taiwan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

# 大陆架, 大陆性气候, 大陆冷气团, 大陆委员会: other things
_MAINLAND = re.compile(
    r"大陆(?![架棚坡桥块妹]|性(?!价)|板块|漂移|法系|地壳|飘移|漂流|工程(?=公司|\(|股价|得标)|建设(?=公司|\(|股价|推案|豪宅)|马牌|集团|航空|委员会|冷气团|冷高压|高压|气团|型)"
)
# 新大陆, 欧洲大陆, 比特大陆: other continents, and firms
_OTHER = re.compile(r"[洲极亚美非新旧古次特]$|这[块片]$|[一四五六七各跨]大?$|超级$|欧洲的$")
_PLACES = ("LOC", "FAC", "ORG")


def find(board: Board) -> None:
    """Every 大陆 that is China."""
    if "大陆" not in board.norm:
        return
    china, taiwan = board.names.by_name.get("中国"), board.context.article.region == "TW"
    for match in _MAINLAND.finditer(board.norm, board.context.article.body_start):
        start, end = match.span()
        country = board.ending_at(start, ("GPE",))
        if country is not None and country.known is china and len(country) > 1:
            board.drop(country)
            board.add(Found(country.start, end, "GPE", "mainland", country.rank, china))
        elif taiwan and country is None and _is_china(board, start, end):
            board.add(Found(start, end, "GPE", "mainland", ORDINARY, china))


def _is_china(board: Board, start: int, end: int) -> bool:
    if _OTHER.search(board.norm, max(0, start - 3), start) or board.covered(start, end):
        return False
    token = board.context.token_at(start)
    return token is not None and token.start == start and board.ending_at(start, _PLACES) is None
