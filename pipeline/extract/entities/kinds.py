"""Things known by their kind: a series with its number (神舟二十号, 歼-20), a name in marks beside its kind (“鸿蒙”系统).

The series stand in series.csv, the kinds in kinds.csv.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.entities.latin import COMMON
from pipeline.extract.overlap import ORDINARY, SURE
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.lexicon.kinds import Kind, Series

_NUMBER = r"(?:[0-9]{1,3}|[零〇一二三四五六七八九十百]{1,5})"
_NUMBERED = re.compile(rf"{_NUMBER}号(?:[甲乙丙丁改]|[A-Z]{{1,2}}(?![A-Za-z]))?(?:遥{_NUMBER})?")
_MODEL = re.compile(
    r"(?:-?[A-Z]?[0-9]{1,3}(?![0-9]*[年月日元万亿%])[A-Z]{0,2}(?:-[0-9]{1,4})?(?:MAX)?(?![A-Za-z0-9]))"
)
_SHORT = re.compile(r"[一二三四五六七八九十]{1,3}(?![万亿年月日号个名位])")
_MARKED = re.compile(r"[“「『](?P<name>[^“”「」『』，。；：！？、\s]{2,12})[”」』](?:号|級)?")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?![A-Za-z0-9 %])")  # 社交平台X, 浏览器Arc
_FIRM = re.compile(
    r" ?(?<![A-Za-z0-9])[A-Z][A-Za-z]{2,}(?:(?: |-| & )[A-Z][A-Za-z]+){0,3}(?![A-Za-z0-9%]| [A-Za-z0-9])"
)
_NICKNAME = re.compile(
    r"^[一二三四五六七八九十几][小大]|^.{0,2}$|队$|抢|抄底|跑路|唱多|抱团|内卷|黑客|独角兽"
)
# AI公司Token, 对冲基金Alpha: what firms have
_NO_FIRM = re.compile(r"App|Logo|ToB|ToC|Top|Demo|Offer|Alpha|Beta|Quant|Short|Pre|Bot|Copilot")
_SHORTEST = 4  # code points of a firm that no table has
_SAID_OF = re.compile(r"难求|之旅|失联|高速|扎堆|豪华|零碳|双体|隐形|走私|影子|幽灵|网红|夜游|大飞|国旗|小轮")
_VESSELS, _NAMED_VESSEL = frozenset("船轮艇舰"), re.compile(r"[号轮舰]$")
_AND = re.compile(r"[、及和与]|以及")
_TREND = re.compile(r"(?:[潮难热战案论风化门荒]|模式|现象|危机|事件|文化|问题|计划|效应)$")
_SENTENCE = re.compile(r"[的了是在和与要将会被把]|^第|[0-9一二三四五六七八九十]+五$")


def find(board: Board) -> None:
    """Series first: their numbers are no numbers; then names in marks."""
    _series(board)
    kinds = board.context.lexicon.kinds
    for match in _MARKED.finditer(board.norm, board.context.article.body_start):
        start, end = match.span("name")
        beside = kinds.after.at(board.norm, match.end()) or kinds.before.before(board.norm, match.start())
        if beside is None:
            continue
        kind = beside[0]
        if (not kind.marks and _is_said(match)) or _is_no_vessel(board, match, beside[1]):
            continue
        if _SENTENCE.search(match.group("name")) and not _is_body(board, kind, end):
            continue
        if kind.label == "ORG" and _is_talk(board, start, end):
            continue
        listed = board.names.surfaces.get(match.group("name").lower())
        known = listed.name if listed is not None and kind.label in listed.name.labels else None
        board.add(Found(start, end, kind.label, f"named-by-kind({kind.place})", SURE, known))
    for match in _LATIN.finditer(board.norm, board.context.article.body_start):
        beside = kinds.before.before(board.norm, match.start())
        if board.norm[match.start() - 1] in _VESSELS:
            continue  # 货船AIS信号
        if beside is not None and beside[0].label == "PRODUCT" and not board.covered(*match.span()):
            listed = board.names.surfaces.get(match.group().lower())
            known = listed.name if listed is not None else None
            board.add(Found(*match.span(), "PRODUCT", f"named-by-kind({beside[0].place})", ORDINARY, known))
    _firms(board)


def _firms(board: Board) -> None:
    """研究机构Omdia, 投资机构Aspex、Eastspring: Latin names behind what a body is, and those that it is told with."""
    kind, reach = "", -1
    for match in _FIRM.finditer(board.norm, board.context.article.body_start):
        start, end = match.span()
        beside = board.context.lexicon.kinds.before.before(board.norm, start)
        start += match.group().startswith(" ")
        if beside is not None and beside[0].label == "ORG":
            kind = f"named-by-kind({beside[0].place})"
        elif start != reach:
            continue
        listed = board.names.surfaces.get(board.norm[start:end].lower())
        known = listed.name if listed is not None and "ORG" in listed.name.labels else None
        text = board.norm[start:end]
        if (
            text.lower() in COMMON
            or _NO_FIRM.match(text)
            or board.names.after.at(board.norm, end) is not None
        ):
            continue
        unlike = listed is not None or len(text) < _SHORTEST or text.isupper()
        if known is None and unlike:
            continue  # 科技公司Gemini, 航空公司MRO
        board.add(Found(start, end, "ORG", kind, ORDINARY, known))
        joint = _AND.match(board.norm, end)
        reach = joint.end() if joint is not None else -1


def _is_said(match: re.Match[str]) -> bool:
    """游戏公司“裁员”成风, AI公司“六小虎”: words that are said of firms, and no firm; “蓝鲸智构” is one."""
    return is_word(match["name"]) or _NICKNAME.search(match["name"]) is not None


def _is_no_vessel(board: Board, match: re.Match[str], beside: int) -> bool:
    """“世界杯”帆船赛, 货船“失联”三天: what stands beside a kind of ship and has no ship's name."""
    norm = board.norm
    before = norm[match.start() - 1 : match.start()] in _VESSELS
    behind = beside > match.end() and norm[beside - 1] in _VESSELS
    if not (before or behind):
        return False
    if match.group().endswith("号") or _NAMED_VESSEL.search(match["name"]):
        return False
    listed = board.names.surfaces.get(match["name"].lower())
    return is_word(match["name"]) or listed is not None or _SAID_OF.search(match["name"]) is not None


