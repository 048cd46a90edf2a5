"""Countries and provinces in one character: 中美, 俄乌冲突, 访华, 美方, 京津冀, 在沪 (countries.csv, column short)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.entities import standing
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import ORDINARY
from pipeline.gates import firsts
from pipeline.lexicon.surfaces import Short
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

# characters that mean little else in such a place; 中, 日, 以, 加, 新 and 意 need more
_CLEAR = frozenset("美俄英韩华沪粤闽欧澳朝越印菲蒙叙埃")
_NEVER_ALONE = frozenset(
    "马新加意土伊巴纽波希奥荷葡西苏川甘青宁黑吉辽深穗赣晋陕冀津渝皖鲁豫鄂湘桂琼黔滇浙京疆阿沙哈柬缅墨古泰"
)
# nouns of relations between states: behind two or more of them they leave no doubt
_STRONG_AFTER = re.compile(
    r"(?:两国|三国|四国|五国|六国|各国|双边|多边|货物贸易|自贸|人文|民间|海警|商界|供应链|关税|官员|代表团|两军|两地|三地|两岸|两党|乡村|县域|双方(?!面)|三方|关系|贸易|经贸|战略|元首|会谈|冲突|战争|博弈|竞争|之争|领导人|"
    r"传统友|全面战略|全面合作|友好|友谊|建交|边境|边界|同盟|联盟|联军|谈判|对话|协议|协定|条约|峰会|首脑|外长|防长|高层|摩擦|脱钩|军演|防务|伙伴|互信|往来|航线|航班|班列|"
    r"执法|司法|口岸|高铁|高速|停火|和平|局势|矛盾|争端|争议|合作|联合|科技|人工智能|AI|ai|投资|交流|文化|人民|民众|企业|实力|外交|政府|经济|市场|股市|"
    r"三省|两省|四省|三个|各界|之间|一体化|协同|地区|线|铁路)"
)
_WEAK_AFTER = re.compile(
    r"(?:都|在|就|将|已|签署|达成|举行|宣布|同意|发表|共同|\(|-|—|、|，|。|的|等|与|和|对|为|不|应|要|是|均|也|围绕|正|需|间|问题|想|AI|保持|加强|深化|推[进动]|携手|建[立交]|开展|展开|恢复|将|互)"
)
# 访华, 赴美, 驻日: verbs in front of one; 在美, 对华: prepositions where the segmenter sees it alone
_VERB_BEFORE = frozenset("返访驻赴援反亲抗旅留抵离涉输仇侵")
_PREPOSITION = re.compile(r"[在对来去回从到于与和同向由进出入返往飞]$")
_OFFICE_AFTER = re.compile(
    r"(?:总统|总理|首相|外长|防长|财长|外交部|国防部|国会|政府|官员|军方|警方|媒体|央行|议会|参议院|众议院|大使馆?|使馆|代表团|海军|空军|陆军|国务院|大选|"
    r"防务|内政|国内|首脑|两院|官方|当局|舰|机(?=[，。飞进侵入]))"
)
_NOUN_AFTER = re.compile(
    r"(?:方(?!法|面|案|向|式|便|程|针|位|言|块|阵|才)|媒(?!体人)|企(?!图|业家)|籍|侨|裔|资(?=企|[，。产])|府(?=[，。官方高])|商(?=[，。会])|债(?!务)|"
    r"股(?!份|东|票)|军(?!事|人|队|备|工|方)|服(?=[，。])|版(?=[，。])|制(?=造|裁))"
)
# what leaves no doubt even of characters that are words elsewhere: 法德两国, 川渝地区, 鲁豫交界
_PAIR_AFTER = re.compile(
    r"(?:[两三四五]国|[两三四五]省|两地|地区|交界|边界|边境|争端|复交|建交|和约|和谈|停战|关系(?=[，。、的]))"
)
_HUA = re.compile(r"(?<=[访驻赴抵离涉来对在反亲])华(?![人侨裔商语文夏东北南中为尔盛府])")
# 中泰街道, 中美村: a town, but 中日乡村振兴, 中美县域经济 and 中日村镇 tell of what lies in both
_LOCAL_LEVEL = re.compile(
    r"街道|镇|乡(?![村镇土情间])|村(?![镇庄落级社])|县(?![域级区乡])|社区(?!学院|合作|交流|治理|论坛|组织|团体|建设)"
)
_LEVEL_FIRSTS = firsts(_LOCAL_LEVEL)
_PARTS_OF_PROVINCES = frozenset("西中")  # 鄂西, 浙中: no Spain and no China; 蒙西 is western Inner Mongolia
_BESIDE_MACAU = frozenset("港粤台陆")  # 港澳, 粤港澳, 台港澳: Macau, and Australia in 中澳, 澳新
_SHORTENING = frozenset({"TW", "SG"})
_PAIR = 2  # code points of 圣国
_VIRTUES = frozenset({"美德", "中西", "中意"})  # 家庭美德, 融会中西, 中意的人
_WRITING = re.compile(r"文(?![化明旅体艺学物])")
_NO_COUNTRY = frozenset("立开安保建救爱报全")  # 立国之本, 开国: words
_GOES_ON = re.compile(r"[际家民会土产籍语]")
_CUT_INTO = re.compile(r"[各本外我该两三四五]")
_AS = re.compile(
    r"以[^，。；]{1,8}(?:身[份分]|名义|口吻|资格|为[由准主例])|以国会[^，。；]{0,12}(?:支持|票|优势|议席|多数)"
)
_SIDE = re.compile(
    r"(?:方(?!法|面|案|向|式|便|程|针|位|言|块|阵|才|形|圆|寸|正|舟|志|略|子|剂|丈|量|工)|军(?=[，。、的在和与对称说方队]))"
)
_SIDE_BEFORE = re.compile(r"[是为使令获但而与和对向由被在的据及称说让请]$")
_NO_SIDES = frozenset({"西方", "土方"})
_DELIMITER = re.compile(r"[、，,/与和及]")


def find(board: Board) -> None:
    """Runs of two to six characters (中美俄) with a reason behind, and single ones in a fixed frame (访华, 美方)."""
    shorts = board.names.shorts
    _china(board)
    _abbreviated(board)
    if "、" in board.norm:
        _in_list(board)
    runs = list(_pattern("".join(sorted(shorts))).finditer(board.norm, board.context.article.body_start))
    towns = {
        run.group()
        for run in runs
        if board.norm[run.end() : run.end() + 1] in _LEVEL_FIRSTS
        and _LOCAL_LEVEL.match(board.norm, run.end())
    }
    for match in runs:
        start, run = _uncovered(board, match.start(), match.group())
        if (
            run[:1] == "以"
            and len(run) > 2
            and board.context.token_index(start) < board.context.token_index(start + 1)
        ):
            start, run = start + 1, run[1:]  # 以|美中首脑会晤
        if run.endswith("法") and board.norm.startswith("说会", match.end()):
            run = run[:-1]  # 3日|法说会: a company's conference for investors
        if len(run) >= 2 and _is_compound(board, start, run, towns):
            for offset, char in enumerate(run):
                macau = char == "澳" and bool(_BESIDE_MACAU & set(run))
                short = Short(char, board.names.by_name["澳门"]) if macau else shorts[char]
                _add(board, start + offset, short, "country-compound")
        elif len(run) <= 3:
            for offset, char in enumerate(run):
                if _is_single(board, start + offset, char):
                    _add(board, start + offset, shorts[char], "country-single")


def _abbreviated(board: Board) -> None:
    """圣国 where the article speaks of 圣文森, 马国 of 马来西亚: how Taiwan and Singapore shorten a country."""
    norm, body = board.norm, board.context.article.body_start
    at_home = board.context.article.region in _SHORTENING
    told: dict[str, Found] = {}
    for found in board.found:
        if (
            found.label == "GPE"
            and len(found) > _PAIR
            and found.known is not None
            and found.rule.startswith("name(CLDR")
        ):
            told.setdefault(norm[found.start], found)
    for first, found in told.items():
        place = norm.find(first + "国", body)
        while place >= 0:
            fits = not board.covered(place, place + _PAIR) and not _GOES_ON.match(norm, place + _PAIR)
            fits = fits and (
                at_home or board.context.token_index(place) != board.context.token_index(place - 1)
            )
            if fits and first not in _NO_COUNTRY and not _CUT_INTO.search(norm, max(0, place - 1), place):
                board.add(
                    Found(
                        place,
                        place + _PAIR,
                        "GPE",
                        f"country-short({found.rule[5:-1]})",
                        ORDINARY,
                        found.known,
                    )
                )
            place = norm.find(first + "国", place + 1)


def _in_list(board: Board) -> None:
    """英、法、德、义、波等5国: three or more with 、 between."""
    shorts = board.names.shorts
    chars = "".join(sorted(shorts))
    for match in _list_pattern(chars).finditer(board.norm, board.context.article.body_start):
        for place in range(match.start(), match.end(), 2):
            if not board.covered(place, place + 1):
                _add(board, place, shorts[board.norm[place]], "country-listed")


@cache
def _list_pattern(chars: str) -> re.Pattern[str]:
    several = f"(?:[{chars}]、){{2,}}[{chars}](?=等|[两三四五六七八九十0-9]{{1,2}}[国省]|共|沿海|沿岸|部分|多地|各地|三地)"
    return re.compile(f"(?<![\u4e00-\u9fff]){several}|(?<=[由在与和及对向]){several}")


def _china(board: Board) -> None:
    """访华, 驻华, 对华: the character stands for China behind such a word only, as a word's end or alone."""
    name = board.names.by_name.get("中国")
    if name is None:
        return
    for match in _HUA.finditer(board.norm, board.context.article.body_start):
        place = match.start()
        token = board.context.token_at(place)
        if token is None or token.start < place - 1:
            continue
        if token.end == place + 1 or board.norm[place - 1] in "访驻赴":  # 访华, 驻华使节
            _add(board, place, Short("华", name), "country-single")


