"""Organisations by their last word: 清华大学公共管理学院, 美中经济与安全审查委员会, 朝阳区公安局.

The head (suffixes.csv) is looked for from the right; from it the name grows to the left over nouns, up to the first
proper name (the anchor), which must be there: 研究中心 alone is none. A role noun between ends it: 美国|智库|大西洋理事会.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import PLACES, Board, Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.lexicon.names import Suffix
    from pipeline.model import Token

_LONGEST = 24  # code points; 中国人民解放军第四军医大学西京医院 has 18
_HEADS = frozenset({"ORG", "FAC", "EVENT"})
# nouns that stand between a country and the name of a body and belong to neither
_ROLES = frozenset(
    "智库 巨头 企业 媒体 学者 专家 总统 总理 首相 部长 主席 官员 政府 政要 领导人 记者 著名 知名 当地 国内 海外 外国 本地 最大 第一 "
    "旗下 所属 下属 附近 境内 地区 首都 首家 全球 世界 公司 厂商 业者 大厂 龙头 车企 药企 机构 民间 官方 地方 中央 教授 院士 院长 校长 "
    "主任 会长 董事长 总裁 经理 代表 委员 议员 议长 队员 球员 球队 教练 导演 演员 歌手 作家 毕业 毕业生 学生 校友 就读 任教 位于 来自 前往 "
    "包括 成立 设立 加入 参加 参观 访问 通过 根据 按照 由于 关于 对于 作为 以及 并且 分别 共同 联合 同时 有关 相关 主管 负责 主办 承办 协办 "
    "美方 中方 日方 双方 对方 方面 人士 消息 报道 网站 官网 记者会 原 前 现任 时任 新任 其 该 本 某 各 等 两 多 多家 这家 一家 家".split()
)
_JOINTS = frozenset({"与", "和", "及", "暨", "·", "-", "（", "）", "(", ")", "、"})
_INNER_VERBS = frozenset(
    "管理 发展 研究 合作 审查 服务 保护 投资 建设 开发 监督 贸易 教育 培训 设计 制造 工程 经营 销售 运输 出版 发行 咨询 交流 促进 协调 统计 "
    "分析 评估 检测 检验 检疫 监测 监管 控制 治理 规划 应用 创新 创业 救援 救助 救灾 应急 调查 仲裁 审判 执法 保险 保障 储备 结算 清算 投融资 "
    "进出口 通信 通讯 广播 航空 航天 航运 海运 勘探 开采 冶炼 加工 装备 护理 康复 治疗 预防 防治 防疫 防务 武装 联合 联络 友好 统一 促统 "
    "演出 表演 摄影 收藏 考古 翻译 复兴 革命 解放 自治 选举 立法 改革 开放".split()
)
# heads that a country or city alone does not make a name of: 美国公司, 中国银行 (listed), 日本企业
_COMMON_HEADS = frozenset(
    "公司 集团 银行 大学 学院 组织 医院 法院 检察院 中学 小学 高中 研究所 研究院 研究中心 实验室 基金会 协会 商会 联盟 委员会 部队 俱乐部 电视台 "
    "航空公司 出版社 报社 博物馆 图书馆 保险 证券 基金 控股 工会 学会 交易所 酒店 饭店 大厦 机场 车站 公园 广场 教堂 监狱 大桥 隧道 水库 "
    "有限公司 股份有限公司 体育馆 体育场 大楼 球场 铁路 高铁 高速公路 论坛 峰会 大会 战争 革命 冲突 起义 博览会 锦标赛 公开赛 论坛".split()
)
_CITY_HEADS = frozenset(
    "大学 学院 医院 法院 检察院 中学 机场 火车站 车站 图书馆 博物馆 电视台 商会 高中 大桥 日报 晚报 银行 美术馆 体育馆 体育场 海关 地铁站 公园 广场".split()
)
_TEAM = re.compile(
    r"(?:国家|国家女子|男子|女子|男|女|国奥|国青|青年|奥运)?(?:足|篮|排|曲|垒|网|乒|羽|冰|手|水|橄榄)?球?(?:队(?!伍|员|长|友|列|形)|男足|女足|男篮|女篮|女排|男排|国奥队|代表队)"
)
_FORCES = re.compile(
    r"(?:国防军|国民警卫队|自卫队|联军|陆军|海军|空军|海警|军队|军方|军(?![事人备官火工训衔费令演营医])|警方)"
)
_PARTY = re.compile(r"(?:国大党|工党|保守党|自民党|民主党|共和党|社民党|绿党|共产党|社会党|人民党)")


def find(board: Board) -> None:
    """Grow names to the left of every head; then teams and forces of a country."""
    norm, tokens = board.norm, board.context.tokens
    body = board.context.article.body_start
    for token in tokens:
        if token.start < body:
            continue
        suffix = board.names.suffixes.before(norm, token.end)
        if (
            suffix is not None
            and suffix[0].label in _HEADS
            and suffix[1] <= token.end - len(suffix[0].surface)
        ):
            _head(board, token, suffix[0], suffix[1])
    for found in list(board.found):
        if found.label == "GPE":
            _national(board, found)


def _head(board: Board, token: Token, suffix: Suffix, at: int) -> None:
    tokens = board.context.tokens
    end = token.end
    first = board.context.token_index(at)
    start = tokens[first].start
    anchor: int | None = None
    if start < at:  # the segmenter fused name and head: 清华大学, 中山公园
        anchor = start if tokens[first].tag in {"nt", "ns", "nz"} or board.starting_at(start) else None
    place, count = first - 1, 0
    while place >= 0 and end - tokens[place].start <= _LONGEST and count < 9:
        before = tokens[place]
        if not _may_belong(board, before):
            break
        named = board.starting_at(before.start)
        if (
            named is not None
            and named.label == "PERSON"
            and not named.known
            and count == 0
            and suffix.label == "ORG"
        ):
            named = None if len(before.word) == 1 else named
        if _is_anchor(board, before):
            anchor = before.start
        start = before.start
        place, count = place - 1, count + 1
    if anchor is None:
        return
    inner = board.starting_at(anchor)
    middle = at - (inner.end if inner is not None else anchor)
    if inner is not None and inner.end <= at and middle <= 0 and not _bare_head_makes_name(inner, suffix):
        return
    if inner is not None and inner.end > at and inner.end >= end:
        return
    if (
        not suffix.strong
        and middle <= 0
        and not (inner is not None and inner.label in PLACES and suffix.surface == "队")
    ):
        return
    if _joined_loosely(board, anchor, at):
        return
    board.add(Found(anchor, end, suffix.label, f"org-suffix({suffix.place})", ORDINARY))


def _may_belong(board: Board, token: Token) -> bool:
    if token.word in _ROLES:
        return False
    if board.starting_at(token.start) is not None and board.norm[token.start] != "《":
        return True
    tag = token.tag
    if tag.startswith("n") or tag in {"j", "b", "vn", "s", "eng", "l", "an", "nz"}:
        return True
    if token.word in _INNER_VERBS:
        return True
    if token.word in _JOINTS:
        return True
    return (
        tag in {"f", "m", "a", "x", "t", "q"}
        and len(token.word) <= 3
        and bool(re.fullmatch(r"[\u4e00-\u9fff0-9A-Za-z]+", token.word))
        and tag != "t"
    )


def _is_anchor(board: Board, token: Token) -> bool:
    found = board.starting_at(token.start)
    if found is not None:
        return found.label in {"GPE", "LOC", "ORG", "NORP", "FAC", "PRODUCT", "PERSON", "EVENT"}
    return token.tag in {"ns", "nt", "nz", "nrt"} and len(token.word) >= 2 and token.word not in _ROLES


def _bare_head_makes_name(inner: Found, suffix: Suffix) -> bool:
    """国名+国会, 城市+大学 are names; 美国公司, 上海银行业 are not."""
    if suffix.surface not in _COMMON_HEADS:
        return True
    if inner.rule.startswith("country-"):
        return False
    if inner.label in {"GPE", "LOC"}:
        country = inner.known is not None and inner.known.place.startswith("CLDR")
        return suffix.surface in _CITY_HEADS and not country
    return True


def _joined_loosely(board: Board, start: int, end: int) -> bool:
    """北京和上海大学: two names with 和 between are no one name, unless the head is a body of two states."""
    inside = board.norm[start:end]
    if "、" in inside or inside.count("和") > 1:
        return True
    joint = re.search(r"[和与及]", inside)
    if joint is None:
        return False
    left_end = start + joint.start()
    left = board.ending_at(left_end)
    right = board.starting_at(left_end + 1)
    return (
        left is not None
        and (right is not None or left.label in {"ORG", "PERSON", "GPE"})
        and left.start == start
    )


def _national(board: Board, place: Found) -> None:
    """中国队, 巴西女排, 美军, 以色列国防军: a country with its team or forces is one body."""
    norm = board.norm
    match = _TEAM.match(norm, place.end)
    if match and not board.covered(match.start(), match.start() + 1):
        board.add(Found(place.start, match.end(), "ORG", "national-team"))
        return
    match = _FORCES.match(norm, place.end)
    if match:
        board.add(Found(place.start, match.end(), "ORG", "national-forces"))
        return
    match = _PARTY.match(norm, place.end)
    if match:
        board.add(Found(place.start, match.end(), "ORG", "national-party"))
