"""Companies by their legal form, whatever words they are named with: 天地伟业数码科技|有限公司, 邀友科技发展（北京）|有限公司.

Hardly anything but a whole name has such a form. It is read to the left up to a boundary, a preposition, a title or a verb; what stops
for any other reason may be half a name and is none. A group needs somebody of its own behind it: 三川|集团|董事长.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import standing
from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY
from pipeline.gates import led

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import Token

_FORM = led(re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司)(?![制型法])"))
_GROUP = re.compile(
    r"集团(?=(?:创始人|创办人|执行|副|原|前|联席){0,2}(?:董事长|董事局主席|总裁|总经理|首席执行官|CEO|党委书记|掌门人|旗下)(?![们级]))"
)
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
_LONGEST = 16  # code points before the form
_STOPS = frozenset("pcud")  # what stands before a name
_PARTS = frozenset("nvajxgzilsbfq")
# nouns and adjectives before a company's name, or instead of one
_NO_PART = frozenset(
    "空壳 离岸 皮包 合作方 承建方 开发商 运营商 业主 子公司 母公司 分公司 控股股东 股东 施工方 施工单位 建设单位 中标单位 供应商 单位 公司 企业 房企 客户 品牌 全资 法人 法人代表 "
    "法定代表人 原告 被告 申请人 被申请人 第三人 上诉人 被上诉人 被告单位 涉案 上述 另外 新设 拟设 一人 普通 大型 小型 中型 外地 本地 当地 多家 几家 两家 一家 三家 这家 那家 "
    "这种 这类 名为 名叫 注册 成立 设立 组建 创办 创立 收购 入股 参股 控股 开办 起诉 转让 委托 聘请 隶属 改制 变更 更名 民营 国有 国营 私营 外商 独资 合资 中外合资 特大 犯罪 利益 "
    "诈骗 走私 贩毒 盗窃 军事 垄断 财阀 官僚 资本 媒体 家族 跨国 全体 所有 各大 各 某 该 本 其 此 知名 著名 同名 无名 时任 现任 前任 下属 旗下 所属 关联 相关 有关 "
    "主办方 承办方 协办方 出品方 发行方 投资方 制作方 制造商 经销商 代理商 生产商 厂家 厂商 厂方 商家 店家 卖家 买家 甲方 乙方 丙方 对方 双方 物业 平台 网站 项目".split()
)
# what companies do, besides the branches and fields of the tables
_FIELDS = frozenset(
    "科技 文化 建筑 工程 贸易 商贸 投资 实业 传媒 信息 信息技术 网络 技术 发展 建设 管理 咨询 服务 传播 艺术 教育 体育 电子 食品 农业 生态 环境 国际 国际贸易 进出口 装饰 设计 装修 "
    "安装 机电 设备 制造 生产 加工 销售 经营 开发 房地产开发 市政 劳务 人力资源 家政 保洁 保安 物业管理 资产 资产管理 基金 基金管理 股权 创业 风险 融资 典当 保险 经纪 拍卖 评估 "
    "运输 货运 客运 航运 汽车 汽车销售 汽车租赁 旅游 旅行社 餐饮管理 酒店管理 企业管理 供应链管理 电子商务 软件 智能科技 电气 通信 通讯 数码 数码科技 影院 影业 演艺 娱乐 出版 发行 商务 "
    "贸易发展 实验 检测 认证 材料 钢铁 煤炭 石化 天然气 水利 水电 养殖 种植 畜牧 林业 渔业 粮食 食用油 百货 超市 日用品 化妆品 美容 美发 健身 医疗器械 药品 保健品 生物科技 生物技术".split()
)
_LEAST = 2  # code points of what is no branch of business in a name
_BODIES = ("企业", "公司", "集团")
_GROUP_STEM = (2, 4)


def find(board: Board) -> None:
    """Every legal form that ends no name yet."""
    norm, body = board.norm, board.context.article.body_start
    if "公司" not in norm and "集团" not in norm:
        return
    for match in _FORM.finditer(norm, body):
        if not _named(board, match.end()):
            _write(board, *match.span(), most=_LONGEST)
    for match in _GROUP.finditer(norm, body):
        if not _named(board, match.end()) and not board.covered(*match.span()):
            _write(board, *match.span(), most=_GROUP_STEM[1])


def _named(board: Board, end: int) -> bool:
    return board.ending_at(end, ("ORG", "FAC")) is not None


def _write(board: Board, at: int, end: int, *, most: int) -> None:
    start = _start(board, at, most)
    if start is None or at - start < _LEAST:
        return
    inside = board.touching(start, end)
    if any(one.start < start or one.end > end for one in inside):
        return
    for one in inside:
        board.drop(one)
    board.add(Found(start, end, "ORG", "legal-form", ORDINARY))


def _start(board: Board, at: int, most: int) -> int | None:
    """Where the name begins; None where that is not clear, or all of it are branches of business."""
    tokens = board.context.tokens
    index = board.context.token_index(at - 1)
    if tokens[index].end != at:
        return None
    start, specific = at, 0
    while index >= 0 and at - tokens[index].start <= most:
        token = tokens[index]
        if token.word == ")":
            opened = next(
                (k for k in range(index - 1, max(-1, index - 4), -1) if tokens[k].word == "("), None
            )
            if opened is None or board.starting_at(tokens[opened].end, ("GPE",)) is None:
                return None
            index = opened - 1
            continue
        if not _belongs(board, token):
            break
        specific += 0 if _is_branch(board, token.word) else len(token.word)
        start, index = token.start, index - 1
    if specific < _LEAST or not _begins(board, index, start):
        return None
    return start


def _is_branch(board: Board, word: str) -> bool:
    """科技, 文化, 建筑工程: what a company does, and no name of it."""
    names = board.names
    if word in names.generic or word in names.business_fields or word in names.inside or word in _FIELDS:
        return True
    return any(word[:cut] in _FIELDS and word[cut:] in _FIELDS for cut in range(2, len(word) - 1))


def _belongs(board: Board, token: Token) -> bool:
    word, names = token.word, board.names
    if not _HAN.fullmatch(word) or word in _NO_PART or word in names.outside:
        return False
    if word.endswith(_BODIES):
        return False  # 民营企业|集团有限公司
    if names.before.get(word) is not None or token.tag[0] not in _PARTS:
        return False
    if any(one.label == "PERSON" and one.title for one in board.touching(token.start, token.end)):
        return False
    trigger = board.context.lexicon.happenings.triggers.get(word)
    if trigger is not None and not trigger.noun and word not in names.inside and token.tag != "vn":
        return False
    return len(word) > 1 or token.tag[0] not in "vfq"


def _begins(board: Board, index: int, start: int) -> bool:
    """Whether what stands before the name ends there beyond doubt."""
    if index < 0 or standing.BOUNDARY.match(board.norm[start - 1 : start] or " "):
        return True
    token = board.context.tokens[index]
    if token.tag[0] in _STOPS and len(token.word) == 1:
        return True
    trigger = board.context.lexicon.happenings.triggers.get(token.word)
    return (
        token.word in _NO_PART
        or token.word in board.names.outside
        or board.names.before.get(token.word) is not None
        or (trigger is not None and not trigger.noun)
    )
