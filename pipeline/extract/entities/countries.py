"""Countries and provinces in one character: 中美, 俄乌冲突, 访华, 美方, 京津冀, 在沪 (countries.csv, column short)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.lexicon.names import Short

# characters that name a country even where only one neighbour says so
_CLEAR = frozenset("美俄英韩华沪粤闽")
# what may follow two or more of them: 中美两国, 俄乌冲突, 美日同盟, 京沪高铁
_AFTER = re.compile(
    r"(?:两国|三国|四国|五国|六国|各国|双方|三方|两军|两地|三地|两岸|关系|贸易|经贸|战略|元首|会谈|合作|冲突|战争|博弈|竞争|之间|之争|领导人|友好|建交|"
    r"边境|边界|同盟|联盟|联军|联合|谈判|对话|协议|协定|条约|峰会|首脑|外长|防长|高层|摩擦|脱钩|科技|人工智能|AI|AI|实力|投资|交流|文化|人民|民众|"
    r"企业|学者|专家|媒体|军演|军事|防务|安全|伙伴|互信|往来|航线|航班|班列|高铁|铁路|高速|货币|汇率|股市|市场|经济|政府|政治|外交|停火|和平|"
    r"局势|矛盾|争端|争议|问题|间|各界|都|在|就|将|已|签署|达成|举行|宣布|同意|发表|共同|\(|-|—|、|，|。|的|等|与|和|对|为|不|应|要|是|均|也|围绕|正|均|需|展|一|之)"
)
# 访华, 赴美, 对华, 驻日: verbs and prepositions in front of one
_BEFORE = frozenset("访驻赴援反亲抗旅留抵离涉输制遏仇侵联")
_BEFORE_WORD = re.compile(r"(?:在|对|来|去|回|从|到|于|与|和|同|向|由|经|进|出|入|返|往|援|飞)$")
_AFTER_ONE = re.compile(
    r"(?:方(?!法|面|案|向|式|便|程|针|位|言|块|阵|才)|媒(?!体人)|企(?!图|业家)|籍|侨|资(?=企|[，。产])|使馆|府(?=[，。官方高])|商(?=[，。会])|债(?!务)|股(?!份|东|票)|军(?!事|人|队|备|工|方)|"
    r"政府|国会|总统|总理|首相|外长|防长|财长|国防部|外交部|商务部|官员|参议院|众议院|大使|代表团|海军|空军|陆军|警方|央行|财政部|国务院|大选|两党|关税|贸易|经济|"
    r"制(?=[造品裁])|服(?=[，。])|版(?=[，。])|式(?=[，。、]))"
)
_ONE_BEFORE = re.compile(
    r"(?:访问?|赴|对|驻|在|抵|离|涉|输|援|亲|反|旅|留|来|侨居|旅居|回|返|进|出访|从|与|和|由|被|遭|获)$"
)
_DELIMITED = re.compile(r"[、，,/\-—和与及]")


def find(board: Board) -> None:
    """Runs of two to six characters (中美俄) with a reason behind, and single ones in a fixed frame (访华, 美方)."""
    shorts = board.names.shorts
    norm = board.norm
    pattern = _pattern(tuple(sorted(shorts)))
    for match in pattern.finditer(norm, board.context.article.body_start):
        run, start = match.group(), match.start()
        if board.covered(start, match.end()):
            start, run = _uncovered(board, start, run)
            if not run:
                continue
        if len(run) >= 2 and _is_compound(board, start, run):
            for offset, char in enumerate(run):
                _add(board, start + offset, shorts[char], "country-compound")
        elif len(run) == 1 and _is_single(board, start, run):
            _add(board, start, shorts[run], "country-single")
        elif len(run) == 2:
            for offset, char in enumerate(run):
                if _is_single(board, start + offset, char):
                    _add(board, start + offset, shorts[char], "country-single")


_PATTERNS: dict[tuple[str, ...], re.Pattern[str]] = {}


def _pattern(chars: tuple[str, ...]) -> re.Pattern[str]:
    if chars not in _PATTERNS:
        _PATTERNS[chars] = re.compile(f"[{''.join((*chars, '华'))}]{{1,6}}")
    return _PATTERNS[chars]


def _uncovered(board: Board, start: int, run: str) -> tuple[int, str]:
    """The characters of a run that no longer name holds: the 中 before 美国 in 中美国."""
    end = start + len(run)
    while start < end and board.covered(start, start + 1):
        start += 1
    while end > start and board.covered(end - 1, end):
        end -= 1
    return start, board.norm[start:end]


def _add(board: Board, place: int, short: Short, rule: str) -> None:
    board.add(Found(place, place + 1, short.name.label, f"{rule}({short.name.place})", ORDINARY, short.name))


def _is_compound(board: Board, start: int, run: str) -> bool:
    norm, end = board.norm, start + len(run)
    if len(set(run)) != len(run) or not all(c in board.names.shorts for c in run):
        return False
    first = board.context.token_at(start)
    last = board.context.token_at(end - 1)
    if (
        first is None
        or last is None
        or first.start < start
        or (last.end > end and last.start < end - 1 and last.tag[0] not in "nj")
    ):
        return False
    if first.start == start and first.end == end:  # the segmenter knows 中美, 俄乌 as a word
        return first.tag in {"ns", "j", "nz", "nt", "n", "nr", "x"} and (
            first.tag in {"ns", "j", "nz"} or bool(_AFTER.match(norm, end))
        )
    if first.end > end:
        return first.tag in {"ns", "j", "nz", "nt"}
    return bool(_AFTER.match(norm, end)) and any(c in _CLEAR or c in "中日欧" for c in run)


def _is_single(board: Board, place: int, char: str) -> bool:
    if char not in board.names.shorts:
        return False
    norm = board.norm
    token = board.context.token_at(place)
    before, after = norm[place - 1 : place], norm[place + 1 : place + 2]
    if token is None:
        return False
    alone = token.start == place and token.end == place + 1
    if char in _CLEAR or char in "中日法德澳台港京藏疆欧":
        if (
            before
            and before in _BEFORE
            and (alone or token.end == place + 1 or token.tag in {"vn", "v", "nz", "n", "j", "ns"})
        ):
            return not _more_follows(token, place) and char not in "中法"
        if _AFTER_ONE.match(norm, place + 1) and (token.start == place) and char != "京":
            return not (char in "中法德" and after not in {"方", "企", "资", "国"} and alone is False)
    if alone and token.tag in {"ns", "j"} and char in "美俄英韩华日京沪粤港澳欧台藏疆德法":
        if _BEFORE_WORD.search(norm, max(0, place - 1), place):
            return True
        return bool(_DELIMITED.match(after)) and bool(_DELIMITED.match(before))
    return False


def _more_follows(token: object, place: int) -> bool:
    return getattr(token, "end", 0) > place + 1
