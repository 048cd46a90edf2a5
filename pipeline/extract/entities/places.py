"""Places by their ending: 光复乡, 花莲溪, 塔里木河, 三里屯街道, where what stands before looks like a proper name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import PLACES, Board, Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.lexicon.names import Suffix
    from pipeline.model import Token

_NAME = re.compile(r"[\u4e00-\u9fff·]{1,8}")
# what stands before such an ending in ordinary words: 全省, 各县, 本市, 山区, 农村, 沿海, 街区
_ORDINARY = frozenset(
    "全 各 本 该 外 我 两 三 四 五 几 数 多 一 二 每 某 此 另 同 省 市 县 区 乡 镇 村 州 山 河 江 湖 海 岛 路 街 大 小 老 新 上 下 中 "
    "东 西 南 北 前 后 左 右 内 城 郊 农 渔 灾 社 小区 地 景 园 校 厂 矿 林 牧 沿 近 远 深 公 内陆 高 火 雪 冰 沙 群 半 过 进 出 入 开 "
    "铁 水 道 马 公 网 线 思 出 退 活 生 门 一条 这条 那条 整个 邻 穷 贫困 边远 偏远 有 在 到 是 的 了 和 与 及 或 从 向 往 被 把 将 对 于 之 "
    "登 爬 靠 依 背 沿着 围 填 出 下 翻 过江 渡 长 黄 红 绿 蓝 白 黑 青".split()
)


def find(board: Board) -> None:
    """A known place grows by its ending (四川|省); an unknown one needs a proper word or loose characters before it."""
    suffixes, tokens = board.names.suffixes, board.context.tokens
    body = board.context.article.body_start
    for index, token in enumerate(tokens):
        if token.start < body:
            continue
        _grow(board, token)
        suffix = suffixes.before(board.norm, token.end)
        if suffix is None or suffix[0].label not in PLACES or suffix[1] < token.start:
            continue
        _ending(board, index, token, suffix[0], suffix[1])


def _grow(board: Board, token: Token) -> None:
    """四川|省, 三里屯|街道, 塔里木|河: a place found before takes in the ending behind it."""
    found = board.ending_at(token.start, PLACES)
    if found is None or found.rule.startswith("country-"):
        return
    suffix = board.names.suffixes.at(board.norm, token.start)
    if suffix is None or suffix[0].label not in PLACES or suffix[1] != token.end:
        return
    if (
        suffix[0].surface in {"路", "街", "山", "江", "河", "海", "湖", "村", "湾", "岛"}
        or suffix[0].strong
        or suffix[0].label == "GPE"
    ):
        if (
            found.label == "GPE"
            and found.known is not None
            and found.known.place.startswith("CLDR")
            and suffix[0].label == "GPE"
        ):
            return
        board.add(Found(found.start, suffix[1], suffix[0].label, f"place-suffix({suffix[0].place})"))


def _ending(board: Board, index: int, token: Token, suffix: Suffix, at: int) -> None:
    tokens = board.context.tokens
    if at > token.start:  # the segmenter fused them: 光复乡
        stem = token.word[: at - token.start]
        proper = (
            token.tag in {"ns", "nz", "nt", "nr", "nrt"}
            and stem not in _ORDINARY
            and token.word not in board.names.not_places
            and token.word not in board.names.not_people
        )
        if proper and (len(stem) >= 2 or token.tag == "ns") and not board.covered(token.start, token.end):
            board.add(Found(token.start, token.end, suffix.label, f"place-word({suffix.place})"))
        return
    start = token.start
    count = 0
    while index > 0 and count < 3:
        before = tokens[index - 1]
        loose = len(before.word) == 1 and before.tag[0] in "ngzxjaqf" and before.word not in _ORDINARY
        proper = before.tag in {"ns", "nz", "nr", "nrt", "nrfg"} and before.word not in _ORDINARY
        if (
            not _NAME.fullmatch(before.word)
            or not (loose or proper)
            or board.covered(before.start, before.end)
        ):
            break
        start, count, index = before.start, count + 1, index - 1
        if proper and len(before.word) > 1:
            break
    stem = board.norm[start:at]
    if (
        count
        and len(stem) >= 2
        and stem not in _ORDINARY
        and (count > 1 or suffix.surface not in {"路", "市", "区", "山"} or len(stem) > 1)
    ):
        board.add(Found(start, token.end, suffix.label, f"place-suffix({suffix.place})", ORDINARY))
