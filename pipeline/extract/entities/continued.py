"""Bodies whose name goes on behind a listed or found one: 老挝人民革命党|中央委员会, 中央组织部|干部一局, 国立癌症中心|中央医院.

And bodies of two states or a person's name that the last word tells: 越老|政府间委员会, 胡志明|国家政治学院.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.surfaces import Name

# organs of a party, a front, a league or a movement
_PARTIES = ("党", "阵线", "联盟", "团", "运动", "工会", "协会", "联合会", "妇联")
_ORGANS = re.compile(
    r"(?:第[一二三四五六七八九十0-9]{1,4}届)?(?:中央委员会(?:政治局)?|中央政治局|中央书记处|中央军委|中央纪委|中央纪律检查委员会|全国委员会|执行委员会|中央执行委员会|"
    r"中央(?:组织|宣传|对外|对外联络|统战)部)(?!委员长)"
)
# a bureau by its number or its field: 组织部|干部一局, 公安部|五局, 发改委|价格司
_MINISTRIES = ("部", "委", "委员会", "总局", "署", "厅", "纪委", "检察院", "办公室")
_BUREAU = re.compile(
    r"(?:干部|价格|人事|执法|审查调查|监督检查|案件|综合|财务|侦查)?[一二三四五六七八九十]{1,2}(?:(?:局|司|厅|总队|支队)(?![限部势面])|[处科](?=[处科]?长|副|的|负责人|民警|[，。、；]))"
)
_SITE = re.compile(r"网(?![友站络民红上页文传])")
_CONGRESS = re.compile(r"第[一二三四五六七八九十0-9]{1,3}[次届](?:全国)?(?:会员|理事)?(?:代表)?大会")
_COMMITTEES = re.compile(
    r"(?:党委|党组|纪委|团委|工委|科技委|党总支)(?=副?书记|委员|常委|副主任|主任|常务副|办公室|宣传部|组织部|教师工作部)"
)
_HOLDERS = ("大学", "学院", "集团", "公司", "医院", "研究院", "部", "局", "厅", "中心")
_CENTRE = re.compile(
    r"(?:(?![的了是在有将被和])[\u4e00-\u9fff]){2,12}?(?:研究中心|研究所|研究院|实验室|国际研究院|学院|学系|(?<=[学程语文史政济治律闻])系(?![统列数]))(?!院(?![长士内方])|所(?!长)|人(?!员)|员)"
)
_JOINING = frozenset("与及")
# 高级人民法院|民事审判庭, 上海海关|缉私局
_DIVISION = re.compile(
    r"(?:(?:刑事|民事|行政|知识产权|商事|立案|少年|环境资源|金融|家事|涉外|破产|赔偿){1,2}(?:第?[一二三四五六七八九十]{1,2})?(?:审判)?庭|"
    r"[刑民][一二三四五六]?庭|执行局)(?![审外上前])"
)
_SMUGGLING = re.compile(r"缉私(?:局|分局)")
# 台北市政府|社会局, 县政府|环境保护局
_BUREAU_OF = re.compile(
    rf"(?P<field>(?:(?![{IN_NO_NAME}及等各])[\u4e00-\u9fff]){{2,6}}?)(?:局|处|署|厅|委员会)(?![势限部面理分置于在罚境])"
)
_FIELD_TAGS = frozenset({"n", "nt", "nz", "ns", "vn", "v", "j", "l", "an", "b", "a"})
# leagues and parties whose committees bear their name: 共青团|湖北省委
_LEAGUES = frozenset("共青团 民盟 民建 民进 民革 农工党 致公党 九三学社 台盟".split())
_FIELDS = frozenset("应用 计算 制造 控制 传播 教学 交叉 跨 治理 发展 合作 互动 设计 翻译".split())
_UNIVERSITIES = ("大学", "科学院", "工程院")
_INSTITUTES = ("中心", "大学", "学院", "研究院", "医学院")
_HOSPITAL = re.compile(r"(?:附属|附设)?(?:中央|东|西|第[一二三四五六])?医院(?![里内中])")
# 白俄罗斯|安全会议, 越老|政府间委员会: bodies of states that no other word tells apart
_OF_STATE = re.compile(
    r"(?:国家)?安全会议|最高安全委员会|大国民议会|(?:政府间|经贸混合?|经济混合|双边合作|指导|总理定期会晤|高级别人文交流)(?:合作)?委员会|全民议会"
)
_SCHOOL_OF = re.compile(r"(?:国家)?(?:政治|行政|行政政治|医药|经济|理工|科技|师范|农业)(?:学院|大学)")


def find(board: Board) -> None:
    """Grow every body that such words follow."""
    for found in board.found:
        if found.label == "ORG":
            _organ(board, found)
        elif found.label == "GPE" and board.norm.endswith("共和国", found.start, found.end):
            ministry = board.starting_at(found.end, ("ORG",))
            if ministry is not None and ministry.rule.startswith("home-body"):
                _add(board, found.start, ministry.end, ministry.known)
        elif found.label == "GPE":
            match = _OF_STATE.match(board.norm, found.end)
            if match is not None:
                _add(board, _first_state(board, found), match.end())
        elif found.label == "PERSON" and found.rule == "chinese-name":
            match = _SCHOOL_OF.match(board.norm, found.end)
            if match is not None:
                _add(board, found.start, match.end())


def _organ(board: Board, found: Found) -> None:
    norm, end = board.norm, found.end
    if _division(board, found):
        return
    if norm[end - 1] == "报" and _SITE.match(norm, end):
        _add(board, found.start, end + 1)  # 证券日报|网
        return
    congress = _CONGRESS.match(norm, end) if norm[end - 1] in "协联会" else None
    if congress is not None:
        board.add(Found(found.start, congress.end(), "EVENT", "congress", ORDINARY))
        return
    if norm.endswith(_PARTIES, found.start, end):
        match = _ORGANS.match(norm, end)
        if match is not None:
            _add(board, found.start, match.end())
            return
    if norm.endswith(_HOLDERS, found.start, end):
        match = _COMMITTEES.match(norm, end)
        if match is not None:
            _add(board, found.start, match.end())
            return
    if norm.endswith(_UNIVERSITIES, found.start, end) and _centre(board, found):
        return
    if norm.endswith(_MINISTRIES, found.start, end) and len(found) > len("省委"):
        match = _BUREAU.match(norm, end)
        if match is not None:
            _add(board, found.start, match.end())
            return
    if norm.endswith(_INSTITUTES, found.start, end):
        match = _HOSPITAL.match(norm, end)
        if match is not None:
            _add(board, found.start, match.end())


def _division(board: Board, found: Found) -> bool:
    """The division of a court or a customs office, the office of a government, the committee of a league."""
    norm, end = board.norm, found.end
    if norm.endswith(("法院", "海关"), found.start, end):
        part = (_DIVISION if norm[end - 1] == "院" else _SMUGGLING).match(norm, end)
        if part is not None:
            _add(board, found.start, part.end())
        return part is not None
    if norm.endswith("政府", found.start, end):
        return _bureau(board, found)
    branch = board.starting_at(end, ("ORG",)) if norm[found.start : end] in _LEAGUES else None
    if branch is None or norm[branch.end - 1] != "委":
        return False
    _add(board, found.start, branch.end)
    return True


def _centre(board: Board, found: Found) -> bool:
    """北京大学|应用物理与技术研究中心: nouns, and no verb and no other name, up to the institute."""
    match = _CENTRE.match(board.norm, found.end)
    if match is None or not _holds_together(board, found.end, match.end()):
        return False
    tokens = board.context.tokens
    inside = tokens[board.context.token_index(found.end) : board.context.token_index(match.end() - 1) + 1]
    for token in inside:
        verb = token.tag == "v" and token.word not in board.names.inside and token.word not in _FIELDS
        if (
            (token.tag[0] in "pdmrut" and token.word not in _JOINING)
            or verb
            or token.word in board.names.outside
        ):
            return False
    listed = board.ending_at(match.end(), ("ORG",))
    _add(board, found.start, match.end(), listed.known if listed is not None else None)
    return True


def _holds_together(board: Board, start: int, end: int) -> bool:
    """李光耀 and 李光耀公共政策学院 behind a university, 地球物理研究所 behind an academy: parts of the whole, and nothing else."""
    pieces = board.touching(start, end)
    whole = [one for one in pieces if one.label == "ORG" and start <= one.start and one.end == end]
    reach = min((one.start for one in whole), default=end)
    return all(
        one in whole or reach <= one.start or (one.label == "PERSON" and one.start == start) for one in pieces
    )


def _bureau(board: Board, found: Found) -> bool:
    """台北市政府|社会局: one or two nouns, and no verb that tells of anything, up to the office."""
    match = _BUREAU_OF.match(board.norm, found.end)
    if match is None or len(found) <= len("市政府"):
        return False
    tokens = board.context.tokens
    inside = tokens[board.context.token_index(found.end) : board.context.token_index(match.end() - 1) + 1]
    triggers, speech = board.context.lexicon.happenings.triggers, board.names.speech
    for token in inside:
        trigger = triggers.get(token.word)
        told = (trigger is not None and not trigger.noun) or speech.get(token.word) is not None
        if told or token.tag not in _FIELD_TAGS or token.word in board.names.outside:
            return False
    if inside[0].start != found.end or len(inside) > 3:
        return False
    _add(board, found.start, match.end())
    return True


def _first_state(board: Board, found: Found) -> int:
    """越 of 越老|政府间委员会."""
    before = board.ending_at(found.start, ("GPE",))
    if before is not None and len(before) == len(found) == 1:
        return before.start
    return found.start


def _add(board: Board, start: int, end: int, known: Name | None = None) -> None:
    board.add(Found(start, end, "ORG", "continued-body", ORDINARY, known))