def _is_body(board: Board, kind: Kind, end: int) -> bool:
    """私人银行「第一波罗的海银行」: the name of an organisation, whatever it begins with."""
    return kind.label == "ORG" and board.names.suffixes.before(board.norm, end) is not None


def _is_talk(board: Board, start: int, end: int) -> bool:
    """科技公司“裁员潮”, 商业银行“存款搬家”: what is said of them holds a verb, or ends like a trend."""
    if _TREND.search(board.norm, start, end):
        return True
    tokens = board.context.tokens
    words = tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    return any(len(word.word) > 1 and word.tag in {"v", "vn", "d"} and is_word(word.word) for word in words)


def _series(board: Board) -> None:
    norm, body = board.norm, board.context.article.body_start
    table = board.context.lexicon.kinds.series
    told: dict[str, Series] = {}
    place = body
    while (following := table.search(norm, place)) is not None:
        series, place, end = following
        pattern = _NUMBERED if series.form == "number" else _MODEL
        match = pattern.match(norm, end)
        if match is not None and _begins(board, place, series):
            stop = match.end()
            listed = board.names.surfaces.get(norm[place:stop].lower())
            known = listed.name if listed is not None else None
            board.add(Found(place, stop, "PRODUCT", f"series({series.place})", ORDINARY, known))
            if series.short:
                told[series.short] = series
            place = stop
        else:
            place += 1
    for short, series in told.items():
        for match in re.finditer(re.escape(short) + _SHORT.pattern, norm[body:]):
            start, end = match.start() + body, match.end() + body
            listed = board.names.surfaces.get(f"{series.surface}{match.group()[len(short) :]}号")
            if listed is not None and not board.covered(start, end):
                board.add(Found(start, end, "PRODUCT", f"series({series.place})", ORDINARY, listed.name))


def _begins(board: Board, place: int, series: Series) -> bool:
    """A series of one character needs its hyphen or the edge of a word: 歼-20, 图-95, not 直10."""
    if len(series.surface) > 1:
        return True
    after = board.norm[place + 1]
    return after == "-" or series.surface == "歼"
