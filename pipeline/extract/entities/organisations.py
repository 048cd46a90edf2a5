"""Organisations by their last word: 清华大学公共管理学院, 美中经济与安全审查委员会, 朝阳区公安局.

The head (suffixes.csv) is looked for from the right; from it the name grows to the left over nouns, up to the first
proper name (the anchor), which must be there: 研究中心 alone is none. A role noun between ends it: 美国|智库|大西洋理事会.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import PLACES, Board, Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.lexicon.names import Suffix
    from pipeline.model import Token

_LONGEST = 26  # code points; 中国人民解放军第四军医大学西京医院 has 18
_MOST_TOKENS = 10
_ACTORS = frozenset({"ORG", "PERSON", "PRODUCT", "EVENT", "NORP"})
_HEADS = frozenset({"ORG", "FAC", "EVENT"})
_WORD = re.compile(r"[\u4e00-\u9fff0-9A-Za-z·]+")
_VERB_ENDS = frozenset("在到成为于有出给是了获")  # 放在, 具有: what follows is no more of the name
_PEOPLE = frozenset("军队党")  # a common noun that ends in one of these is a group of people and no head
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FUNCTION = frozenset(
    "的了是在有和与及或从由以被把将对向为于至到按据经就也都不很更最各某本该此每其这那多两三四五六七八九十第次个名家位所拨转设拟"
)
_LEVELS = frozenset("省 市 县 区 州 镇 乡".split())
_QUANTIFIERS = frozenset("全各本该两三四五几数每某外多个一二十")
_WORLD = frozenset("世界 国际 全国 全球 亚洲 亚太 欧洲 非洲 拉美 泛美 东亚 东盟 海峡两岸 两岸".split())
_WORLD_BODIES = frozenset("组织 协会 联合会 理事会 基金会 总会 学会 联盟".split())
# what the name of an office of the level that an article speaks of ends in: 省|海洋与渔业|厅, 市|科技|局
_OFFICES = frozenset("局 厅 署 委 办 委员会 办公室 协会 联合会 中心 基金会".split())
_MISSIONS = re.compile(r"(?:使馆|领馆|领事馆|代表处|代表团|办事处|使团)$")
_STATE_BODIES = frozenset(
    "中心 局 总局 署 总署 委员会 实验室 研究院 图书馆 博物馆 基金会 银行 办公室".split()
)
_DIRECTIONS = frozenset("东 西 南 北 东南 西南 东北 西北 中 中西".split())
_JOINTS = frozenset("与和及暨")
# bodies whose name may join two fields with 和: 经济与安全审查委员会
_JOINED_HEADS = re.compile(
    r"(?:委员会|研究院|研究所|研究中心|学院|协会|学会|联合会|理事会|局|部|署|厅|院|中心|会议|组织|基金会|大会|论坛)$"
)
# a body inside another: 恒大集团|物业公司 stays one name, 保险公司|独家经营|农业保险 does not
_COMPANIES = frozenset("公司 集团 银行 有限公司 总公司 股份有限公司".split())
_LEGAL_FORMS = frozenset({"有限", "股份", "控股", "公司"})
_INNER_BODIES = re.compile(
    r"(?:分公司|子公司|研究院|研究所|党委|工会|医院|实验室|中心|基金会|学院|俱乐部|队|部|处|厂|支行|分行)$"
)
_NAMED_AFTER = re.compile(
    r"(?:基金会|大学|学院|图书馆|纪念馆|医院|研究所|研究院|集团|公司|中学|小学|奖|讲座|艺术馆|美术馆|博物馆|机场|中心|故居|纪念堂|公园|实验室)$"
)
_VERB_AFTER = re.compile(
    r"(?:实施|运作|牵头|并|了|起|过|各|开展|举办|举行|召开|编写|参加|协调|发起|安排|推进|拍摄|培训|学习|召集|力量|人员|专家|的)"
)
_TEAM = re.compile(
    r"(?!球队)(?:国家|国家女子|国家男子|男子|女子|男|女|国奥|国青|青年|奥运)?(?:足|篮|排|曲|垒|棒|网|乒|羽|冰|手|水|橄榄)?球?"
    r"(?:队(?!伍|员|长|友|列|形)|男足|女足|男篮|女篮|女排|男排|女垒|国奥队|代表队)"
)
_FORCES = re.compile(
    r"(?:国防军|国民警卫队|自卫队|联军|陆军|海军|空军|海警|军队|军方|军(?![事人备官火工训衔费令演营医舰机校职服装]))"
)
_NO_BODY = re.compile(r"(?:台风|飓风|气旋|风暴|暴风|低压|低气压|地震|舆论|话题|争议|重力|服务)中心$")
_PARTY = re.compile(r"(?:国大党|工党|保守党|自民党|民主党|共和党|社民党|绿党|共产党|社会党|人民党)")


def find(board: Board) -> None:
    """Grow names to the left of every head; then teams and forces of a country."""
    heads, norm, firsts = board.heads, board.norm, board.names.suffixes.firsts
    body = board.context.article.body_start
    for token in board.context.tokens:
        if token.start < body:
            continue
        suffix = heads.get(token.end)
        if suffix is not None and suffix[0].label in _HEADS:
            _head(board, token, suffix[0], suffix[1], token.end)
        elif norm[token.start] in firsts and len(token.word) > 1:
            _head_before_title(board, token)
    for found in list(board.found):
        if found.label == "GPE":
            _national(board, found)


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
            or word in board.names.not_places
            or word[-2:] in board.names.not_heads
            or word[: at - start] in board.names.outside
            or _is_verb(board, word[: at - start])
        ):
            return  # 商业银行, 奥运冠军, 上市公司
        if (
            tokens[first].tag in {"nt", "ns", "nz"}
            or board.starting_at(start)
            or _is_level(board, start, word[: at - start], suffix)
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
        before = tokens[place]
        if not _may_belong(board, place, suffix):
            break
        if _is_anchor(board, before, suffix, head_start, generic=generic):
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
    listed = _listed_at(board, end)
    # 美国|兰德公司 is one name, 台湾|参股|中美洲经济一体化银行 two
    if listed is not None and anchor < listed.start:
        country = board.starting_at(anchor, PLACES)
        if country is not None and country.end == listed.start:
            board.add(Found(anchor, end, listed.label, f"org-suffix({suffix.place})", ORDINARY, listed.known))
        return
    board.add(Found(anchor, end, suffix.label, f"org-suffix({suffix.place})", ORDINARY))


def _is_name(board: Board, anchor: int, suffix: Suffix, at: int, end: int, *, specific: bool) -> bool:
    """Whether what runs from the anchor to the end names one body, and does not describe any: 美国公司, 中国科技企业."""
    if _NO_BODY.match(board.norm, anchor, end):
        return False
    inner = board.starting_at(anchor)
    reach = inner.end if inner is not None else anchor
    if suffix.surface == "组织" and inner is not None and inner.known is not None and reach == at:
        following = board.context.token_at(end)
        if following is not None and following.tag[0] in "nvmb" and following.word not in {"成员国", "成员"}:
            return False  # 中国文联|组织|艺术家
    head = board.starting_at(at)
    if head is not None and head.end == end and head.start != anchor and reach < at:
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
    alone = _alone(inner, suffix)
    if reach >= at and not alone and (suffix.strong or (at != anchor and not specific)):
        return False
    if not alone and _only_generic(board, reach, at):
        return False
    return specific or len(suffix.surface) > 1 or suffix.surface in "队军党厂"


def _listed_at(board: Board, end: int) -> Found | None:
    """A full name of a table that ends at ``end``; 教育部 and other bodies of every state are none."""
    found = board.ending_at(end, {"ORG", "FAC", "EVENT"})
    if found is None or found.known is None or not found.rule.startswith("name(") or len(found) < 4:
        return None
    text = board.norm[found.start : end]
    return None if board.names.suffixes.get(text) is not None or text in board.names.home_surfaces else found


def _only_generic(board: Board, start: int, end: int) -> bool:
    """美国|石油|公司 is any of them."""
    if start >= end:
        return False
    tokens = board.context.tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    return all(token.word in board.names.generic for token in tokens)


def _before_brackets(board: Board, first: int, suffix: Suffix) -> int:
    """The token that the name goes on from: 捷安特(中国)有限公司, 平安保险(集团)股份有限公司."""
    tokens = board.context.tokens
    if first == 0 or tokens[first - 1].word != ")" or not suffix.surface.endswith(("公司", "集团")):
        return first
    for index in range(first - 2, max(-1, first - 5), -1):
        if tokens[index].word == "(":
            return index
    return first


def _is_level(board: Board, start: int, word: str, suffix: Suffix) -> bool:
    """省公安厅, 市教育局: an office of the level that the article speaks of."""
    if word not in _LEVELS or not suffix.strong or suffix.alone != "any" or suffix.label != "ORG":
        return False
    return board.norm[start - 1 : start] not in _QUANTIFIERS


def _is_verb(board: Board, word: str) -> bool:
    """解散|国会: the segmenter has the verb and its object as one word."""
    trigger = board.context.lexicon.happenings.triggers.get(word)
    return trigger is not None and not trigger.noun


def _is_office(board: Board, token: Token, suffix: Suffix, at: int) -> bool:
    """省|海洋与渔业|厅, 市|体彩|中心: the level, a field of two characters or more, and an office."""
    if token.word not in _LEVELS or suffix.surface not in _OFFICES or not 2 <= at - token.end <= 8:
        return False
    return board.norm[token.start - 1 : token.start] not in _QUANTIFIERS


def _may_belong(board: Board, index: int, suffix: Suffix) -> bool:
    """Whether a token may be part of the name that grows over it from the right."""
    token = board.context.tokens[index]
    names = board.names
    if not _WORD.fullmatch(token.word) or (token.word in names.outside and token.word not in _WORLD):
        return False
    if len(token.word) > 1 and token.tag[0] == "n" and token.word not in names.inside:
        # 会见 and 荣获 are nouns to the segmenter
        trigger = board.context.lexicon.happenings.triggers.get(token.word)
        if trigger is not None and not trigger.noun and board.starting_at(token.start) is None:
            return False
    if token.word == "驻":  # 中国|驻|洛杉矶|总领馆
        return bool(_MISSIONS.search(suffix.surface)) and board.starting_at(token.end, PLACES) is not None
    if token.word in _COMPANIES and not _INNER_BODIES.search(suffix.surface):
        # 重庆机场|集团|有限公司
        return token.word == "集团" and board.norm[token.end : token.end + 2] in _LEGAL_FORMS
    if token.word == "立":  # 浙江省|立|第一|师范学校
        return board.norm[token.start - 1 : token.start] in _LEVELS
    if token.word in _JOINTS:
        return _joins(board, index, suffix)
    named = board.starting_at(token.start)
    if named is not None:
        return named.label != "PERSON" or named.end >= token.end
    tag = token.tag
    if tag in {"v", "vn"} and _is_deed(board, token, suffix):
        return False
    if tag[0] == "n" or tag in {"j", "b", "vn", "s", "eng", "l", "an"} or token.word in names.inside:
        return True
    if tag == "v":
        plain = token.word not in board.context.lexicon.happenings.triggers and token.word not in names.speech
        field = not suffix.strong and suffix.alone == "none"  # 依靠|科技, 独家经营|农业保险
        return plain and len(token.word) == 2 and not field and token.word[1] not in _VERB_ENDS
    if tag == "m":
        return token.word.startswith("第") or token.word in "一二三四五六七八九十"
    if tag == "f":
        return token.word in _DIRECTIONS
    return tag in {"a", "x", "q", "g", "zg", "i"} and len(token.word) <= 3


def _is_deed(board: Board, token: Token, suffix: Suffix) -> bool:
    """北京联合大学|开设, 台北市教育局|调查: a verb right behind a known body is what it does, and no part of a name."""
    actor = board.ending_at(token.start, _ACTORS)
    if actor is None or actor.known is None:
        return False
    return token.tag == "v" or not _INNER_BODIES.search(suffix.surface)


def _joins(board: Board, index: int, suffix: Suffix) -> bool:
    """和 between two common nouns joins them; next to a name it stands between two names."""
    tokens = board.context.tokens
    if board.context.tokens[index].word == "暨":  # 世界人工智能大会暨人工智能全球治理高级别会议
        return suffix.label == "EVENT" or suffix.surface == "会议"
    if index == 0 or not _JOINED_HEADS.search(suffix.surface):
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    if board.ending_at(before.end) is not None or board.starting_at(after.start) is not None:
        return False
    return before.tag[0] in "nv" and after.tag[0] in "nvbj"


def _is_anchor(board: Board, token: Token, suffix: Suffix, at: int, *, generic: bool) -> bool:
    """Whether a name may begin with ``token``; ``generic``: between it and the head are only fields of business."""
    found = board.starting_at(token.start)
    if found is not None and found.label == "PERSON":
        follower = board.context.token_at(found.end)
        if follower is not None and follower.tag == "v" and follower.start < at:
            return False  # 卡内基|捐建|图书馆
        return (found.end == at or generic) and bool(_NAMED_AFTER.search(suffix.surface))
    if found is not None:
        return found.label in {"GPE", "LOC", "ORG", "NORP", "FAC", "PRODUCT", "EVENT"}
    if len(token.word) == 1:
        if token.end < at:
            return _is_office(board, token, suffix, at)
        return _is_level(board, token.start, token.word, suffix)
    if token.word == "国家" and token.end < at:  # 国家|海洋|救援|中心
        return suffix.label == "ORG" and suffix.surface in _STATE_BODIES
    if token.word in _WORLD:
        return (
            suffix.strong and (suffix.label == "EVENT" or suffix.surface in _WORLD_BODIES) and token.end < at
        )
    if token.tag in {"ns", "nt", "nz", "nrt"}:
        return True
    if not generic or suffix.alone != "none" or len(suffix.surface) == 1:
        return False
    return (suffix.strong or token.end == at) and _is_coined(token.word)


def _is_coined(word: str) -> bool:
    """华隆, 澳际: two to four characters that no dictionary has; before a company's head they are its name."""
    if len(word) > 4 or not _HAN.fullmatch(word) or _FUNCTION & set(word):
        return False
    return not is_word(word)


def _alone(inner: Found | None, suffix: Suffix) -> bool:
    """Whether a place right before the head makes a name: 国名+国会, 城市+大学; not 美国公司, 上海企业."""
    if inner is None or suffix.alone == "any":
        return True
    if inner.label == "FAC" and suffix.strong:
        return True  # 重庆机场|集团
    if inner.rule.startswith("country-") or suffix.alone == "none":
        return inner.label not in PLACES
    country = inner.known is not None and inner.known.place.startswith("CLDR")
    return inner.label not in PLACES or not country


def _national(board: Board, place: Found) -> None:
    """中国队, 巴西女排, 美军, 以色列国防军: a country with its team or forces is one body."""
    for pattern, rule in ((_TEAM, "national-team"), (_FORCES, "national-forces"), (_PARTY, "national-party")):
        match = pattern.match(board.norm, place.end)
        if match:
            board.add(Found(place.start, match.end(), "ORG", rule))
            return
