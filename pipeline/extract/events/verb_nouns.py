"""Where a verb stands inside a noun: 死亡|人数, 三级应急|响应, 出口|竞争力, 总|投资."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import GOVERNING
from pipeline.gates import either, firsts, lasts
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause

# heads that make a noun of any verb before them: 搜寻引擎, 参选者, 发射中心
_HEADS = re.compile(
    r"(?:(?<=独立)(?:分析|调查|董事|委员|机构|第三方|顾问|评论|撰稿|候选|审计|核数|监督|检察|参选|财务|媒体|研究|专家|人士|学者|法人)|(?<=任命|提名|审议|预算|罢免|弹劾|量刑|死因)听证会?|(?<=变更|调整|审批|任免|审议|表决|担保|交易|处罚|诉讼|登记|投资|收购|合作|转让)事项|(?<=投票|开票|计票)(?:所|权|时间|站|箱|纸|点|中心|作业|系统|过程)|(?<=执行)(?:董事|长|官|主席|总裁|副|委员|秘书|总监|机构|令|力)|(?<=扣留|拘留)[服衣所室令期]|(?<=转型|发展|建设|援助|开发|改革|整合|创新|贸易|投资)部(?=副?部?长|[，。、])|(?<=发射|生产|训练|实验|试验|培训|研发|储备|种植|养殖)基地|(?<=攻击|侦察|运输|预警|轰炸)型(?:无人机|直升机)|(?<=重组)(?:蛋白|新冠|疫苗|病毒|亚单位|胰岛素)|(?<=封王|夺冠)(?:魔术|彩带|庆[典功]|派对|希望|热门|热潮|之[夜路旅])|(?<=竞选)(?:总部|团队|办公室|班子|阵营|经理|广告|口号|集会)|(?<=出局)数|(?<=得票)最[高多少低]|(?<=首航)(?:旅客|乘客|航班|嘉宾|班机)|(?<=颁奖)典礼|决心|意愿|(?<=涨薪|加薪|减薪|调薪|停火|停战|裁军|收购|并购|合并|撤军|换俘|出售)(?:谈判|磋商|诉求)|(?<=控股)(?:集团|公司|股东|有限|子公司|企业)|(?<=投资)(?:项目|计划|案)(?=$|[，。；、])|(?<=停火|停战)(?:协议|协定|计划|方案|提案|线|期)|(?<=示威|抗议|游行|集会|庆祝|纪念)活动|(?<=先发)(?:投手|阵容|名单|球员|[五九]人)|(?<=执政)(?:联盟|联合|党|集团|阵营|团队|当局|者|伙伴)|(?<=限制)(?:为(?=[0-9])|措施|政策|规定)|(?<=感染)群(?!众)|(?<=增长|成长)的?基础上|(?<=投入|排放|降雨)强度|(?<=成交)(?:[呎尺楼均总]价|宗数|个案|[记纪]录)|(?<=预测|概估|预估|初估)[数值]|(?<=上市)(?:公司|注册|申请|许可|辅导)|(?<=启动)(?:资金|仪式)|(?<=占)比(?![三四五六七八九十百0-9])|(?<=移动)(?:互联网|通信|通讯|电话|支付|终端|办公|设备|应用|用户|网络|端)|引擎|准备(?=$|[，。；、]|工作)|势头|(?<!取消)(?<!获得)(?<!取得)(?<!剥夺)(?<!失去)(?<!夺得)资格|(?<!举行|举办|召开|出席|参加|庆祝|纪念|欢庆|喜迎|迎来|适逢)(?:建设|合作|运营|发展)?[一二三四五六七八九十百两0-9]{1,4}周年|(?<=会商|座谈|研讨|论证|部署|调度|动员|表彰|听证|协商|磋商)会议|人数|人员|病例|个案|中心|必要性|(?<=羁押|拘留|收押|监禁|逮捕)(?:必要|原因)(?=[，。；、]|$)|(?<!启动)(?<!进入)程序|呈请|期(?!间|货)|日(?!本|内|前|期|元)|率(?!领|先|队|团)|者|商(?!家|场|品|店|户|业|务|用|城|标|圈|会|机|贸|学|议|讨|谈|榷|船|队|住|报)|员(?!工)|信号(?=[^，]*[发改])|(?<!举行)(?<!举办)(?<!主持)(?<!出席)(?<!参加)仪式|分数线|(?<=调[研查])机构|(?<=调查|检查|检测|化验|测试|试验|评估|审查|审计|核查|投票|选举|表决|判决|谈判|评选|抽查|检验)结果|数(?=[达为超增减])|(?<=入境|出境)(?:管制|限制|签证|检查|事务|处|大厅|手续|许可|旅客|游客|人次|口岸|政策|章)|(?<=发生|进展|执行|落实|完成|烧伤|受伤|伤亡|中毒)情况)"
)
# 同意票, 罢免案, 增长幅度, 强劲成长的年份, 遇难数据
_KINDS_OF = re.compile(
    r"(?<=施压|打击|制裁|支持|扶持|执法|整治|查处|监管|惩治|管控|投资|宣传|攻击|援助)(?:的)?力[度道](?!挺)|"
    r"(?<=上诉)(?:庭|法庭|法院|委员会|得直|成功|失败|期限|理由)|"
    r"(?<=诈骗|盗窃|抢劫|贩毒|走私|绑架|纵火|放火|杀人|强奸|赌博|洗钱|行贿|受贿|贪污|勒索|伤害|拘禁|偷渡|投毒)(?:、[^，；。、0-9]{2,10}){0,8}(?:[和及与][^，；。、0-9]{2,8})?(?:等?[一二两三四五六七八九十数多]?[项宗]?)罪(?!成)|"
    r"(?<=诈骗|盗窃|抢劫|贩毒|走私|绑架|纵火|杀人|赌博|洗钱|行贿|受贿|贪污|勒索|伤害)(?:犯罪)?(?:专案组?|案(?![情发值底子头])件?|团伙|集团|罪|嫌疑人|嫌犯|分子|窝点)|(?<=抓捕|搜捕|追捕|围捕|搜救|搜索|救援|清剿|收网|查缉|扫荡|打击)行动|"
    r"(?<=同意|反对|赞成|支持|弃权|罢免)(?:罢免)?票(?:数|率)?|(?<=罢免)(?:案|投票|团体|连署|门槛)|(?<=同意)门槛|(?<=判决)(?:理由|公告日|主文|摘要|书(?!面))"
    # 起火|建筑, 遇袭|警员, 失踪|人口: which one, of a verb that takes no object
    r"|(?<=起火|失火)(?:建筑|民宅|大[楼厦]|楼宇|住宅|房屋|单位(?!内?起)|厂房|船只|部位)|(?<=停职|免职|撤职|卸任|离任|落马|在押)(?:前?(?:总统|总理|首相|主席|部长|市长|议员|官员|高官|院长|校长))(?=[\u4e00-\u9fff·]{2})|(?<=遇袭|遇害|被捕)(?:警[员长官察]|男子|女子|男女|学生|议员)|(?<=失踪)人口"
    r"|(?<=成长|增长)(?:幅度|表现|动能|力道|曲线|的?年份|的一年)|(?<=遇难|死亡|受伤|失踪)数[据字]|情况下|(?<=说明)会(?=[上中，。、])|(?<=法说)会|(?<=管制)(?:管理|改革|合作|对话|框架|新规|当局)|(?<=立法)(?:院|会|机构|机关|委员)|(?<=对阵)(?:双方|名单|表|形势|情况|已|出炉|揭晓)"
)
# 出货量, 占比达, 收购方: of one character, where a word ends with it (not 捧回队史, 开通网络)
_HEAD = re.compile(
    r"[额量价方权队网链度式书函组]|值(?![得班日守])|比(?=[达为约超高低升降提从近逾增减0-9一过两三四五六七八九]|$)"
)
# 发射台, 攻击机, 侦察无人机: a machine by what it is for, where the word ends with it (not 发射|台湾卫星, 攻击|无人机|工厂)
_MACHINE = re.compile(r"(?<=发射)[场台塔架车]|(?<=攻击|侦察|运输|预警|轰炸)(?:无人机|直升机|机|艇|舰)")
_OF_MACHINES = re.compile(r"(?:(?:在|从|出动|派出|击落|击沉|击毁|发现)|[架艘辆座枚型台支])[^，；。的]{0,6}$")
_HAS_THAT = re.compile(r"(?![纪记]录|史以来)[^，；。的]{1,14}的")
INSIDE_NOUNS = frozenset({"调整", "响应", "亏损", "盈利", "提案", "派息", "生成", "占"})
# 提案|以46票遭否决, 以全年派息|计
_OF_MOTION = re.compile(
    r"(?:以[^，；。]{2,12})?(?:均|也|再次|再度|最终)?(?:遭|被|获(?!得)|未[获能]|闯关|过关)|计(?=[，,])"
)
_ADJUSTED = re.compile(r"后|净|纯|利润|盈利|溢利|毛利|亏损|每股|EBIT")
# 投资同比增长: told by the verb behind it
_MOVED_AMOUNTS = "(?:投资|投入|支出|产出|收入|进口|出口|贷款|消费|销售|融资|生产)"
_AMOUNT_MOVES = re.compile(
    rf"{_MOVED_AMOUNTS}(?:(?:以|按)[^，；。]{{1,4}}计价?算?)?(?=增|升|涨|降|跌|减|扩增|续增|回落|下滑|下行|放缓|下降|上升|上涨|下跌|同比|环比|按[年月季])(?:同比|环比|按[年月季])?[^，；。]{{0,8}}?(?:增|升|涨|降|跌|减|回落|下滑|下行|放缓)"
    rf"|{_MOVED_AMOUNTS}(?:同比|环比|总体|整体|则|仍|继续|持续|大幅|小幅|明显|连续|首次|较|比)[^，；。]{{0,8}}(?:增|升|涨|降|跌|减|回落|下滑|下行|放缓)"
    r"|(?:生产|开采|冶炼)[和及与](?:供应|洗选|压延加工)业"  # 电力、热力生产和供应业
    r"|(?:进口|出口)[及和与、](?=消费|投资|内需|进口|出口|生产|零售|民间|国内|就业)"
    r"|发射(?:首度|首次|第一次|再次)(?:突破|超过|达到)"
    rf"|{_MOVED_AMOUNTS}(?=(?:已|将|高|均)?达|约?为|仅为|合计|总计)"
    rf"|{_MOVED_AMOUNTS}(?:再|又|首度|首次|第一次|再度|双双|双|均|也|亦|齐)?(?:(?:创|刷新)[^，；。]{{0,8}}(?:[高低]|[纪记]录)|(?:突破|站上|超越)[^，；。]{{0,8}})"
    r"|(?:进口|出口|投资|消费)(?=[年月季][增减降升跌])[^，；。]{0,8}"
    r"|获利(?=再创|续创|创|大[增减幅赚]|年[增减]|季[增减]|达|为|优于|超乎|超出|新高|能力|表现)|贷款(?=出现|逾期|违约|余额|利率|质量|损失|额度|期限|占)"
    # 亏损|有所收窄, 净亏损|则降至2亿元
    r"|(?:亏损|盈利)(?:额|率|面|幅度|规模)?(?:同比|环比|按年|按季|则|也|有所|已|大幅|小幅|明显|显著|进一步|继续|持续|逐[步年季]|再|又|均|仍|较[^，；。]{1,8}|[由从][^，；。]{1,14}){0,3}(?:收窄|扩大|缩[小窄减]|[降减增升]至|减[少亏]|增[加长]|上升|下降|下滑|翻倍|收缩)"
    r"|(?:亏损|盈利)(?=[转变][为成])"
)
# 出口竞争力, 进口需求: a noun of trade, where no figure follows it
_OF_TRADE = re.compile(
    r"(?:出口|进口)(?:竞争力|需求|限制(?=措施|政策|规定|清单|令)|管制|禁令|禁运|限制令|退税|贸易|导向|依存|结构|市场|企业|业务|订单|许可|配额|份额|增速|关税|主要|货品|货类|同步|商(?!品|量)|国(?!内|产))(?!.?[0-9])"
)
# 对印度|进口钢材征收关税: what is taxed, not who traded
_TAXED = re.compile(r"(?:进口|出口)[^，；。被]{1,16}?(?:加征|征收|开征|课征|课以|课税|征税|增税|关税)")
_ON_WHAT = re.compile(r"(?:(?<![相反面])对于?|向|针对|将|把)[^，；。]{0,24}$")
_ENTRANCE = re.compile(r"[进出]口(?:附近|处|外|内|方向|海域|航道|匝道)")  # 水道北|进口附近
_AMOUNTS = re.compile(r"(?:投资|投入|支出|产出|收入|进口|出口)")
# heads that make a noun of a verb that takes no object, or of one with another verb behind: 死亡总数, 出口管制措施收紧
_LOOSE_HEADS = re.compile(
    r"(?:(?<=合并)(?:营收|净利|纯益|收入|财报|报表)|人(?![民口员类们间工力物])|人士|人群|场所|费用?|总?额|总量|方(?!面|式)|权(?!重)|令(?!人)"
    r"|信号|规模(?![0-9达])|地[点区]|现场|原因|成本|需求|能力|压力|风险|产业|行业|市场|业务|部门|厂[商房家]?|站(?!上|在)|方式|资格|席位|名额|名单|黑名单|金额|价格?"
    r"|标准|情况|活动|经费|预测|幅度|趋势|速度|技术|学校|设备|设施|材料|工具|车辆|飞机|专家|对象|目标|比例|水平|指数|记录|纪录|体系|系统|平台|领域|途径|结果(?!是)"
    r"|窗口|队(?!长)|师(?!生)|家(?![园属庭])|股|型|性|力(?!挺|争)|经验|渠道|物资|预期|收入|支出|利润|战(?![略胜争事役机车舰斗士友队])|赛(?!出)|版|机(?!会|构)|路线|计划|范围|面积|条件"
    r"|数量|日期|收益|增速|占比|制度|机制|规则|热潮|热情|力度|之[意举嫌势]|手段|议题|话题|风波|风暴|策略|丑闻|政策|工作(?!了)|工程|项目|案(?![情发值底子头])件?|事件|事故)"
)
# 三级应急|响应, 暴雨|预警: what is raised and ended
_ALERTS = frozenset({"响应", "预警", "警报", "警告"})
_PROVISIONAL = re.compile(r"(?:临时|修订|初步|最新)的?$")
_MOST = re.compile(r"受$")  # 最受欢迎男歌手
_ALERT = re.compile(
    r"(?:应急|[一二三四五ⅠⅡⅢⅣIV]级|[橙红黄蓝]色|[暴豪]雨|台风|地震|洪水|高温|寒潮|山洪|海啸|防汛|防空)$"
)
# what the noun behind a verb is, has or comes to: 并购重组|已有16起, 交付房源|有845户, so that the verb only says which
_IS_OR_HAS = frozenset(
    "是 有 已有 也有 共有 还有 仍有 都是 就是 均为 应属 属于 高达 多达 占 集中 位居 居".split()
)
_NOT_WHICH = GOVERNING | {"appoint"}  # what these govern may be a clause; 担任|有给职顾问
AS_EXPECTED = frozenset("如合乎于出过及")  # 一如|预期降息
_SAYS_OF = frozenset({"oppose", "say", "refuse"})
_SO_MUCH = re.compile(r"[约近逾]?[0-9]")
_SAYS_WHICH = 4  # words between the two at most
_IS_SO_MUCH = re.compile(
    r"(?:仅|只|共|约|总共)?(?:为|是|达|占|超|[0-9])"
)  # 发行数量为488款: an amount of issues
_WHERE_TO = re.compile(r"现场|场所|学校|地[点区]|部门|市场")
_LIVING = re.compile(r"(?:人士|人群|部门|厂商|专家|师|家|学校|队)")
_ADVERB = re.compile(r"(?:已经?|将|曾|再次?|又|首次|正式|一度|共|没有?|未|并|才)$")


# 台风灾后|重建|特别预算案, 总预算|追加|预算案: what a bill is for
_OF_BILLS = frozenset("重建 复原 追加 建设 发展 修正 改革 救助 振兴 纾困 补偿".split())
_BILL = re.compile(r"(?:特别|部分)?(?:预算案|条例|法案|草案|计划案)")
# 以|通知、声明、店堂告示等方式: what is listed as a means
_MEANS = re.compile(
    r"(?:、[^，。；、]{1,10}){0,6}等[^，。；、的]{0,4}(?:方式|形式|手段|途径|方法|办法|渠道|手法|环节)"
)
_ANY_HEAD_FIRSTS = firsts(_MEANS, _BILL, _HEADS, _KINDS_OF, _HEAD, _MACHINE, _LOOSE_HEADS)
_HEADS_OF_ALL = either(_HEADS, _KINDS_OF)
_AMOUNT_FIRSTS, _ADVERB_LASTS = firsts(_OF_TRADE, _AMOUNT_MOVES, _AMOUNTS), lasts(_ADVERB)


def _complete(norm: str, start: int, at: int) -> bool:
    """已发射, 首次公布: an adverb right before it makes it a verb."""
    return norm[at - 1 : at] in _ADVERB_LASTS and bool(_ADVERB.search(norm, max(start, at - 3), at))


def in_noun(norm: str, start: int, end: int) -> bool:
    """经|调整|净利润 and 净|亏损|的幅度, lines of accounts; 应急|响应."""
    if norm.startswith("占", start):
        return norm[start - 1 : start] == "应"  # 股东应|占|利润
    if norm.startswith("生成", start):
        return norm.endswith(("AI", "ai", "智能", "自动", "模型"), 0, start)  # AI|生成内容
    if norm[start - 1 : start] == "净":
        return norm[end : end + 1] == "的"
    if norm[start - 1 : start] == "经":
        return _ADJUSTED.match(norm, end) is not None
    return norm[start - 2 : start] == "应急" or _OF_MOTION.match(norm, end) is not None


def named_by(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """最受|欢迎, 三级应急|响应: a noun by what stands before it."""
    if candidate.surface == "估计" and _PROVISIONAL.search(norm, clause.start, candidate.start):
        return True  # 总值的临时|估计为227亿元
    before = _ALERT if candidate.surface in _ALERTS else _MOST if candidate.surface == "欢迎" else None
    return before is not None and before.search(norm, clause.start, candidate.start) is not None


def only_says_which(context: Context, clause: Clause, candidate: Candidate) -> bool:
    """交付|房源有845户: the noun behind the verb is the subject of what follows."""
    if candidate.trigger.roles == "speech" or candidate.trigger.type in _NOT_WHICH or candidate.trigger.noun:
        return False
    tokens, index = context.tokens, context.token_index(candidate.end)
    if context.norm.startswith(("了", "过", "着"), candidate.end):
        return False
    for token in tokens[index : index + _SAYS_WHICH]:
        if token.start < candidate.end:
            continue
        if token.start >= clause.end:
            return False
        if token.word == "有" and token.start == candidate.end:
            return _HAS_THAT.match(context.norm, token.end, clause.end) is None  # 击败|有“一哥”之称的王强
        if token.word in _IS_OR_HAS:  # 见到他|是在1937年 tells when
            return not (token.word == "是" and context.norm[token.end : token.end + 1] in {"在", "于"})
        if token.word in {"为", "约为"} and token.start > candidate.end + 1:
            return _SO_MUCH.match(context.norm, token.end) is not None  # 签约|总面积为150万
        if not (token.tag[:1] in "njbd" or token.tag == "vn"):
            return False
    return False


def before_head(context: Context, clause: Clause, candidate: Candidate, *, last: bool) -> bool:
    """Whether the noun behind a verb makes a noun of it: 死亡|人数."""
    norm, start, end = context.norm, candidate.start, candidate.end
    if norm[end : end + 1] not in _ANY_HEAD_FIRSTS:
        return False
    moved = norm[start - 1] == "将" and not last and _LOOSE_HEADS.match(norm, end, clause.end)
    if candidate.trigger.noun or (not moved and _complete(norm, clause.start, start)):
        return False  # moved: 将|实施日期延后
    if candidate.surface in _OF_BILLS and _BILL.match(norm, end, clause.end):
        return True
    if _MEANS.match(norm, end):
        return True
    if (
        _HEADS_OF_ALL.match(norm, end, clause.end)
        or _ends_noun(context, start, end, clause.end)
        or _is_machine(context, clause, start, end)
    ):
        return True
    if candidate.trigger.type in _SAYS_OF and candidate.surface != "认为":
        return False  # 质疑|经费, 形容|情况
    head = _LOOSE_HEADS.match(norm, end, clause.end)
    if head is not None and candidate.trigger.type == "visit" and _WHERE_TO.match(norm, end):
        return False  # 赶到现场|救出
    takes_object = candidate.listed and candidate.trigger.roles in {"actor-object", "object"}
    return head is not None and not (
        takes_object
        and (last or _LIVING.match(norm, end, clause.end))
        and not _IS_SO_MUCH.match(norm, head.end(), clause.end)
    )


def _ends_noun(context: Context, start: int, at: int, stop: int) -> bool:
    """Whether the character behind a verb makes a noun of it: a word ends with it, it begins no longer one."""
    if not _HEAD.match(context.norm, at, stop):
        return False
    token = context.token_at(at)
    if token is None:
        return True
    guessed = not is_word(token.word) or token.tag.startswith("nr")  # 占|比达
    return (token.end == at + 1 or guessed) and (token.start == at or token.start <= start)


def _is_machine(context: Context, clause: Clause, start: int, at: int) -> bool:
    """发射台, 攻击机: the word behind the verb is a machine, and no part of a longer one nor of the next noun."""
    machine = _MACHINE.match(context.norm, at, clause.end)
    if machine is None:
        return False
    last = context.token_at(machine.end() - 1)
    if last is not None and last.end != machine.end():
        return False  # 台湾, 车载, 舰队, 机关
    following = context.token_at(machine.end()) if machine.end() < clause.end else None
    if following is not None and following.tag[:1] == "n":
        return False  # 无人机|工厂
    if machine.end() - at == 1:
        return True
    return (
        _OF_MACHINES.search(context.norm, clause.start, start) is not None
    )  # 攻击|无人机 itself may be the deed


def is_amount(norm: str, since: int, start: int, end: int) -> bool:
    """总投资, 上海的投资达到: what is invested, told by what stands behind it."""
    before = norm[max(since, start - 1) : start]
    if before in {"总", "对", "进"} and _AMOUNTS.match(norm, start):
        return True  # 对|出口采保守假设, 进|出口总值
    if before == "总" or (before in {"东", "南", "西", "北"} and _ENTRANCE.match(norm, start) is not None):
        return True
    return norm[start] in _AMOUNT_FIRSTS and (
        (_TAXED.match(norm, start) is not None and _ON_WHAT.search(norm, since, start) is not None)
        or _OF_TRADE.match(norm, start) is not None
        or _AMOUNT_MOVES.match(norm, start) is not None
        or (before == "的" and bool(_AMOUNTS.match(norm, start)) and not norm.startswith("了", end))
    )


def is_noun(context: Context, start: int, end: int) -> bool:
    """Whether one word stands there, and it is a noun or a count: 机构, 两轮."""
    token = context.token_at(start)
    return token is not None and (token.start, token.end) == (start, end) and token.tag in {"n", "m"}


_MISHAP = re.compile(
    r"(?:(?![的了，；。、])[\u4e00-\u9fff0-9.]){0,14}?(?:事故|事件|案件?|火灾|灾害|灾难|爆炸|地震)"
)


def mishap_at(context: Context, start: int, stop: int) -> int | None:
    """Where 客机碰撞起火事故 of 发生的客机碰撞起火事故 ends: what happened, with verbs in it that are none; None where nothing is called so."""
    match = _MISHAP.match(context.norm, start, stop)
    if match is None:
        return None
    token = context.token_at(match.end() - 1)
    return match.end() if token is None or token.end == match.end() else None
