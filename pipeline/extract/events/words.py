"""Which words of a text are triggers that triggers.csv lists: no part of a name or number, not across other words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import Candidate
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.events.mentions import Mentions
    from pipeline.lexicon.happenings import Trigger
    from pipeline.model import Token

MARKED = re.compile(
    r"(?:能|曾|终于|遭|获|已经?|又|再次?|才|也|并|均|都|共|随即|随后|接着|先后|陆续|正式|首次|一度|双双|暂时|将|会|被|没有?|未|大为?|分别|全部)$"
)

# 创|同期新高; no 创业 and 创作
_RECORD = re.compile(
    r"(?:下|出)?[^，；。业作办建立造意新始刊投收][^，；。]{0,12}?(?:新高|新低|纪录|记录|最[高低大佳差快慢多少好长强]|之最)"
)
_RAISED = frozenset("提攀跃晋直飙")
_RANKS = frozenset("上任为级学读旗国")
_ALREADY, _GLUED = frozenset("已均也再刚"), frozenset("曾将又都才正拟")
_AGAIN = frozenset("再又续频连齐")
_INSTANCE = frozenset("一二终再原")
_WHO_GOES = re.compile(r"[^，；。]{0,16}?的")  # 赴台东的旅行团
_GOES_TO = frozenset("赴抵")
# 获|金狮奖最佳影片奖
_PRIZE = re.compile(
    r"[^，；。的]{0,14}?(?:奖项?|[金银铜]牌|冠军|亚军|季军|殊荣|称号)(?=[，；。、和及与并]|$|\n)"
)
# 逆|回购, 获任|命为: part of another word
_BEHIND = 12  # code points behind a word that may make it part of another
_PART_OF = {
    "重审": re.compile("重审(?=[一二终再]审|案|程序|期间|阶段)"),
    "并入": re.compile("并入(?:院|住|职|股|围|学|境|场|选|伍|狱|库|驻)"),
    "回购": re.compile("[逆正]回购"),
    "公告": re.compile("公告(?=(?:[0-9]{4}年?)?第[0-9]+号)"),
    "批评": re.compile("(?<=自我)批评|批评(?=[和与]自我)"),
    "组织": re.compile(
        "组织(?=[者法部内成员的在于]|机构|委员|[架结]构|宣布|表示|称|说|发言|呼吁|警告|指出|要求|认为|[0-9今昨明和与、，。上])|(?<=[该此团民])组织|(?<=恐怖|国际|卫生|贸易|犯罪|公益|环保|武装|慈善|各级|基层)组织"
        "|组织(?=[^，；。了]{0,4}(?:师生|学生|员工|党员|群众|居民|村民|干部|职工|队员|人员|专家|代表|志愿者|力量|警力)[^，；。]{2,})"
    ),
    "达": re.compile("通达"),
    "夺": re.compile(
        "[争掠剥抢定褫篡裁予与]夺|夺(?![最金银铜影视歌首双冠亚季奖第0-9一二两三四五六七八九十])|夺[0-9一二两三四五六七八九十]+[多余]?条?人?命"
    ),
    "称后": re.compile("称后(?=[续来面又被再将会就悔方卫防勤果台门期半天])"),
    "称帝": re.compile("称帝(?=国)|(?<=[自登])称帝"),
    "展期": re.compile("(?<![^，；。展览])展期(?=[至到为从自，。])"),
    "说明": re.compile("(?<=情况|使用|招股|文字|补充|书面|操作|产品|详细)说明"),
    "收在": re.compile("(?<=营)收在"),
    "获任": re.compile("获任[命何务意期]"),
    "发现": re.compile("普发现金?"),
    "被判": re.compile("被判[监刑囚处罚决定入]"),
    "处以": re.compile("处以罚"),
    "审判": re.compile("[一二三终初再]审判[处决]"),
    "发言": re.compile("发言[人者权稿台]"),
    "少了": re.compile("[减缺]少了|少了(?![^，；。]{0,8}(?:成|%|百分|元|倍))"),
    "普降": re.compile("普降(?![^，；。]{0,6}(?:雨|雪|冰雹|霜))"),
    "持平": re.compile("[同期年月季度日]持平"),  # 与去年|持平
    "转入": re.compile(
        "转入(?=地下|账户|账号|医院|[^，。]{0,10}(?:病房|医院|账户|学校|户口|户头|银行|ICU|治疗|监狱|香港|境内))"
    ),
    "协商": re.compile("(?<=政治)协商|协商(?=会议|一致|民主|小组|机制|解决|代表|制度|不成|破裂|时|后)"),
    # one sense of several, by what stands behind
    "抱走": re.compile("抱走(?=[^，；。]{0,8}(?:奖|冠|[金银铜]牌|座|车|现金|[0-9]万))"),
    "适用": re.compile("适用(?![，；。]|$)"),
    "缔造": re.compile("缔造(?![^，；。]{0,8}(?:连[胜霸冠]|[纪记]录|佳绩))"),
    "挖出": re.compile("挖出(?![^，；。]{0,8}(?:人|[遗尸]体|者|[男女儿孩]童))"),
    "踩中": re.compile("踩中(?![^，；。]{0,3}雷)"),
    "拉入": re.compile("拉入(?![^，；。]{0,8}(?:名单|清单))"),
    "致信": re.compile("致信任(?!命)"),
    "改造": re.compile("改造(?=完[成毕]|结束|工程|项目|后)"),
    "公示": re.compile("公示(?=结束|期|截止|完)"),
    "讯问": re.compile("讯问(?=笔录|室|过程)"),
}
_WHATEVER_CUT = frozenset({"普降"})  # 山|区普|降大雨
_WHEN_SAID = frozenset("时后中上里")  # glued to 说 by the segmenter
# 美军9月15日|登陆仁川; no storm that comes ashore at a naval port
_FORCES = re.compile(
    r"(?<![^，；。\n])(?!台风|飓风|热带)[^，；。在于]{0,10}(?:[军兵]|部队|舰队)(?![港方区事]|基地)[^，；。风]{0,16}$"
)


def listed(page: Mentions) -> dict[int, list[Candidate]]:
    """The listed words of a document by the index of their sentence; of two that overlap the longer one."""
    context = page.context
    found: dict[int, list[Candidate]] = {}
    for start, end, trigger in context.lexicon.happenings.find(page.norm):
        if start < context.article.body_start or not _is_whole(page, start, end, trigger):
            continue
        mine = found.setdefault(context.sentence_at(start), [])
        across = [c for c in mine if c.start < end and start < c.end]
        if any(c.end - c.start >= end - start for c in across):
            continue
        for other in across:
            mine.remove(other)
        told = _by_its_words(page, start, end, trigger)
        mine.append(Candidate(start, end, told, trigger.surface, listed=True))
    return found


def part_of_another(norm: str, surface: str, start: int) -> bool:
    """逆|回购, 获任|命: a listed word that is part of another one."""
    other = _PART_OF.get(surface)
    if other is None:
        return False
    found = other.search(norm, max(0, start - 1), start + len(surface) + _BEHIND)
    return found is not None and found.start() <= start


def _by_its_words(page: Mentions, start: int, end: int, trigger: Trigger) -> Trigger:
    """投下原子弹 is no vote; troops that 登陆 attack, a company that does on an exchange is listed there."""
    if trigger.surface == "登陆" and _FORCES.search(page.norm, max(0, start - 32), start):
        return replace(trigger, type="attack")
    for other in page.context.lexicon.happenings.other_kinds.get(trigger.surface, ()):
        if other.behind.match(page.norm, end):
            return replace(trigger, type=other.type)
    return trigger


def _is_whole(page: Mentions, start: int, end: int, trigger: Trigger) -> bool:
    """Whether a listed word is one in its text: no part of a name or number, not across the words around it."""
    within = page.taken.find(1, start, end) >= 0 and not _ends_in_country(page, start, end)
    if within or part_of_another(page.norm, trigger.surface, start):
        return False
    first, last = page.context.token_at(start), page.context.token_at(end - 1)
    if first is None or last is None or trigger.surface in _WHATEVER_CUT:
        return True
    alone = _of_two_acts(page, first, end - start) if first is last else _completed(first, last, start, end)
    if alone or _of_instance(page.norm, start):
        return True
    before = page.norm[start - 1 : start]
    begins = (
        first.start == start
        or bool(start and page.taken[start - 1])  # 宋令东出舱, 17日袭港
        or (before in {"被", "遭"} and first.start == start - 1)  # 被判|监
        or (
            first.start == start - 1
            and (before in _ALREADY or (before in _GLUED and not is_word(first.word)))
        )  # 已扣|查, 已达成
    )
    ends = last.end == end or bool(page.taken[end])  # 约谈英伟达: the name that begins here ends the word
    if begins and trigger.roles == "speech" and page.norm.startswith("其", end) and last.end == end + 1:
        return True  # 称其 is one word to the segmenter
    glued = first is last and first.end == end and end - start == len(first.word) - 1
    if glued and trigger.roles == "speech" and first.word[0] in _WHEN_SAID:
        return True  # 答询|时说, 谈话|中说
    if end - start == 1:
        return _is_one_character(page, start, end, trigger, first, begins=begins, ends=ends)
    if begins and ends:
        return True
    if page.norm[end : end + 1] in {"称", "说"} and last.end == end and first.tag[0] == "n":
        return True  # 公司公告称
    if page.norm[start - 1 : start] == "按" and first.start < start:
        return False  # 按年|减少 is no 年减
    if _is_guessed(first, last) and (begins or ends or first is last or not is_word(last.word)):
        return True  # 郑重宣布 that the segmenter has guessed to be one word, but not 营收|高于
    if (
        first.start == start
        and first is last
        and (trigger.roles == "speech" or _dated_or_marked(page, start))
    ):
        rest = first.word[end - start :]
        return (len(rest) > 1 and is_word(rest)) or (trigger.noun and rest in {"案", "事件"})  # 7日降低利率
    if first.tag[0] == "n" or (first.start < start and last.end > end):
        return False
    return first is last or (first.start == start and last.end <= end)  # 逆势上涨, 清撤完毕


def _is_one_character(
    page: Mentions, start: int, end: int, trigger: Trigger, first: Token, *, begins: bool, ends: bool
) -> bool:
    """Whether a listed word of one character is one: 达|近2亿, 创|同期新高, 涨超|6.5%."""
    before = page.norm[start - 1 : start]
    if trigger.surface in _GOES_TO:  # 赴|日本, 抵|东京
        place = page.name_at(end)
        if not begins or place is None or place.start != end or place.label not in {"GPE", "LOC", "FAC"}:
            return False
        return _WHO_GOES.match(page.norm, place.end) is None
    if trigger.surface == "获":
        return begins and _PRIZE.match(page.norm, end) is not None
    if trigger.surface == "创":
        return _RECORD.match(page.norm, end) is not None and (first.start == start or before in _AGAIN)
    if trigger.surface == "报" and before in {"季", "年", "月", "中"}:
        return False  # 三|季报
    if trigger.surface == "升" and (page.norm[end : end + 1] in _RANKS or before in _RAISED):
        return False  # 升上一军
    about = begins and first.end == end + 1 and _counted(page, end)
    return (begins and ends) or ((ends or about) and _counted(page, end))


def _is_guessed(first: Token, last: Token) -> bool:
    return not (is_word(first.word) and is_word(last.word)) and (first.tag[0] != "n" or len(first.word) > 2)


def _of_instance(norm: str, start: int) -> bool:
    """一审|判处, where the segmenter sees 审判."""
    return norm[start] == "判" and norm[start - 1] == "审" and norm[start - 2] in _INSTANCE


def _completed(first: Token, last: Token, start: int, end: int) -> bool:
    """撞上 of 撞|上路|肩: a verb of one character whose completion the segmenter gives to the next word."""
    alone = first.start == start and first.end == start + 1 and first.tag == "v"
    return (
        alone
        and end - start == len("撞上")
        and last.start == start + 1 < last.end - 1
        and last.word[0] in "上下进入出"
    )


def _of_two_acts(page: Mentions, token: Token, length: int) -> bool:
    """开庭 and 审理 of 开庭审理, which is one noun to the segmenter; each has that length."""
    if token.end - token.start != 2 * length or token.tag[:1] == "v":
        return False
    triggers = page.context.lexicon.happenings.triggers
    first, second = triggers.get(token.word[:2]), triggers.get(token.word[2:])
    return first is not None and second is not None and not first.noun  # 发生爆炸 too


def _ends_in_country(page: Mentions, start: int, end: int) -> bool:
    """访华, 抵华: the name that the listed word ends with is one character."""
    name = page.name_at(end - 1)
    return name is not None and name.end == end == name.start + 1 and not page.taken.count(1, start, end - 1)


def _counted(page: Mentions, end: int) -> bool:
    """A verb of one character with its figure behind it: 达2.4亿, 跌逾两成."""
    end += page.norm.startswith(" ", end)  # 跌 1.15%
    about = page.norm[end : end + 1] in {"至", "逾", "破", "近", "约", "超"}
    return page.figure(end, end + 1) or (about and page.figure(end + 1, end + 2))


def _dated_or_marked(page: Mentions, start: int) -> bool:
    return bool(start and page.taken[start - 1]) or bool(MARKED.search(page.norm, max(0, start - 3), start))
