"""What a listed company is told with: its bank in a town (扬州|交行, 沪|工行), its legal form (英皇|公司), its line in a province (浙江|移动)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found, replace
from pipeline.extract.entities.towns import is_country
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_BANK = re.compile(r"(?:工|农|中|建|交|招)行(?![业为长程政人列])")
_COMPANY = re.compile(r"公司(?![治债化法制])")
# 浙江移动推出: who sells lines in a province; no 上海移动支付
_CARRIER = re.compile(
    r"(?:移动|联通|电信|铁塔)(?=(?:分?公司|推出|宣布|表示|称(?!号)|回应|开通|上线|启动|完成|营业厅|客服|用户|员工|总经理|副总|有关|相关负责人|负责人|率先|携手|联合|[、与和](?:[\u4e00-\u9fff]{2,4})?(?:移动|联通|电信|铁塔)|的(?:工作人员|员工|用户|客服)))|联通(?=[，、])"
)
_PLACE = ("GPE",)
# 深圳市|优必选科技: how a register writes a firm
_FIRM = (
    "科技",
    "技术",
    "实业",
    "集团",
    "股份",
    "控股",
    "电子",
    "智能",
    "药业",
    "生物",
    "农牧",
    "网络",
    "软件",
)
_LEVEL = 2  # code points: 县府 alone is no name
# 花莲县府: how papers of Taiwan shorten a county's government
_GOVERNMENT = re.compile(r"(?<=[县市])府(?![上内外中第城邸尹试右])")


def find(board: Board) -> None:
    """The branches of banks and carriers behind their town, and 公司 behind a listed company."""
    norm, body = board.norm, board.context.article.body_start
    for match in _BANK.finditer(norm, body):
        bank, place = board.starting_at(match.start(), ("ORG",)), board.ending_at(match.start(), _PLACE)
        if place is None or bank is None or bank.known is None or bank.end != match.end():
            continue
        if len(place) == 1 or not is_country(place):
            board.drop(bank)
            _join(board, place, match.end())
    for match in _CARRIER.finditer(norm, body):
        place = board.ending_at(match.start(), _PLACE)
        if place is None or len(place) == 1 or is_country(place):
            continue
        if not board.covered(match.start(), match.end()):
            _join(board, place, match.end())
    for match in _GOVERNMENT.finditer(norm, body):
        place = board.ending_at(match.start(), _PLACE)
        if place is not None and len(place) > _LEVEL and not board.covered(*match.span()):
            board.add(Found(place.start, match.end(), "ORG", "branch", ORDINARY))
    _registered(board)
    for match in _COMPANY.finditer(norm, body):
        firm = board.ending_at(match.start(), ("ORG",))
        if firm is None or firm.known is None or board.covered(match.start(), match.end()):
            continue
        if firm.rule.startswith(("name(", "name-again(")):
            board.add(replace(firm, end=match.end()))


def _registered(board: Board) -> None:
    """深圳市|优必选科技: a listed firm behind the city that its register writes before it."""
    for firm in list(board.found):
        if firm.label != "ORG" or firm.known is None or not board.norm.endswith(_FIRM, firm.start, firm.end):
            continue
        behind = board.norm[firm.start - 1 : firm.start] == "市"
        place = board.ending_at(firm.start, _PLACE) if behind else None
        if place is not None and len(place) > _LEVEL:
            board.add(replace(firm, start=place.start, rule="branch"))


def _join(board: Board, place: Found, end: int) -> None:
    board.add(Found(place.start, end, "ORG", "branch", ORDINARY))