@cache
def _pattern(chars: str) -> re.Pattern[str]:
    return re.compile(f"[{chars}]{{1,6}}")


def _uncovered(board: Board, start: int, run: str) -> tuple[int, str]:
    """The characters of a run that no longer name holds: the 中 before 美国 in 中美国."""
    end = start + len(run)
    if not board.covered(start, end):
        return start, run
    while start < end and board.covered(start, start + 1):
        start += 1
    while end > start and board.covered(end - 1, end):
        end -= 1
    return start, board.norm[start:end]


def _add(board: Board, place: int, short: Short, rule: str) -> None:
    board.add(Found(place, place + 1, short.name.label, f"{rule}({short.name.place})", ORDINARY, short.name))


def _is_part_of_province(board: Board, run: str) -> bool:
    """鄂西, 蒙西, 浙中: a province and where in it."""
    if len(run) != 2 or run[1] not in _PARTS_OF_PROVINCES:
        return False
    whole = board.names.shorts[run[0]].name
    return run == "蒙西" or (whole.label == "GPE" and not whole.place.startswith("CLDR"))


def _is_compound(board: Board, start: int, run: str, towns: AbstractSet[str]) -> bool:
    norm, end = board.norm, start + len(run)
    if len(set(run)) != len(run) or _is_part_of_province(board, run):
        return False
    if run[-1] == "西" and norm.startswith("部", end):
        return False  # 我国|中西部
    if (run[-1] == "青" and norm.startswith("年", end)) or _WRITING.match(norm, end):
        return False  # 中|青年, 中英文
    if _LOCAL_LEVEL.match(norm, end) or norm.startswith(("巴车", "巴司机"), end - 1):
        return False  # 中泰|街道; 中巴|车
    pair = bool(_PAIR_AFTER.match(norm, end)) or (len(run) == _PAIR and _both_told(board, start, run))
    if not pair and not any(char in _CLEAR or char in "中日京粤港" for char in run):
        return False
    first, last = board.context.token_at(start), board.context.token_at(end - 1)
    if first is None or last is None or first.start < start:
        return False
    strong = pair or bool(_STRONG_AFTER.match(norm, end))
    if (run[0] == "以" or run in _VIRTUES) and not strong:
        return False  # 以|港铁站之间的中线
    if not strong and run in towns:
        return False  # 中泰竹笛 where the article names 中泰街道
    if first.end >= end:  # one word of the segmenter: 中美, 俄乌, 中美关系
        if first.end == end:
            return (
                strong
                or first.tag in {"ns", "j", "nz", "nt"}
                or (first.tag == "nr" and bool(_WEAK_AFTER.match(norm, end)))
            )
        return first.tag in {"ns", "j", "nz", "nt"} or strong
    if strong:
        return True
    return (
        last.end == end
        and bool(_WEAK_AFTER.match(norm, end))
        and all(c in _CLEAR or c in "中日法德" for c in run)
    )


