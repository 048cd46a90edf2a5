"""From where to where something goes: 来往厦门与金门的客轮, 上海飞往东京的航班. The places of a route do and own nothing."""

from __future__ import annotations

import re

_VEHICLE = (
    r"(?:客轮|渡轮|轮渡|轮船|客船|渡船|船[只舶]?|班轮|邮轮|货轮|游轮|航班|班机|客机|飞机|专机|包机|列车|班列|高铁|动车|火车|"
    r"巴士|大巴|客车|航线|快线|直通车)"
)
_TO_AND_FRO = r"(?:往返|来往|往来)(?:于|在)?"
_GOES = r"(?:飞往|开往|驶往|驶向|直飞)"
_SO_FAR = r"(?:航班|[A-Z]{1,3}[0-9]{1,5}|的|[一二两三0-9]{1,3}[艘架列班辆])?"
# 厦门|与金门的客轮 behind 来往, 上海|飞往东京的航班, 厦门|至金门客轮
_FROM = re.compile(
    rf"(?:{_GOES}|{_TO_AND_FRO}|[至到-](?!今|目前|现在|[去明本上下]|年))[\u4e00-\u9fff]{{2,8}}?{_SO_FAR}[\u4e00-\u9fff]{{0,4}}?{_VEHICLE}"
)
_AND = re.compile(rf"[与和及、][\u4e00-\u9fff]{{2,8}}?{_SO_FAR}[\u4e00-\u9fff]{{0,4}}?{_VEHICLE}")
_BETWEEN = re.compile(rf"{_TO_AND_FRO}$")
# 来往厦门与|金门|的客轮, 飞往|东京|的航班, 厦门至|金门|客轮
_TO = re.compile(
    rf"(?:{_TO_AND_FRO}(?:[\u4e00-\u9fff]{{2,8}}?[与和及、])?|{_GOES}|(?<=[\u4e00-\u9fff]{{2}})[至到-])$"
)
_GOING = re.compile(rf"{_SO_FAR}[\u4e00-\u9fff]{{0,4}}?{_VEHICLE}")
_IS_ROUTE = re.compile(rf"{_GOES}[\u4e00-\u9fff]{{2,8}}?的[\u4e00-\u9fff]{{0,4}}?{_VEHICLE}")
_REACH = 14  # code points before a place that its route may begin


def on_route(norm: str, start: int, end: int) -> bool:
    """Whether the place at ``norm[start:end]`` is an end of the route of a ship, train, bus or plane that is named behind it."""
    begin = max(0, start - _REACH)
    if _FROM.match(norm, end) is not None:
        return True
    if _AND.match(norm, end) is not None and _BETWEEN.search(norm, begin, start) is not None:
        return True
    return _GOING.match(norm, end) is not None and _TO.search(norm, begin, start) is not None


def is_route(norm: str, start: int) -> bool:
    """Whether a verb at ``start`` only says which ship or train it is: 开往金门的客轮."""
    return _IS_ROUTE.match(norm, start) is not None
