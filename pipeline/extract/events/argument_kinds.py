"""What an argument may be: who can do it, what it is done to, what is held and what is judged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.moved_objects import DOERS, SPEAKER
from pipeline.extract.events.own_acts import burns
from pipeline.extract.events.passives import Passives
from pipeline.extract.events.roles import Roles
from pipeline.extract.events.whole_names import ATTRIBUTE, PEOPLE, PLACES
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.lexicon.happenings import Trigger
    from pipeline.model import Argument


_MEASURED = re.compile(ATTRIBUTE.pattern[:-2] + r"|投资|名单|结果|方案|法案|草案|协定|条例|信号|报告|数据)$")
# what is held, and holds nothing itself
_HELD = re.compile(
    r"(?:[会會赛賽展节節]|仪式|儀式|典礼|典禮|活动|活動|选举|選舉|论坛|論壇|演出|讲座|講座|事件|事故)$"
)
_WARE = re.compile(
    r"(?:版|版本|新车|车型|手机|手機|新品|产品|產品|机型|機型|专辑|專輯|新书|新書|游戏|遊戲|车|車|药|藥|新药|新藥|疫苗)$"
)
_JUDGES = re.compile(r"(?:法官|裁判官|审判长|庭长)$")
_SIDES = re.compile(
    r"(?:[县市省州]府|公所|校方|学校|高校|基金会|(?:主办|承办|协办)?单位|俱乐部|工作室|国|新闻办|国新办|外事?办|台办|[众参两]院|议院|国会|双方|各方|两岸|两党|朝野|三方|民众|市民|学生|球迷|团体|居民|当地|本地|各地|全省|全市|消防|警察|海关|[球军]队|(?<![海陆领])[海陆空]军|工会|乐团)$"
)
_COURT = re.compile(r"(?:法院|[地高中]院|法庭|法官)$")
_PROSECUTES = re.compile(r"(?:[警检]方|检察官|地检署|检察院|检察署|检控官|控方)$")
_TIMES = frozenset({"start", "end", "close"})
# what begins and ends of a body or place
_LASTS = re.compile(
    r"(?:任期|会期|工作|行动|任务|工程|仪式|活动|会议|谈判|磋商|会谈|访问|演习|选举|公投|投票|调查|审理|聆讯|计划|项目|学期|假期|赛季|比赛|战争|战事|冲突|罢工|合约|合同)$"
)
_SUSPECTS = ("嫌疑人", "嫌犯", "疑犯", "逃犯", "毒枭")
_CASES = ("全案", "本案", "此案", "案件")
# 李男, 詹女: how papers of Taiwan call who is accused
_CASE = re.compile(r"(?:案|案件|被告|被告人|疑犯|嫌犯|男子|女子)$|^[\u4e00-\u9fff][男女嫌]$")
_BEGIN_OR_END = frozenset({"start", "launch", "hold", "end", "close"})
_OF_PRICES = frozenset({"rise", "fall", "trade", "reach", "report"})
_TRADED = frozenset({"出口", "进口"})
_APPEARS = frozenset({"open", "complete", "finance", "launch", "publish", "release"})
_AMOUNT = re.compile(ATTRIBUTE.pattern[:-2] + r"|[风雨水震]力|降雨量|雨量|气温)$")
_HARM = frozenset({"die", "injure"})
_BUILT = re.compile(r"(?:房屋|民房|建筑物?|楼房|住宅|道路|桥梁|大楼|厂房|校舍|屋顶|围墙)$")
# of a clause before; 救援人员寻获他，送院后|不治
_UNHARMED = re.compile(_BUILT.pattern + r"|^(?:救援|搜救|救护|医护|消防)[^，]{0,4}$")
AS_BEFORE = re.compile("(?:至|到|了)?(?:正常|如常|原状|常态|平静|原样|畅通|通畅|原貌)(?=$|[，。；、])")
GOES_ON = re.compile("(?:[仍还正尚]在?|持续)(?:进行|继续|持续)")  # 开票|仍在进行: neither by whom nor what
_REASON = 66  # code points: the longest clause that gives one, with its mark
_FOR_REASON = re.compile(r"(?:^|[，。；\n])(?:由于|因为)[^，。；\n]{2,60}，$")  # 由于工会并入地方，|引发不满
_STORMS = frozenset({"登陆", "掠过"})  # what no place does
_EMERGES = frozenset("传出 爆出 曝出 传来".split())  # 10月2日又|传出审查: nobody told of before
# 此次巴黎奥运被卷入风波，|击败波兰选手: the games win nothing
_IN_GAMES = frozenset({"win", "lose", "reach", "score"})
_GAMES = re.compile(r"(?:奥运会?|冬奥会?|残奥会?|亚运会?|世界杯|世锦赛|亚锦赛|全运会)$")
_TALKS = re.compile(r"(?:谈判|磋商|会谈|协商|调解)$")
# kinds of verbs that may stand in pairs before one object: 查封没收, 击落击毁
_TWINS = frozenset("arrest investigate ban attack damage sanction sue".split())
_ON_LISTS = frozenset({"列入", "列为"})
# verbs that are no nouns
_NO_NOUNS = frozenset(
    "身亡 归案 回国 倒闭 自首 投降 成交 动工 投产 实施 施行 生效 通车 病逝 离世 遇难 罹难 落网 落马 逃逸 潜逃 离开 返回 抵达 "
    "退场 离场 走低 走高 走强 走弱 收涨 收跌 上涨 下跌 丧生 下台 就职 上任 入狱 起火 坠毁 沉没 失联 走失 升井 殉职 求助".split()
)
# what a thing cannot do of itself
_MADE_PUBLIC = frozenset({"publish", "release", "launch", "produce"})
_OF_SOMEBODY = frozenset("宣布 宣告 证实 发文 发帖 发函".split())  # what nothing undergoes: 女友|发文
_WORKS = frozenset({"WORK_OF_ART", "LAW"})
_OF_MIND = frozenset(
    "meet sign vote approve propose announce appoint arrest sue sanction build complete support oppose agree investigate join say".split()
)
WILLED = frozenset({"publish", "announce", "pass", "approve", "sign", "vote", "appoint"})


class ArgumentKinds(Passives):
    """The kinds of arguments."""

    def _works_alone(self, subject: tuple[Argument, ...]) -> bool:
        return bool(subject) and all(self._label(argument) in _WORKS for argument in subject)

    def _sits(self, subject: tuple[Argument, ...], clause: Clause, trigger: int) -> bool:
        """Whether a subject judges: a court, or 裁判官|苏文隆."""
        if not subject or _COURT.search(subject[-1].text):
            return bool(subject)
        named = [m for m in self.between(clause.start, trigger) if m.mention_id == subject[-1].mention_id]
        return any(_JUDGES.search(self.norm, max(0, m.start - 4), m.start) for m in named)

    def _able(
        self, clause: Clause, candidate: Candidate, subject: tuple[Argument, ...], *, own: bool
    ) -> tuple[Argument, ...]:
        """Of a subject what can do it: no person is traded, no typhoon signs, and no province comes to an end."""
        kind = candidate.trigger.type
        figure = kind in _OF_PRICES or candidate.surface in _TRADED
        if (
            not own
            and figure
            and not self.moved(clause, candidate.start)
            and (self._people_alone(subject) or any(map(self.is_public, subject)))
        ):
            return ()  # 张国清抵达现场。…股价急挫，收报1.86港元
        if not own and candidate.trigger.roles == "actor-object" and burns(subject):
            return ()
        if not own and candidate.surface == "确认" and self.norm[candidate.start - 1] == "已":
            return ()  # 截至13日，已确认10人遇难
        if not own and (candidate.surface in _EMERGES or GOES_ON.match(self.norm, candidate.end, clause.end)):
            return ()
        if kind == "cause" and _FOR_REASON.search(self.norm, max(0, clause.start - _REASON), clause.start):
            here = self.norm[clause.start : candidate.start]  # nobody told of before
            subject = tuple(a for a in subject if normalise(a.text) in here)
        if candidate.surface in _STORMS:  # 华南沿海严阵以待。预计今日在香港南面|掠过
            names = {name.mention_id for name in self.between(clause.start, candidate.start)}
            subject = tuple(a for a in subject if a.mention_id in names or self._label(a) not in PLACES)
        if not own and candidate.surface == "罢工" and not any(a.mention_id for a in subject):
            return tuple(a for a in subject if not _TALKS.search(normalise(a.text)))  # 谈判破裂，将罢工
        if kind == "judge" and not own:  # 检察官讯后声押，经法院审理，今天|裁定羁押
            subject = tuple(a for a in subject if not _PROSECUTES.search(normalise(a.text)))
        if kind in _HARM and not own and not self.moved(clause, candidate.start):
            return tuple(a for a in subject if a.mention_id or not _UNHARMED.search(normalise(a.text)))
        if not own:
            subject = tuple(
                a
                for a in subject
                if self._label(a) != "LOC" and self._may_win(kind, a) and not self._is_deed(a)
                if kind not in _IN_GAMES or not _GAMES.search(normalise(a.text))
            )
        if kind in _OF_MIND:
            subject = tuple(a for a in subject if self._label(a) not in _WORKS | {"EVENT"})
            return tuple(a for a in subject if own or a.mention_id or not _AMOUNT.search(normalise(a.text)))
        if own and kind in _TIMES and len(subject) == 1 and self._label(subject[0]) in {"GPE", "LOC", "ORG"}:
            return self._what_of(clause.start, candidate.start, subject[0]) or subject
        return subject

    def _is_deed(self, one: Argument) -> bool:
        """审理 of 经审理查明，收受财物: a verb that the segmenter takes for a noun."""
        return not one.mention_id and (
            one.text.startswith(("以利", "以便")) or self._acts(normalise(one.text))  # 以利工程决标，|完成
        )

    def _may_win(self, kind: str, one: Argument) -> bool:
        """改判涉及三场赛事，9月4日|击败新加坡: a noun of the clause before wins nothing unless it is people or a team."""
        noun = normalise(one.text)
        return kind != "win" or bool(one.mention_id or PEOPLE.search(noun) or SPEAKER.search(noun))

    def _what_of(self, start: int, trigger: int, owner: Argument) -> tuple[Argument, ...]:
        """任期 of 立法会任期今天届满, 救援工作 of 甘肃救援工作结束: the noun behind a name, which may begin or end."""
        named = [m for m in self.between(start, trigger) if m.mention_id == owner.mention_id]
        end = named[-1].end if named else trigger
        bare = self.bare(end, trigger)
        if bare is None or not self.norm.startswith(normalise(bare.text), end):
            return ()
        return (bare,) if _LASTS.search(normalise(bare.text)) else ()

    def _stands_trial(self, subject: tuple[Argument, ...], clause: Clause, trigger: int) -> bool:
        """Whether a subject is who or what is judged: a person who is no judge, or 受贿案."""
        if not subject or self._sits(subject, clause, trigger):
            return False
        one = subject[-1]
        return self._label(one) == "PERSON" or _CASE.search(normalise(one.text)) is not None

    def _is_act(self, argument: Argument) -> bool:
        """Whether an object is nothing but a listed verb that takes none: 自杀|身亡, 抓获|归案, 颁布|实施."""
        act = self.context.lexicon.happenings.triggers.get(normalise(argument.text))
        return act is not None and not act.noun and (act.type in _APPEARS or act.surface in _NO_NOUNS)

    def _named_last(self, start: int, stop: int) -> bool:
        """Whether nothing but nouns stands behind a verb of speech: 答复《联合早报》询问."""
        return not any(
            (token.tag == "v" or self._acts(token.word))
            and token.end - token.start > 1
            and not self.taken[token.start]
            and token.end < stop
            for token in self.context.tokens_in(start, stop)
        )

    def _past_twin(self, candidate: Candidate, stop: int) -> int:
        """Where the object of 查封|没收一批手表 begins: behind a second verb of the same kind that takes one."""
        end = candidate.end
        token = self.context.token_at(end) if end < stop else None
        if token is None or token.start != end or candidate.trigger.type not in _TWINS:
            return end
        if candidate.surface in _ON_LISTS:
            return end  # 列入|制裁名单
        second = self.context.lexicon.happenings.triggers.get(token.word)
        twin = second is not None and second.type in _TWINS and second.roles == "actor-object"
        return token.end if twin and stop - token.end > 1 else end

    def _people_alone(self, subject: tuple[Argument, ...]) -> bool:
        return bool(subject) and all(self._label(argument) == "PERSON" for argument in subject)

    def _suffers(
        self, subject: tuple[Argument, ...], candidate: Candidate, behind: tuple[Argument, ...]
    ) -> bool:
        """Whether the subject is what something was done to: 名单公布, 新制公布后, 大选投票."""
        if not subject or any(argument.mention_id for argument in subject):
            kind = candidate.trigger.type
            done_to = {"EVENT"} if kind == "hold" else _WORKS if kind in _MADE_PUBLIC else set()  # 书展|登场
            return (
                bool(done_to) and not behind and all(self._label(argument) in done_to for argument in subject)
            )
        noun = normalise(subject[0].text)
        people = SPEAKER.search(noun) or PEOPLE.search(noun) or noun[0].isdigit()
        papers = candidate.trigger.type == "publish" and noun.endswith(("公告", "声明", "通知", "报告"))
        willed = (
            candidate.trigger.type in WILLED
            and not behind
            and (papers or not people)
            and candidate.surface not in _OF_SOMEBODY
        )
        sent = candidate.trigger.type == "transfer" and noun.endswith(_CASES + _SUSPECTS)
        willed = willed or sent
        put_out = candidate.trigger.type == "rescue" and burns(subject[:1])
        held = candidate.trigger.type == "hold" and not behind and _HELD.search(noun)  # 主席选举|登场
        return bool(willed or put_out or held or _MEASURED.search(noun))

    def _happening(
        self, subject: tuple[Argument, ...], behind: tuple[Argument, ...], *, arises: bool
    ) -> Roles:
        """大会举行: what is held is no doer; 中华队举行游行: who holds it is."""
        labels = _WORKS | ({"EVENT", ""} if behind else {"EVENT", "PRODUCT", ""})
        if behind and arises:
            return Roles(subject, behind)  # 煤矿发生透水事故
        held = [a for a in subject if self._label(a) in labels and not (behind and self._is_body(a))]
        doers = tuple(a for a in subject if a not in held)
        if doers and behind:
            return Roles(doers, behind)
        if behind and len(held) == 1 and _CASE.search(normalise(held[0].text)):
            return Roles((), behind)  # 案件押后至8月2日举行|审前会议
        if not behind:  # 命令生效: no person takes effect
            subject = tuple(a for a in subject if self._label(a) != "PERSON")
        occasion = any(_HELD.search(a.text) for a in behind)  # 乡公所举行|音乐会
        return Roles((), behind if occasion else subject or behind)

    def _taken_up(self, trigger: Trigger, subject: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """Of the subject of the clause before what can be held or take effect: 欧盟宣布征税，次日生效 is not said of 欧盟."""
        subject = tuple(a for a in subject if a.mention_id or not _is_people(a))  # 12万人报名，次日|放榜
        if trigger.type not in _BEGIN_OR_END:
            return subject
        return tuple(a for a in subject if self._label(a) not in DOERS - {"PRODUCT"})

    def _is_body(self, argument: Argument) -> bool:
        """市图书馆, 主办方: words for who may hold something, and for nothing that is held."""
        text = normalise(argument.text)
        body = SPEAKER.search(text) or _SIDES.search(text)
        return not argument.mention_id and bool(body) and not _HELD.search(text)

    def holds(self, argument: Argument) -> bool:
        """Whether it may hold a meeting or a fair: a person, a body or a state."""
        return self._label(argument) in DOERS - {"PRODUCT"} or self._is_body(argument)

    def is_ware(self, argument: Argument) -> bool:
        """新车, 《…》繁体中文版: what comes to market, and no company."""
        return self._label(argument) in {"WORK_OF_ART", "PRODUCT"} or _WARE.search(argument.text) is not None

    def _label(self, argument: Argument) -> str:
        if not argument.mention_id:
            return ""
        return self.labels.get(argument.mention_id, "")

    def can_speak(self, argument: Argument) -> bool:
        """Whether words can be attributed to it: a person, a body, or a noun for one; no 环境, 数据 or 结果."""
        if argument.mention_id:
            return self._label(argument) in {"PERSON", "ORG"}
        return bool(SPEAKER.search(normalise(argument.text)))


def _is_people(argument: Argument) -> bool:
    """12万人, 个人, 考生: words for people, of whom nothing is held or put out."""
    noun = normalise(argument.text)
    return PEOPLE.search(noun) is not None and (
        noun[0].isdigit() or noun.endswith(("人", "生", "者", "员", "民"))
    )
