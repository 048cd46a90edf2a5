"""Organisations by their last word: 清华大学公共管理学院, 美中经济与安全审查委员会, 朝阳区公安局.

The head (suffixes.csv) is looked for from the right; from it the name grows to the left over nouns, up to the first
proper name (the anchor), which must be there: 研究中心 alone is none. A role noun between ends it: 美国|智库|大西洋理事会.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import coined, growth, heads, offices, schools
from pipeline.extract.entities.found import PLACES, Board, Found
from pipeline.extract.entities.standing import at_request
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.lexicon.names import Suffix
    from pipeline.model import EntityLabel, Token

_LONGEST = 26  # code points; 中国人民解放军第四军医大学西京医院 has 18
_MOST_TOKENS = 10
_SHORT_OFFICE = 2  # code points; 财政部|国库署 has 3
_CHAMBERS = frozenset("立法会 立法院 国会 议会".split())
_OF_PEOPLE = frozenset("协会 学会 联合会 公会 工会 总会 商会 联谊会 同盟 联盟".split())  # 作家|协会
_PARTS = frozenset({"GPE", "LOC", "ORG", "FAC"})
_HEADS = frozenset({"ORG", "FAC", "EVENT"})
_PEOPLE = frozenset("军队党")  # a common noun that ends in one of these is a group of people and no head
_VERB_AFTER = re.compile(
    r"(?:实施|运作|牵头|并|了|起|过|各|开展|举办|举行|召开|编写|参加|协调|发起|安排|推进|拍摄|培训|学习|召集|力量|人员|专家|的)"
)
_STREETS = frozenset("路 街 大道 巷".split())
_CITY_STATES = frozenset("香港 澳门 新加坡".split())


def find(board: Board) -> None:
    """Grow names to the left of every head."""
    context, heads = board.context, board.heads
    fused = set(context.beginning(board.names.suffixes.firsts))
    fused.intersection_update(context.ending(board.names.before.lasts))
    for index in sorted(fused.union(context.token_index(end - 1) for end in heads)):
        token = context.tokens[index]
        if token.start < context.article.body_start:
            continue
        if token.end in heads and heads[token.end][0].label in _HEADS:
            suffix = heads[token.end]
            if not (schools.is_listed(board, token.end) or _is_none(board, suffix, token.end)):
                _head(board, token, suffix[0], suffix[1], token.end)
        elif index in fused and token.end - token.start > 1:
            _head_before_title(board, token)
    offices.find(board)


def _is_none(board: Board, suffix: tuple[Suffix, int], end: int) -> bool:
    """将军 of 王将军, 党 of 国民党|党主席; 子公司 of 丰田子公司: which one is not said, but 丰田|巴西|子公司 is one."""
    if suffix[0].surface == "党" and board.norm[suffix[1] - 1 : suffix[1]] == "党":
        return True
    if suffix[0].surface == "院" and board.norm.startswith("会", end):
        return True  # 立法院临时会|院会
    return board.norm.endswith("将军", 0, end) or (
        suffix[0].surface == "子公司" and board.ending_at(suffix[1], PLACES) is None
    )


def _head_before_title(board: Board, token: Token) -> None:
    """公司总裁, 银行行长: the segmenter fused a head with the title behind it."""
    suffix = board.names.suffixes.at(board.norm, token.start)
    if suffix is None or suffix[0].label != "ORG" or suffix[1] >= token.end:
        return
    if board.names.before.get(board.norm[suffix[1] : token.end]) is not None:
        _head(board, token, suffix[0], token.start, suffix[1])


def _head(board: Board, token: Token, suffix: Suffix, at: int, end: int) -> None:
    """One head that starts at ``at`` and ends at ``end``, in or with ``token``."""
    tokens = board.context.tokens
    first = board.context.token_index(at)
    start = tokens[first].start
    anchor: int | None = None
    specific = suffix.strong
    if start < at:  # the segmenter fused name and head: 清华大学, 中山公园; or noun and head: 化工厂, 移民局
        word = tokens[first].word
        if (
            word in board.names.not_heads
            or word in board.names.outside
            or word in board.names.not_places
            or word[-2:] in board.names.not_heads
            or (word[: at - start] in board.names.outside and suffix.surface not in _OF_PEOPLE)
            or growth.is_verb(board, word[: at - start])
        ):
            return  # 商业银行, 奥运冠军, 上市公司
        if (
            (tokens[first].tag in {"nt", "ns", "nz"} and not growth.is_any(board, first, suffix))
            or board.starting_at(start)
            or growth.is_level(board, start, word[: at - start], suffix)
        ):
            anchor = start
        elif tokens[first].tag[0] not in "nlj" or suffix.surface in _PEOPLE or word in board.names.not_heads:
            return  # 将军, 格局
        at, specific = start, True
    elif token.word in board.names.not_heads and not suffix.strong:
        specific = False
    before_head = _before_brackets(board, first, suffix)
    head_start, place, generic = tokens[before_head].start, before_head - 1, True
    while place >= 0 and first - place <= _MOST_TOKENS and end - tokens[place].start <= _LONGEST:
        place = _whole_name(board, _over_brackets(board, place, suffix))
        before = tokens[place]
        if schools.is_listed(board, before.end):
            break
        if growth.is_joined(before, suffix):
            anchor = before.start + 1
            break
        if not growth.may_belong(board, place, suffix, nearest=place == before_head - 1):
            break
        if growth.is_anchor(board, before, suffix, head_start, generic=generic):
            anchor = before.start
        generic = generic and (
            before.word[:2] == "国际"
            or before.word in board.names.generic
            or before.word in board.names.inside
        )
        place -= 1
    if anchor is None or not _is_name(board, anchor, suffix, at, end, specific=specific):
        return
    if board.crosses(anchor, end):
        return
    if not heads.goes_on(board, suffix, end):
        _write(board, growth.from_the_mark(board, anchor, end, event=suffix.label == "EVENT"), end, suffix)


def _write(board: Board, anchor: int, end: int, suffix: Suffix) -> None:
    """The body, or the listed one that it ends with."""
    if at_request(board.norm, anchor, end) or _is_after(board, anchor) or _ends_a_title(board, anchor):
        anchor += 1  # 应|青禾公司邀请, 第三人|润海公司
    if board.norm[anchor] == "县":
        anchor = offices.short_county(board, anchor)
    if suffix.surface in _STREETS:
        anchor = _behind_district(board, anchor, end)
    listed = _listed_at(board, end)
    if listed is not None and listed.start > end - len(suffix.surface):
        listed = None  # 环境局 of 生态环境局
    # 美国|兰德公司 is one name, 台湾|参股|中美洲经济一体化银行 two
    if listed is not None and anchor < listed.start:
        whose = board.starting_at(anchor)
        if whose is not None and whose.end == listed.start and offices.is_over(board, whose, listed):
            board.add(Found(anchor, end, listed.label, f"org-suffix({suffix.place})", ORDINARY, listed.known))
        return
    place = board.starting_at(anchor, PLACES)
    if heads.is_common(board, end, suffix, place):
        return
    building = suffix.surface == "中心" and place is not None and place.end + len("中心") == end
    if building and board.norm[end - len("市中心")] in "市县区镇乡村":
        return  # 常德市|中心: where in the city
    label: EntityLabel = "FAC" if building else suffix.label  # 中环|中心
    board.add(Found(anchor, end, label, f"org-suffix({suffix.place})", ORDINARY))


def _is_after(board: Board, anchor: int) -> bool:
    """后 of 接班|后青禾公司: it belongs to the verb before."""
    before = board.context.token_at(anchor - 1) if anchor and board.norm[anchor] == "后" else None
    return before is not None and before.tag[:1] == "v"


def _ends_a_title(board: Board, anchor: int) -> bool:
    """人 of 第三|人润海: the last character of a title that the segmenter glued to the name."""
    title = board.names.before.before(board.norm, anchor + 1) if board.norm[anchor] == "人" else None
    return title is not None and title[1] < anchor


def _behind_district(board: Board, anchor: int, end: int) -> int:
    """南屯区|春安路: a district and its street are two places."""
    place = board.starting_at(anchor, ("GPE",))
    if place is None or end - place.end <= _SHORT_OFFICE:
        return anchor
    district = board.starting_at(place.end, ("GPE",))  # 高雄|桥头区|甲树路
    district_behind = district is not None and board.norm[district.end - 1] in "区县市镇乡"
    if board.norm[place.end - 1] not in "区县市镇乡" and not district_behind:
        return anchor
    return _behind_district(board, place.end, end)


def _over_brackets(board: Board, place: int, suffix: Suffix) -> int:
    """中科智芯(苏州)半导体|股份有限公司: the token before the bracket."""
    tokens = board.context.tokens
    if tokens[place].word != ")" or not suffix.surface.endswith("公司"):
        return place
    opened = next((at for at in range(place - 2, max(0, place - 4), -1) if tokens[at].word == "("), 0)
    return opened - 1 if opened else place


def _whole_name(board: Board, place: int) -> int:
    """The token that a listed name of several words begins with, which ends with the token ``place``: 里|约 of 里约公开赛."""
    tokens = board.context.tokens
    end = tokens[place].end
    found = board.ending_at(end, _PARTS)
    if found is None or found.known is None or found.start >= tokens[place].start:
        return place
    first = board.context.token_index(found.start)
    return first if tokens[first].start == found.start else place


def _is_name(board: Board, anchor: int, suffix: Suffix, at: int, end: int, *, specific: bool) -> bool:
    """Whether what runs from the anchor to the end names one body, and does not describe any: 美国公司, 中国科技企业."""
    if heads.is_kind(board, anchor, end) or heads.is_other(board, suffix, anchor, at, end):
        return False
    inner = board.starting_at(anchor)
    reach = inner.end if inner is not None else anchor
    if suffix.surface == "组织" and inner is not None and inner.known is not None and reach == at:
        following = board.context.token_at(end)
        if following is not None and following.tag[0] in "nvmb" and following.word not in {"成员国", "成员"}:
            return False  # 中国文联|组织|艺术家
    if suffix.surface in _CHAMBERS and inner is not None and inner.label == "ORG" and reach == at:
        return False  # 民建联|立法会
    head = board.starting_at(at)
    # 江苏|常州市|人大常委会, 县|人大常委会
    at_home = suffix.label == "ORG" and (board.ending_at(at, ("GPE",)) is not None or at - anchor == 1)
    if head is not None and head.end == end and head.start != anchor and reach < at and not at_home:
        return False  # 5月7日|电|国务院: the head is a listed name and stands for itself
    if suffix.surface == "组织" and _VERB_AFTER.match(board.norm, end):
        return False  # 基金会组织实施
    if reach >= end:
        return False
    if not suffix.strong and reach == at and inner is not None and inner.known is not None:
        closed = board.names.suffixes.before(board.norm, inner.end)
        if closed is not None and inner.label == "ORG" and closed[0].strong:
            return False  # 中国游泳队|食品
    if inner is not None and inner.rule.startswith("country-compound") and not suffix.strong:
        return False  # 中美|科技
    fused = suffix.surface[-1] == "会" and end - at > len(suffix.surface)  # 英国|物理学会
    fused = fused or (
        inner is not None
        and inner.known is not None
        and inner.known.name in _CITY_STATES
        and suffix.strong
        and end - at > len(suffix.surface) > 1
    )  # 香港|儿童医院
    unlisted = inner is not None and inner.label == "LOC" and inner.known is None
    fused = fused or (unlisted and end - at > len(suffix.surface))  # 厦门海峡|航运公司
    alone = fused or heads.alone(inner, suffix)
    if reach >= at and not alone and (suffix.strong or (at != anchor and not specific)):
        return False
    # 菲律宾|软体|协会, 上海|人工智能|研究院, 佛山|涂料|有限公司 are names, 美国|石油|公司 is none
    described = not suffix.surface.endswith(("会", "研究院", "研究所", "研发院", "研究总院", "有限公司"))
    if not alone and described and heads.only_generic(board, reach, at):
        return False
    if growth.is_business(suffix) and (
        not (unlisted or coined.says_who(board, reach, at)) or offices.is_authority(board, inner, suffix)
    ):
        return False
    specific = specific and suffix.surface != "司"
    return specific or len(suffix.surface) > 1 or heads.short_head(board, suffix, inner)


def _listed_at(board: Board, end: int) -> Found | None:
    """A full name of a table that ends at ``end``; 教育部 and other bodies of every state are none."""
    found = board.ending_at(end, {"ORG", "FAC", "EVENT"})
    if found is None or found.known is None or not found.rule.startswith("name(") or len(found) < 3:
        return None
    text = board.norm[found.start : end]
    return None if board.names.suffixes.get(text) is not None or text in board.names.home_surfaces else found


def _before_brackets(board: Board, first: int, suffix: Suffix) -> int:
    """The token that the name goes on from: 捷安特(中国)有限公司, 平安保险(集团)股份有限公司."""
    tokens = board.context.tokens
    if first == 0 or tokens[first - 1].word != ")" or not suffix.surface.endswith(("公司", "集团")):
        return first
    for index in range(first - 2, max(-1, first - 5), -1):
        if tokens[index].word == "(":
            return index
    return first