def _both_told(board: Board, start: int, run: str) -> bool:
    """泰柬问题, 中美两套体系: two states that the article names in full as well; no 新意, which is a word."""
    if run[0] == "以" or "新" in run or (is_word(run) and not any(char in _CLEAR for char in run)):
        return False
    last = board.context.token_at(start + 1)
    if last is None or last.end != start + 2:
        return False  # 美|加征关税, 美|法院, 新台币
    told = {found.known.name for found in board.found if found.known is not None and found.label == "GPE"}
    return all(board.names.shorts[char].name.name in told for char in run)


def _is_told(board: Board, place: int, char: str) -> bool:
    """泰方, 柬军: a character that means little by itself, where the article names the country."""
    if char not in _NEVER_ALONE or not _SIDE.match(board.norm, place + 1):
        return False
    if board.norm[place : place + 2] in _NO_SIDES:
        return False
    before = board.norm[place - 1 : place]
    if before and not (_SIDE_BEFORE.search(before) or standing.BOUNDARY.match(before)):
        return False
    return board.says(board.names.shorts[char].name.name)


def _is_single(board: Board, place: int, char: str) -> bool:
    norm = board.norm
    token = board.context.token_at(place)
    if token is None:
        return False
    if _is_told(board, place, char):
        return True
    if char == "以" and (_AS.match(norm, place) or norm.startswith("资产", place + 1)):
        return False  # 以总统特使身分, 以资产来看
    before = norm[place - 1 : place]
    alone = token.start == place and token.end == place + 1
    if token.start == place and char not in "新马" and _OFFICE_AFTER.match(norm, place + 1):  # 俄总统, 叙外长
        return char not in "中日" or alone
    if char not in _NEVER_ALONE:
        if before and before in _VERB_BEFORE and token.end == place + 1 and char not in "中法":
            return alone or token.start == place - 1
        if token.start == place and _NOUN_AFTER.match(norm, place + 1):
            return char not in "中日法德" or norm[place + 1] in "方企资军媒籍"
    if not (alone and token.tag in {"ns", "j"}):
        return False
    if _PREPOSITION.search(before) and (char not in _NEVER_ALONE or char in "京疆"):
        return True
    return (
        bool(_DELIMITER.match(norm, place + 1))
        and bool(_DELIMITER.match(before))
        and char not in _NEVER_ALONE
    )
