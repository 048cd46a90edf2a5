"""Measures that no noun tells: by the unit, or by the verb before the figure.

46岁           年龄
87席           席位
得1万6038票     得票
获38%的选票     得票率
规模6.0地震     震级
5.1万人受灾     受灾人数
收报592港元     收盘价
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted import prices
from pipeline.extract.counted.endings import Head

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.model import NumberMention

# units that tell what is counted
_OF_UNIT = {"岁": "年龄", "周岁": "年龄", "席": "席位"}
# what a player does with points: 空砍38分, 贡献26分
_POINTS = (
    "空砍|狂砍|怒砍|砍下|砍得|砍获|轰下|轰入|轰得|飙出|飙进|攻下|取下|拿下|拿到|斩获|贡献|豪取|独取|独砍"
)
# 得1万6038票, 积71分, 攻入68球
_SCORES = {
    "得": "得票",
    "获": "得票",
    "获得": "得票",
    "拿下": "得票",
    "积": "积分",
    "得到": "得分",
    "砍下": "得分",
    "轰下": "得分",
    "独得": "得分",
    "场均": "得分",
    "攻入": "进球",
    "打入": "进球",
    "射入": "进球",
    "打进": "进球",
    "失": "失球",
}
_SCORED = {
    "票": re.compile(r"(?<!值)(获得|得|获|拿下)(?:了|约|逾|近)?$"),
    "分": re.compile(
        rf"(积|得到|{_POINTS}|独得|场均)(?:可?得|贡献)?(?:了|全场最高|全队最高|全场|全队|球队最高)?的?$"
    ),
    "球": re.compile(r"(攻入|打入|射入|打进|(?<![损丢错])失)(?:了)?$"),
}
_BALLOTS = re.compile(r"的?(?:有效)?(?:选票|得票)(?!率)")
_WON = re.compile(r"(?:获|得|赢|拿下|以)[得到获]?(?:了|约|近|逾|超过)*$")
_OF_SHARES = re.compile(r"$|[，,。；;、)(]|的?(?:股|权益)|[为是居则而及和与]")  # 持46%股权, and no 持30%酒精
_HOLDS = re.compile(
    r"(?<![支坚维保把主扶加操矜])持(?:约|近|逾|超过)*$|(?:持有?|[占佔])股(?:权|份)?(?:约|近|逾|超过|达)*$"
)
_SUPPORT = re.compile(r"的?(?:民众|选民|受访者)?支持(?![者人])")
# what stands before and behind a percentage, and what it is then a part of
_PARTS = (
    (_WON, _BALLOTS, "得票率", True),
    (_HOLDS, _OF_SHARES, "持股比例", False),
    (_WON, _SUPPORT, "支持度", True),
)
# 收购蓝海集团51%股权, 已购买9.2%的推特股份
_STAKE = re.compile(
    r"(?:(?P<held>持有)|(?P<sold>出售|转让|售出|卖出|减持)|收购|购入|购买|买入|并购|受让|增持|认购)(?:了|其|约|近|逾|超过|合计|共)*(?P<whose>[^，,。；;0-9]{2,20}?)?(?:约|近|逾|合共|合计|的|余下|剩余)*$"
)
_STOCK = re.compile(r"的?(?:[^，,。；;0-9的]{0,6}?)(?:股权|股份|股票|普通股|权益)(?!质押|激励)")
_QUAKE_BEHIND = re.compile(r"(?:以上)?的?(?:强烈?|大|余|破坏性|浅层|极浅层|海底)?(?:有感|强感)?(?:地震|震)")
# 同意8票, 回避1票; 60人赞成、51人反对
_VOTED = re.compile(r"(?P<how>同意|赞成|反对|弃权|回避)(?:了|约|共)?$")
_WITH_VOTES = re.compile(r"(?<![可所予加难足])以(?:约|近|逾|超过|超出|多达|最高票)*$")
_MARGIN = re.compile(r"(?:之|的?些微|的?微弱)?(?:的?差距|之差|优势|同意|赞成|反对|对|比)")  # 以12万票之差
_VOTES = re.compile(r"(?P<how>赞成|反对|弃权)(?=[、，,。；;)])")
# 5.1万人受灾, 农作物受灾9公顷, 其中绝收3公顷
_STRUCK = re.compile(r"受灾|受影响|受困|被困")
_NEEDY = re.compile(r"(?:亟|急)?需(?:要)?紧急(?:生活)?救助")
_STRUCK_BY_UNIT = {"受灾": "受灾人数", "受影响": "受影响人数", "受困": "被困人数", "被困": "被困人数"}
_TRIPS = re.compile(
    r"(?P<how>出游|出行|入境|出境|出入境|到访|发送旅客|接待游客|接待|参观|就诊|接种|观影)(?:[约近逾达共计]|超过|累计|合计|总计)*$"
)  # 国内旅游出游5.15亿人次
# 317人伤, 3人死、12人轻伤: with nothing behind that makes another word of it
_HURT = re.compile(r"(?P<how>[轻重]?伤|死)(?=[，,、。；;及和与)）\s0-9]|$)")
_HURT_AS = {"伤": "受伤人数", "轻伤": "轻伤人数", "重伤": "重伤人数", "死": "死亡人数"}
# 12人危殆, 28人情况严重, 80人送院治理
_CONDITION = re.compile(
    r"(?:均|都|全部)?(?:已经?)?(?:情况|伤势|病情)?(?P<how>危殆|危重|危急|命危|垂危|严重|稳定|留院|留医|送院|送医|出院|获救|脱困|生还)(?:治理|治疗|救治|观察)?"
    r"(?=[，,、。；;及和与)）\s]|$)"
)
# 已复电1.8万户, 待修复3万户
_SUPPLIED = re.compile(
    r"(?P<yet>尚?待|尚?未|仍?需|抢修)?(?:已|陆续|成功|全数)*(?P<what>复电|复水|修复|恢复供电|恢复供水|恢复供应)(?:了|的|约|近|逾|共|计)*$"
)
_CUT_OFF = re.compile(r"(?P<what>停电|停水|断电|断水)(?:的|影响|共|则|合计|累计|总计|计|约|近|逾|达|有)*$")
_CUT = {"停电": "停电户数", "断电": "停电户数", "停水": "停水户数", "断水": "停水户数"}
# 大桥长390米，宽12米: one word to the segmenter
_SIZES = {"长": "长度", "宽": "宽度", "高": "高度", "深": "深度", "厚": "厚度", "重": "重量"}
_SIZE = re.compile(r"(?<![再更还比])(?P<what>[长宽高深厚重])(?:约|近|逾|超过|达|为)*$")
# 距离县城约16公里, 离学校300米, 相距5公里
_DISTANCE = re.compile(
    r"(?:(?<!等)距离?|(?<![脱撤逃偏远背驶隔分追游飞])离(?![岸任职婚开境港])|相距)(?:[^，,。；;0-9后前]|前[车方]|后[车方]){0,12}?(?:仅|只有|不到|约|近|逾|超过)*$"
)
_LENGTHS = frozenset("米 公里 千米 厘米 毫米 英尺".split())
_WEIGHTS = frozenset("吨 公斤 千克".split())
_BUILT = frozenset("间 栋 幢".split())
_DAMAGED = re.compile(
    r"(?:不同程度|轻微|部分)?(?P<how>(?:严重|一般|轻度|中度)?(?:损坏|受损|损毁|倒塌))(?![的了])"
)
_CROPS = re.compile(r"(?P<crops>农作物|作物|农田|耕地)?(?P<how>受灾|绝收|成灾)(?:了|约|近|逾|超过|达)*$")
_AREAS = frozenset("公顷 亩 平方公里 平方米".split())
_RAIN = re.compile(r"[暴大豪阵骤降]雨|雨[量势区带]|强降水|台风")  # 局地130至161毫米
_NO_RAIN = re.compile(r"[厚宽长高深雪径]|口径|火?炮|子弹|枪|冰雹|焦距|镜头|雨强|水位|上[升涨]|沉降|位移")
_WORTH = re.compile(r"(?:总?价值|总值|市值|时值|市价)(?:高?达|约|逾|近|超过|共|估计|大约)*$")
_WHO = re.compile(r"[为是](?P<who>[\u4e00-\u9fff]{1,8}[客士员民生者童工])(?=[，,。；;、)])")
_WHO_DO = re.compile(r"(?![^，。]{0,3}(?:年|岁|月|日))[\u4e00-\u9fff]{2,9}?的(?=[\u4e00-\u9fff])")
_PEOPLE = frozenset("员者人生手家长师客民工童兵警士")
_SHARES_OF = re.compile(r"的?(?P<what>股[权份])(?![回出质转登持制])")
_SCALE = re.compile(r"(?:规模|[芮里]氏)$")
_BY_RICHTER = re.compile(r"(?:震级)?[为是]?(?:[芮里]氏|黎克特制)(?:规模)?$")
_TENTHS = re.compile(r"[1-9]\.[0-9]")  # 8.2强震


def told_by(context: Context, number: NumberMention, start: int) -> Head | None:
    """46岁, 87席, 规模6.0地震, 收报592港元: unit or verb tell the measure, in the clause from ``start``."""
    norm = context.norm
    if number.unit in _OF_UNIT:
        return Head(_OF_UNIT[number.unit], number.start, "count", behind=True)
    if number.unit in {"", "级"} and _QUAKE_BEHIND.match(norm, number.end):
        scaled = _SCALE.search(norm, max(start, number.start - 8), number.start) is not None
        scaled = scaled or _TENTHS.fullmatch(norm, number.start, number.end) is not None
        return Head("震级", number.start, "count") if scaled or number.unit == "级" else None
    if (scale := _quake_scale(context, number, start)) is not None:
        return Head("震级", scale, "count")
    if (vote := _vote(norm, number, start)) is not None:
        return vote
    if number.unit in {"人", "人次"} and (struck := _STRUCK.match(norm, number.end)):
        return Head(_STRUCK_BY_UNIT[struck.group()], number.start, "count", behind=True)
    if number.unit in {"人", "名", "户"} and (harm := _harm(norm, number, start)):
        return harm
    if number.unit in _LENGTHS | _WEIGHTS and (size := _size(context, number, start)):
        return size
    if number.unit in _BUILT and (damaged := _DAMAGED.match(norm, number.end)):
        return Head(f"{damaged['how']}房屋", number.start, "count", behind=True)
    if number.unit == "人" and _NEEDY.match(norm, number.end):
        return Head("需紧急救助人数", number.start, "count", behind=True)
    if number.unit in _AREAS and (crops := _CROPS.search(norm, start, number.start)):
        return Head(f"{crops['crops'] or ''}{crops['how']}面积", crops.start(), "count")
    if (score := _score(norm, number, start)) is not None:
        return score
    price = prices.told_by(norm, number, start, context.sentence(number.sentence).start)
    return Head(price, number.start, "money") if price else None


def _quake_scale(context: Context, number: NumberMention, start: int) -> int | None:
    """Where the scale stands: 测定震级为黎克特制7.9级; 震源深度10公里，规模7.7."""
    norm = context.norm
    begin = max(start, number.start - 10)
    if number.unit == "级" and (richter := _BY_RICHTER.search(norm, begin, number.start)):
        return richter.start()
    if number.unit or _TENTHS.fullmatch(norm, number.start, number.end) is None:
        return None
    scale = _SCALE.search(norm, begin, number.start)
    told = scale is not None and "震" in norm[context.sentence(number.sentence).start : number.start]
    return scale.start() if scale is not None and told else None


def _vote(norm: str, number: NumberMention, start: int) -> Head | None:
    """得票率 of 获38%的选票, 同意票 of 同意8票, 赞成人数 of 60人赞成."""
    if number.label == "PERCENT":
        for before, what, measure, behind in _PARTS:
            if what.match(norm, number.end) and before.search(norm, start, number.start):
                return Head(measure, number.start, "ratio", behind=behind)
    if number.label == "PERCENT" and not number.change and _STOCK.match(norm, number.end):
        stake = _STAKE.search(norm, start, number.start)
        if stake is not None:
            name = "持股比例" if stake["held"] else "出售股权比例" if stake["sold"] else "收购股权比例"
            return Head(name, stake.start() if stake["whose"] else number.start, "ratio")
        shares = _SHARES_OF.match(norm, number.end)
        if shares is not None and not _HOLDS.search(norm, start, number.start):
            return Head(shares["what"], number.start, "ratio", behind=True)  # 乙公司51%股权
    if (
        number.unit == "票"
        and _WITH_VOTES.search(norm, start, number.start)
        and _MARGIN.match(norm, number.end) is None
    ):
        return Head("得票", number.start, "count")  # 以6.5万票当选
    if number.unit == "票" and (voted := _VOTED.search(norm, start, number.start)):
        return Head(f"{voted['how']}票", voted.start(), "count")
    if number.unit in {"人", "名"} and (votes := _VOTES.match(norm, number.end)):
        return Head(f"{votes['how']}人数", number.start, "count", behind=True)
    return None


def _score(norm: str, number: NumberMention, start: int) -> Head | None:
    """得分 of 空砍38分, 积分 of 积71分, 进球 of 攻入68球."""
    scored = _SCORED.get(number.unit)
    if scored is not None:
        found = scored.search(norm, max(start, number.start - 6), number.start)
        name = None if found is None else _SCORES.get(found.group(1), "得分")
        if name == "得票" and number.unit == "分":
            name = "得分"  # 拿下27分
        if name is not None and not norm.startswith(("弃权", "反对", "支持"), number.end):
            return Head(name, number.start, "count")
    return None


def trips(context: Context, number: NumberMention, start: int) -> Head | None:
    """出游人次 of 国内旅游出游5.15亿人次, where no table has the words before."""
    told = _TRIPS.search(context.norm, start, number.start) if number.unit == "人次" else None
    return None if told is None else Head(f"{told['how']}人次", told.start("how"), "count")


def who(context: Context, number: NumberMention) -> Head | None:
    """外籍人士 of 有5897人是外籍人士: who they are, told behind a count of people."""
    if number.unit not in {"人", "人次", "名", "位"} or number.label != "QUANTITY":
        return None
    told = _WHO.match(context.norm, number.end)
    if told is None:
        return None
    tokens = context.tokens_in(told.start("who"), told.end("who"))
    nominal = all(token.tag[:1] in "nbjlsa" for token in tokens)
    return Head(told["who"], number.start, "count", behind=True) if nominal else None


def who_do(context: Context, number: NumberMention) -> Head | None:
    """官员 of 3名熟悉谈判的官员: people who are told by what they do."""
    if number.unit not in {"名", "位"} or (does := _WHO_DO.match(context.norm, number.end)) is None:
        return None
    tokens = context.tokens_in(does.end(), min(does.end() + 8, len(context.norm)))
    if not tokens or tokens[0].start != does.end() or tokens[0].tag != "n":
        return None
    last = tokens[1] if len(tokens) > 1 and tokens[1].word in {"人士", "人员", "代表"} else tokens[0]
    if last.word[-1] not in _PEOPLE and last.word != "人士":
        return None
    return Head(context.norm[does.end() : last.end], number.start, "count", behind=True)


def worth(context: Context, number: NumberMention, start: int) -> Head | None:
    """毒品价值 of 价值412万令吉的毒品, 可卡因市值 of 市值900万令吉的可卡因: the goods stand behind."""
    norm = context.norm
    told = (
        _WORTH.search(norm, max(start, number.start - 10), number.start) if number.label == "MONEY" else None
    )
    if told is None or norm[number.end : number.end + 1] != "的":
        return None
    token = context.token_at(number.end + 1)
    if token is None or token.start != number.end + 1 or token.tag not in {"n", "nz"} or len(token.word) < 2:
        return None
    return Head(f"{token.word}价值", number.start, "money", behind=True)


def rain(context: Context, number: NumberMention, start: int) -> Head | None:
    """降雨量 of 山区可达130至161毫米 in a sentence that tells of rain: nothing else there is measured so."""
    if number.unit != "毫米" or _NO_RAIN.search(context.norm, start, number.start):
        return None
    sentence = context.sentence(number.sentence)
    told = _RAIN.search(context.norm, sentence.start, sentence.end)
    return None if told is None else Head("降雨量", number.start, "count")


def _harm(norm: str, number: NumberMention, start: int) -> Head | None:
    """317人伤, 曾停电计2.2万户, 待修复3万户: tolls of people and households that one word tells."""
    if number.unit != "户":
        if (hurt := _HURT.match(norm, number.end)) is not None:
            return Head(_HURT_AS[hurt["how"]], number.start, "count", behind=True)
        state = _CONDITION.match(norm, number.end)
        return None if state is None else Head(f"{state['how']}人数", number.start, "count", behind=True)
    if (cut := _CUT_OFF.search(norm, start, number.start)) is not None:
        return Head(_CUT[cut["what"]], cut.start(), "count")
    supplied = _SUPPLIED.search(norm, start, number.start)
    if supplied is None or norm.startswith("的", number.end):
        return None  # 修复3万户的档案
    what = (
        "复水" if "水" in supplied["what"] else "修复" if supplied["what"] in {"修复", "恢复供应"} else "复电"
    )
    return Head(f"{'待' if supplied['yet'] else ''}{what}户数", supplied.start(), "count")


def _size(context: Context, number: NumberMention, start: int) -> Head | None:
    """长度 of 大桥长390米, 重量 of 重12吨: a word of one character before the figure."""
    size = _SIZE.search(context.norm, start, number.start)
    token = None if size is None else context.token_at(size.start())
    if size is None or token is None or token.word not in {size["what"], size["what"] + "达"}:
        far = number.unit in _LENGTHS and _DISTANCE.search(context.norm, start, number.start)
        return Head("距离", far.start(), "count") if far else None
    if (size["what"] == "重") != (number.unit in _WEIGHTS):
        return None
    return Head(_SIZES[size["what"]], size.start(), "count")
