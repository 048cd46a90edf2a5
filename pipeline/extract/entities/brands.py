"""Companies that no table lists, by a brand and a field of business: 海康达科技, 启程资本, 蓝思生物.

The field is a suffix that makes no name of a place (suffixes.csv: weak, none) or a branch (name_parts.csv: generic). The brand is
a word that no dictionary has, or a word and a character more; a word of the dictionary only where shares or results are
spoken of. A ticker in brackets ends the name of a company whatever its field: 江城重工(600123).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import towns
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.model import Token

_HAN = re.compile(r"[\u4e00-\u9fff]{1,4}")
_SHARES = re.compile(
    r"(?:持股|股价|收报|收涨|收跌|涨停|跌停|领投|跟投|参投|(?:早盘|盘中|午后)?[大下]?[涨跌](?:超|逾|近|幅)?[0-9])"
)
_COMPANY = re.compile(
    r"(?:宣布|发布|公告|披露|公布|推出|回应|完成.{0,6}融资|获.{0,6}融资|总裁|董事长|CEO|创始人|联合创始人|首席|董秘|股份|旗下|称|表示|上市|净利|营收|市值|被(?:罚|查|立案|起诉|收购)|中标|承建|承办|联营|停工|停产|复工|投产|参与投资|参股|入股|增持|减持|收购|控股股东|股东|实控人|实际控制人|复牌|停牌|董事|高管|员工|工厂|新品|创办|成立|以[^，。；元]{1,16}元[^，。；]{0,6}(?:收购|增资|入股|认购|并购|购入|取得)|等(?:[0-9一二三四五六七八九十多]{0,3}家?)(?:公司|企业|机构|厂商|海事业者|业者|投资方|股东))"
)
_BEGINS = re.compile(
    r"(?:^|[，,。；：、“\n(]|[由向与和及获在]|[厂商]|龙头|巨头|收购|控股|入主|参股|吸收|并购)$"
)
# what no brand is made of: 的, 两, 新, 国产
_NO_BRAND = frozenset(IN_NO_NAME + "及等三几多新旧大小国省市县我他她全年月日")
_NOT_FIRST = frozenset(
    "国内 国外 境内 境外 海外 旗下 当地 本地 本土 市场 企业 公司 厂商 龙头 巨头 品牌 行业".split()
)
_RESULTS = re.compile(
    r"[^，。；]{0,6}(?:公布|发布|披露|公告)[^，。；]{0,14}(?:业绩|财报|季报|年报|季度报告|年度报告)"
)
_TWO = 2
_BROKERS = frozenset({"证券", "信托", "期货"})
_OTHER_FIELDS = _BROKERS | {"股份", "投资"}
_BOUGHT = re.compile(r"(?:收购|控股|入主|参股|吸收|并购)$")
_BROKER = re.compile(r"[\u4e00-\u9fff]{2}")
_NO_BROKER = frozenset(
    "有价 上市 记名 各类 外国 国内 境外 境内 金融 相关 部分 全部 这些 目标 多家 两家 股票 中小 大型 头部 民营 地方".split()
)
_HEAD = re.compile(
    r"(?:集团)?(?:副?董事长|副?总经理|副?总裁|CEO|首席执行官|创始人|董秘)(?:兼[\u4e00-\u9fffA-Z]{2,6})?"
)
_NO_SHARES = frozenset(
    "公司 股东 部分 限售 流通 全部 相关 上述 国有 法人 普通 优先 库存 所持 目标 标的 新增 剩余 无限 存量 个人 员工 集团 企业 社会 代持 质押".split()
)
_LISTING = frozenset("、和与及")
_LOOSE_TAGS = frozenset({"v", "a", "n", "g", "x", "j", "q", "z", "b", "vg", "ng", "ag", "zg"})


def find(board: Board) -> None:
    """Every word that is a field of business, with what stands before it; first those that say what they are."""
    norm, fields, body = board.norm, board.names.business_fields, board.context.article.body_start
    listed: list[tuple[int, int, str]] = []
    places = board.context.places
    told = fields.keys() & places.keys() | _OTHER_FIELDS.intersection(places)
    for index in sorted(index for word in told for index in places[word]):
        token = board.context.tokens[index]
        if index == 0 or len(token.word) < _TWO or token.start <= body:
            continue
        if token.word in _BROKERS and _broker(board, index):
            continue
        label = _field(board, token)
        start = _brand(board, index) if label else None
        if start is None:
            continue
        if _SHARES.match(norm, token.end) or _COMPANY.match(norm, token.end):
            board.add(Found(start, token.end, "ORG", f"brand({label})", ORDINARY))
        elif norm[token.end : token.end + 1] in _LISTING or norm[start - 1 : start] in _LISTING:
            listed.append((start, token.end, label))
    for start, end, label in reversed(listed):  # 启程资本、华维生物和宏泰医药|宣布
        if norm[end : end + 1] in _LISTING and board.starting_at(end + 1, ("ORG",)) is not None:
            board.add(Found(start, end, "ORG", f"brand({label})", ORDINARY))
    for start, end, label in listed:  # 中信证券、锦州证券
        beside = norm[start - 1 : start] in _LISTING and board.ending_at(start - 1, ("ORG",)) is not None
        if beside and board.starting_at(start, ("ORG",)) is None:
            board.add(Found(start, end, "ORG", f"brand({label})", ORDINARY))


def _field(board: Board, token: Token) -> str:
    """The row that has the word as a field of business: 生物, 科技; empty where none has."""
    told = board.names.business_fields.get(token.word, "")
    if told == "generic" or token.word == "股份":
        return "generic"
    return "headed" if token.word == "投资" and _headed(board, token.end) else told


def _brand(board: Board, index: int) -> int | None:
    """Where the brand before the field begins."""
    norm, tokens = board.norm, board.context.tokens
    field, last = tokens[index], tokens[index - 1]
    shares = _SHARES.match(norm, field.end) is not None or norm[field.end : field.end + 1] in _LISTING
    headed = _headed(board, field.end)
    if len(last.word) == 1 and index > 1 and last.tag in _LOOSE_TAGS:
        first: Token = tokens[index - 2]
        brand = norm[first.start : field.start]
        fits = len(first.word) == 2 and first.tag[0] in "nav" and not is_word(brand)
    else:
        first, brand = last, last.word
        results = _RESULTS.match(norm, field.end) is not None  # 星河科技公布第三季业绩
        known = (shares or results) and len(brand) == 2 and field.word not in board.names.generic
        known = known or (headed and len(brand) == 2)
        fits = 2 <= len(brand) <= 4 and (known or not is_word(brand))
        if fits and not known and index > 1 and _is_first_half(tokens[index - 2], brand):
            first = tokens[index - 2]
            brand = norm[first.start : field.start]
    if field.word == "股份":  # 天鹅|股份|公告称, and not 减持|股份
        fits = len(brand) == _TWO and first.tag[0] in "nj" and brand not in _NO_SHARES
    if not fits or not _HAN.fullmatch(brand) or _NO_BRAND & set(brand):
        return None
    if not _BEGINS.search(norm, max(0, first.start - 2), first.start):
        return None
    for one in board.touching(first.start, field.end):
        guessed = one.label == "PERSON" or (
            one.label == "ORG" and one.start >= first.start and one.end <= field.end
        )
        if one.known is not None or one.title or not guessed:
            return None
    return first.start


def _broker(board: Board, index: int) -> bool:
    """收购|锦州证券、武汉证券: brokers in a list, named by a city or a word, where one is bought or stands beside another."""
    norm, tokens = board.norm, board.context.tokens
    field, last = tokens[index], tokens[index - 1]
    start = last.start
    if len(last.word) == 1 and index > 1 and len(tokens[index - 2].word) == 1:
        start = tokens[index - 2].start  # 万|和|证券
    if _BROKER.fullmatch(norm, start, field.start) is None or board.starting_at(start, ("ORG",)) is not None:
        return False
    bought = _BOUGHT.search(norm, max(0, start - 2), start) is not None
    beside = norm[start - 1 : start] in _LISTING and board.ending_at(start - 1, ("ORG",)) is not None
    if not (bought or beside) or norm[start : field.start] in _NO_BROKER:
        return False
    pieces = board.touching(start, field.end)
    if any(one.label not in {"GPE", "LOC"} or towns.is_country(one) for one in pieces):
        return False
    board.add(Found(start, field.end, "ORG", "broker", ORDINARY))
    return True


def _headed(board: Board, end: int) -> bool:
    """丝路投资|董事长|张华庆: the head of a firm right behind it, and who that is."""
    head = _HEAD.match(board.norm, end)
    return head is not None and board.starting_at(head.end(), ("PERSON",)) is not None


def _is_first_half(token: Token, rest: str) -> bool:
    """东方|宏芯: a word of two characters before one of two that no dictionary has."""
    return (
        len(token.word) == 2
        and len(rest) == 2
        and token.tag in {"s", "ns", "nz", "nr"}
        and token.word not in _NOT_FIRST
        and _HAN.fullmatch(token.word) is not None
    )
