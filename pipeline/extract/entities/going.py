"""Countries and provinces in one character that what stands before or behind it tells: 来京, 在陕投资, 援疆, 巴以谈判, 俄将增产."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import standing
from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY
from pipeline.gates import led

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.surfaces import Name

# 来京, 在京举行; no 京剧, 京城, 京东, 在京沪高铁
_TO_BEIJING = re.compile(r"(?<=[在来赴进返离抵驻入留])京(?![剧城都东津广沪九杭张哈郊畿韵味酱川冀郡蒙瓷腔])")
# 在陕投资, 来皖考察, 驻湘部队: what one does in a province
_IN_PROVINCE = re.compile(
    r"(?<=[在来赴驻抵离])[津渝皖闽赣鲁豫鄂湘粤桂琼川黔滇陕浙冀辽藏](?="
    r"投资|考察|调研|举行|召开|开幕|闭幕|启动|签约|签署|成立|落户|发布|揭牌|挂牌|访问|参加|出席|参观|央企|国企|企业|高校|院校|外资|台商|台胞|港商|港澳|外商|客商|"
    r"就业|创业|工作|生活|期间|视察|检查|指导|旅游|旅行|务工|打工|求学|采访|演出|巡演|部队|官兵|干部|支教|全国人大|全国政协|记者|机构|项目|开工|建厂|设厂|设立|试点|开业|开展|慰问|督查|督导|巡视)"
)
_AID = re.compile(r"(?:(?<=[援进])[疆藏]|(?<=入)疆)(?![族獒学文红青语身书品匿拙])")
_BETWEEN = led(
    re.compile(
        r"(?:巴以|以巴|黎以|以黎)(?=双方|关系|停火|冲突|和谈|谈判|和平|局势|边境|边界|问题|战争|矛盾|之间|交火|临时|对峙|两国)"
    )
)
_OF_PAIR = {"巴": "巴勒斯坦", "以": "以色列", "黎": "黎巴嫩"}
# 俄将增产: a country begins the clause, and behind it stands what a state does; the article names the country
_STATE_DOES = re.compile(
    r"[俄美菲印乌英法德](?=将(?![军领士来近才相帅])|拟(?![定于人真])|宣布|表示|警告|否认|敦促|呼吁|谴责|指责|证实|指控|推迟|加大|重申|已(?![经故知婚])|正式|或将)"
)


def find(board: Board) -> None:
    """Every such character that no name holds."""
    norm, body = board.norm, board.context.article.body_start
    for pattern in (_TO_BEIJING, _IN_PROVINCE, _AID):
        for match in pattern.finditer(norm, body):
            if _is_short(board, match.start()):
                _add(board, match.start(), board.names.shorts[match.group()].name)
    for match in _BETWEEN.finditer(norm, body):
        if not board.covered(match.start(), match.end()):
            for place in range(match.start(), match.end()):
                country = board.names.surfaces.get(_OF_PAIR[norm[place]])
                if country is not None:
                    _add(board, place, country.name)
    for match in _STATE_DOES.finditer(norm, body):
        if _begins(board, match.start()):
            _add(board, match.start(), board.names.shorts[match.group()].name)


def _is_short(board: Board, place: int) -> bool:
    """Whether the character ends a word of its own or of the verb and it: 京, 来京; not 京剧 or 川菜."""
    token = board.context.token_at(place)
    if token is None or board.covered(place, place + 1):
        return False
    return token.end == place + 1 and token.start >= place - 1


def _begins(board: Board, place: int) -> bool:
    """Whether a clause begins there, and the article names the country."""
    token = board.context.token_at(place)
    if token is None or token.start != place or board.covered(place, place + 1):
        return False
    char = board.norm[place]
    alone = standing.BOUNDARY.match(board.norm[place - 1 : place] or "，") is not None
    return alone and board.says(board.names.shorts[char].name.name)


def _add(board: Board, place: int, name: Name) -> None:
    board.add(Found(place, place + 1, name.label, f"country-single({name.place})", ORDINARY, name))
