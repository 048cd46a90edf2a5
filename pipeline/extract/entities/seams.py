"""Listed names that only seem to stand there: 国防部|门, 全市中|共有三万人; two names in one word: 湖南|永州."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import Token

_HAN_BEFORE = r"(?<=[\u4e00-\u9fff])"
# behind a noun, 中共有 counts what there is among it; 中原规划, 中原订 tells what was planned
_APART = {
    "华为": re.compile(
        r"(?<=马)华为(?!手机|公司|技术|集团|云|旗下)|(?<=安)华为(?=首相|总理|主席|领袖|财|政府|代表|候选)"
    ),  # 马华|为: the party of Malaysia's Chinese; 任命安华|为首相
    "中共": re.compile(
        rf"{_HAN_BEFORE}中共(?:有|计)(?:约|近|逾|超过|多达)? ?[0-9一二三四五六七八九十两数百千]"
        r"|(?<=[故祸难灾案件撞震炸])中共 ?[0-9一二三四五六七八九十两数百千]{1,5}[人名死伤]"  # 事故中共|八人受伤
    ),
    # 日产量, 平均|日产: what is made in a day and no car maker
    "日产": re.compile(r"日产(?=量|目标|能力|水平|值|约|近|超|达|逾|原油|天然气|[0-9])|(?<=平均)日产"),
    "高通": re.compile(r"高通(?=量(?!产))"),
    "魔术": re.compile(r"魔术(?=数字|师|表演|秀|方块)"),
    "一战": re.compile(rf"{_HAN_BEFORE}一战(?=若|将|成名|定|即|就|告|取|力|能)"),  # 与对手|一战
    "金钟": re.compile(r"金钟(?=奖|罩)"),
    "非洲": re.compile("非洲(?=猪瘟)"),
    "日本": re.compile("日本(?=脑炎)"),
    "中东": re.compile("中东(?=呼吸综合[征症])"),
    "国会": re.compile("(?<=任何)国会"),
    "南山区": re.compile("(?<=[皖湘苏浙闽赣粤桂豫鲁鄂川滇黔陕晋冀辽吉疆藏])南山区"),  # 皖南|山区
    "星海图": re.compile("星海图(?=[书片])"),
    "黄淮": re.compile("(?<=诗人|作家|教授|记者|导演)黄淮"),
    "全英赛": re.compile("全英赛(?=[马事车道])"),
    "佐敦": re.compile("(?<=[星员手将帅])佐敦|佐敦(?=捐|亨达臣|史派夫|·)"),  # Jordan, Jordon
    "亦庄": re.compile("亦庄(?=亦)"),  # 亦庄亦谐
    "里水镇": re.compile("(?<=[0-9一二三四五六七八九十百千万两])里水镇"),  # 十里|水镇
    "亚锦赛": re.compile("(?<=东)亚锦赛|亚锦赛(?=[马事车道])"),
    "时代周报": re.compile("(?<=新)时代周报"),
    "豆包手机": re.compile("豆包手机(?=[端版])"),
    # 腾讯|云南总部, 华为|云集了人才
    **{
        cloud: re.compile(f"{cloud}(?=南(?!分公司|区|京)|集(?=[了聚结])|涌|仓(?!储)|层|贵)")
        for cloud in ("华为云", "腾讯云", "京东云", "浪潮云", "阿里云", "百度云")
    },
    "卫生部": re.compile(r"(?<=公共)卫生部"),  # another ministry
    "北约": re.compile(r"(?<=以)北约(?=[0-9一二三四五六七八九十百两几数])"),  # 首都以北|约100公里
    # 西北16公里, 西北约200米: a direction
    **{
        side: re.compile(
            rf"{side}方?(?=(?:大?约|近|逾)?(?:[0-9.,]+|[一二三四五六七八九十百千两几数]+) ?(?:多|余)?(?:公里|千米|米|英里|海里|里))"
        )
        for side in ("东南", "东北", "西南", "西北")
    },
    "中原": re.compile(rf"{_HAN_BEFORE}中原(?:规划|计划|订|定|拟|预计|预定|本|先|有|来|应|属)"),
}
# what are districts of some cities, and a kind of quarter everywhere: 洛阳市|老城区
_KINDS_OF_DISTRICT = frozenset("老城区 新城区 市中区 城中区 城东区 城西区 城北区 郊区 矿区 城区".split())
_PLACE_BEFORE = re.compile(r"[在到于入赴抵往逐鹿鼎]$")  # 逐鹿中原, 在中原


# what makes another word of a name's end: 国防部|门, 香港大学|生, 中国人|民, 人民日报|道
_RUNS_ON = {
    "部": "门长队分位件署落", "社": "会区", "报": "道告警", "大学": "生", "会": "面晤见谈", "局": "势部面长", "院": "士线落长", "台": "风", "党": "派员",
    "人": "民口士工大寿权才类物均", "队": "员长", "军": "事人官演", "网": "友站络民", "行": "长业界", "海": "外关拔", "江": "山", "市": "区民", "国": "际内会防", "州": "务", "足": "总协联坛球",
}  # fmt: skip


_CONTINUED = frozenset(char for last, chars in _RUNS_ON.items() if last != "国" for char in chars)


# what begins with the level of a place and is another word: 深圳|市场, 日本|国内外
_BEGUN = frozenset(
    "市场 市场上 市场化 市场部 市民 市民们 市值 市面 市面上 市容 市内 市郊 市占率 市集 市道 国内 国内外 国外 国人 国产 国籍 国货 国民 国境 国宝 国情 国运 国力 省内 省外 省会 "
    "省内外 省份 县城 县域 县内 县里 区域 区内 州内".split()
)


def runs_on(board: Board, end: int, text: str) -> bool:
    """国防部|门, 香港大学|生, 深圳市|场: what follows makes another word of the end of a listed name."""
    following = board.norm[end : end + 1]
    if text[-1] in "市国省县区州" and len(text) > 2:
        last = board.context.token_at(end - 1)
        if last is not None and last.start == end - 1 and last.word in _BEGUN:
            return True
    if following not in _CONTINUED:
        return False
    token = board.context.token_at(end)
    if token is not None and token.start == end and len(token.word) > 1:
        return False  # 国家消防救援局|部署
    return any(
        text.endswith(last) and following in continued for last, continued in _RUNS_ON.items() if last != "国"
    )


def two_places(board: Board, token: Token) -> list[Found]:
    """湖南|永州, 辽宁|大连: a province and what lies in it, where the segmenter has both as one place."""
    if not 4 <= len(token.word) <= 6:
        return []
    names = board.names
    for cut in (2, 3):
        front, rest = token.word[:cut], token.word[cut:]
        first = names.words.get(front) or names.surfaces.get(front)  # 中国|宁波
        second = names.words.get(rest) or names.surfaces.get(rest)
        if first is not None and second is not None and first.name.label == second.name.label == "GPE":
            middle = token.start + cut
            return [
                Found(token.start, middle, "GPE", f"word({first.name.place})", known=first.name),
                Found(middle, token.end, "GPE", f"word({second.name.place})", known=second.name),
            ]
    return []


def place_before(board: Board, token: Token) -> list[Found]:
    """北京|人民大会堂: the place that a listed name lies in, where the segmenter has both as one word."""
    for cut in (2, 3):
        whole = board.starting_at(token.start + cut) if len(token.word) > cut + 2 else None
        place = board.names.words.get(token.word[:cut])
        if whole is None or whole.end != token.end or whole.known is None or place is None:
            continue
        if place.name.label == "GPE" and not place.ambiguous and not board.covered(token.start, whole.start):
            return [Found(token.start, whole.start, "GPE", f"word({place.name.place})", known=place.name)]
    return []


def origin(board: Board, token: Token) -> list[Found]:
    """江西|籍, 北港|人: where one is from, where the segmenter made one word of both."""
    last = token.word[-1]
    named = token.tag.startswith("nr")  # 宜兴人 is a person to the dictionary
    if last not in "籍人" or len(token.word) < len("江西籍"):
        return []
    if last == "人" and is_word(token.word) and not named:
        return []
    place = board.names.words.get(token.word[:-1])
    if place is None or place.ambiguous or place.name.label != "GPE":
        return []
    return [Found(token.start, token.end - 1, "GPE", f"word({place.name.place})", known=place.name)]


def _behind_city(board: Board, start: int) -> bool:
    """Whether a city stands right before, with its level or without."""
    norm, names = board.norm, board.names
    if norm[start - 1 : start] in {"市", "州"}:
        return True
    for length in (2, 3, 4):
        before = norm[max(0, start - length) : start]
        listed = names.words.get(before) or names.surfaces.get(before)
        if listed is not None and listed.name.label == "GPE":
            return True
    return False


def is_apart(board: Board, start: int, end: int) -> bool:
    """Whether the range, a listed name to the letter, is the end of one word and the beginning of another."""
    text = board.norm[start:end]
    if text in _KINDS_OF_DISTRICT:
        return not _behind_city(board, start)
    pattern = _APART.get(text)
    if pattern is None or pattern.match(board.norm, start) is None:
        return False
    return text.endswith(("云", "山区")) or _PLACE_BEFORE.search(board.norm, max(0, start - 1), start) is None
