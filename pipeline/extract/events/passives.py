"""What 被, 遭, 受 and 由 do: who did it, and to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.moved_objects import DOERS, OVER, SPEAKER, WHOM, MovedObjects
from pipeline.extract.events.whole_names import PEOPLE
from pipeline.model import Argument
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_BY = re.compile(r"(?:被(?!迫|追?问|告知)|遭到?|获|由|受(?![访理邀聘命托灾损伤困害惊])到?)")
_WEIGHED_ON = re.compile(r"[^，；。]{1,12}(?:影响|冲击|拖累|波及|启发|鼓舞|委托)")  # 受台风影响|取消
_THIS_PERSON = re.compile(
    r"(?:[这那]|一|上述|涉案)?[名位](?:当时)?(?P<who>(?!当时|时年|现年|年[约仅近满])[\u4e00-\u9fff]{2,8}?)(?=[于在因]|[0-9]|[昨今前]|日前|近日|试图|随后|其后)"
)
_SO_MANY = re.compile(
    r"(?P<who>(?:超过|逾|近|约|有)?(?:[一过]半|半数|大半|大部分|多数|部分|其中[^，；。被]{1,6}?))(?:人)?(?:已经?|都|均)*"
)
# 被警方|以管有武器罪拘捕: what for
_CHARGE = re.compile(r"(?:以(?![上下来及前后色内外])|因(?!此|而)|涉嫌|按照?|依照?|根据)")
# 将3名|被困乘客救出
_SO_MANY_MOVED = re.compile(r"[把将][0-9一二三四五六七八九十两数多几百千万]{1,6}[名位个人]$")
# 法院就|被停职总统|弹劾案举行辩论: which one
_WHICH_ONE = re.compile(
    r"被(?:停职|免职|撤职|罢免|弹劾|通缉|制裁|起诉|指控)的?前?(?:总统|总理|首相|主席|部长|市长|议员|官员|高官)"
)
_MOVES = frozenset({"rise", "fall", "change"})
# 遭|恐怖袭击, 遭|汽车炸弹袭击: how, not who
_BY_MEANS = re.compile(r"(?:恐怖|自杀式?|连环|网络|武装|持刀|汽车|人肉|路边|炸弹|火箭弹?|枪支)+")
_BY_VOTES = re.compile(r"以[^，；。]{1,40}票(?:赞成|反对|同意|弃权)?$")
_FROM_TO = frozenset(
    "升为 升任 晋升 晋升为 升至 转任 调任 改任 降为 转为 变为 改为 升格 升级为 更名为 扩大至 迁至 迁往 迁到".split()
)
_TITLE = 8  # code points: the longest between a state and the name of somebody of it
_BEFORE_GETTING = frozenset("已再曾终均也又并刚先后条")
_PLEA = re.compile(r"(?:上诉|申请|请求|抗诉|诉讼|提案|提议)$")
_FOR_WHICH = re.compile(r"(?:涉嫌|(?<![原起])因(?!此|而|应))[^，；。]{1,22}而$")


class Passives(MovedObjects):
    """Who stands behind 被, 遭, 受 and 由, and who before."""

    def passive(
        self, clause: Clause, trigger: int, candidate: Candidate, told: Told
    ) -> tuple[tuple[Argument, ...], tuple[Argument, ...], bool] | None:
        """(doers, patients, whether these are sure) where 被, 遭, 获 or 由 stands before the verb or the verb itself is one of suffering."""
        matches = [
            m
            for m in _BY.finditer(self.norm, clause.start, trigger)
            if trigger - m.end() <= 24
            and self.name_at(m.start()) is None  # 山本由伸
            and self._is_word(m.start(), m.end())
            and not (m.group()[0] == "受" and _WEIGHED_ON.match(self.norm, m.end(), trigger))
            and not self._over(m.end(), trigger)
            and not (m.group() == "由" and m.end() == trigger)  # 黄再由|杀害
            and not self._says_which_by(m.end(), trigger)
            and _WHICH_ONE.match(self.norm, m.start()) is None
            and not self._goes_whither(m.end(), trigger)
            and _SO_MANY_MOVED.search(self.norm, clause.start, m.start()) is None
        ]
        if matches and candidate.trigger.roles == "actor" and matches[-1].group() == "由":
            return self._left_to(matches[-1].end(), trigger)
        if not matches or candidate.trigger.roles not in {"actor-object", "object"}:
            return None
        by = matches[-1]
        if by.group() == "由" and candidate.trigger.type in _MOVES and self.number_at(by.end()) is not None:
            return None  # 由20人|下修至17人
        if by.group() == "由" and candidate.surface in _FROM_TO:
            return None  # 由秘书长|升任副省长, 由北京|迁至上海
        until = self._until_charge(by.end(), trigger)
        doers = tuple(
            self.whole(m)
            for m in self.between(by.end(), until)
            if m.label in DOERS and m.end <= until and not self._whose_person(m, until)
        )
        if not doers and candidate.trigger.type == "win" and self.name_at(candidate.end) is None:
            doers = self._work_before(by.end(), until)
        if not doers and until - by.end() >= 2 and not _BY_MEANS.fullmatch(self.norm, by.end(), until):
            bare = self.bare(by.end(), until)
            doers = (self.stands_for(bare.text, told, trigger) or bare,) if bare else ()
        if by.group() == "由" and not doers:
            return None
        suspected = _FOR_WHICH.search(self.norm, max(clause.start, by.start() - WHOM), by.start())
        edge = by.start() if suspected is None else suspected.start()  # 男子涉嫌扰乱治安而|被带走
        votes = _BY_VOTES.search(self.norm, clause.start, edge)
        edge = edge if votes is None else votes.start()  # 覆议案|以59票反对、50票赞成遭否决
        names = [m for m in self.between(clause.start, edge) if not self._bracketed(m, clause.start)]
        free = [m for m in names if not self.governed(clause.start, m, names)]
        patients = tuple(self.whole(m) for m in self.joined(free))
        bare = self.bare(free[-1].end if free else clause.start, edge)
        if bare is not None and (
            not patients
            or self.of_place(free[-1], bare, edge)
            or self._heads_phrase(free[-1], bare, edge)  # 刘平的|司机
        ):
            patients = (bare,)  # 弥敦道|一间金铺
        whom = () if patients else self._whom(clause.start, edge) or self._plea(clause.start, edge)
        return doers[:2], patients or whom, bool(whom) or any(one.mention_id for one in patients)

    def _left_to(
        self, start: int, trigger: int
    ) -> tuple[tuple[Argument, ...], tuple[Argument, ...], bool] | None:
        """王芳 of 本届奥运由王芳在跳水夺金: who did it, where the verb takes no object; not 由|台北出发."""
        names = [m for m in self.between(start, trigger) if m.end <= trigger]
        if not names or names[0].start - len(self.title_of(names[0])) != start or names[0].label != "PERSON":
            return None
        return (Argument(names[0].mention_id, names[0].text),), (), True

    def _work_before(self, start: int, end: int) -> tuple[Argument, ...]:
        """《海风》 of 最佳影片由呼声最高的《海风》夺下: the only name, right before the verb."""
        names = self.between(start, end)
        if len(names) != 1 or names[0].label != "WORK_OF_ART" or names[0].end != end:
            return ()
        return (Argument(names[0].mention_id, names[0].text),)

    def _whose_person(self, name: EntityMention, stop: int) -> bool:
        """韩国 of 由韩国女作家韩江摘下: the state that somebody behind it is of."""
        who = next((m for m in self.between(name.end, stop) if m.label == "PERSON"), None)
        return (
            name.label == "GPE"
            and who is not None
            and who.start - name.end <= _TITLE
            and not any(mark in self.norm[name.end : who.start] for mark in "、，和与及")
        )

    def _whom(self, start: int, by: int) -> tuple[Argument, ...]:
        """会计 of 这名会计于6月8日试图登机时被拦截, 超过一半 of 超过一半已被检控: who opens the clause."""
        opens = _SO_MANY.fullmatch(self.norm, start, by) or _THIS_PERSON.match(self.norm, start, by)
        return (Argument("", self.context.raw(*opens.span("who"))),) if opens else ()

    def _plea(self, start: int, by: int) -> tuple[Argument, ...]:
        """上诉 of 他的上诉8月4日被驳回."""
        while by > start and self.dated(by - 1):
            by -= 1
        plea = _PLEA.search(self.norm, max(start, by - 4), by)
        return (Argument("", self.context.raw(*plea.span())),) if plea is not None else ()

    def _until_charge(self, start: int, trigger: int) -> int:
        """Where 以管有武器罪 begins in 被警方以管有武器罪拘捕; the verb where nothing says what for."""
        for charge in _CHARGE.finditer(self.norm, start, trigger):
            token = self.context.token_at(charge.start())
            if token is None or token.start != charge.start() or self.taken[charge.start()]:
                continue
            if token.end <= charge.end() or token.tag in {"c", "p"}:  # 以管|有
                return charge.start()
        return trigger

    def _is_word(self, start: int, end: int) -> bool:
        token = self.context.token_at(start)
        if token is not None and token.end > end and token.tag == "n" and is_word(token.word):
            return False  # 被告, but 遭|惠誉
        if token is not None and token.word in {"遭人", "被人"} and token.start == start:
            return True
        glued = token is not None and token.end == end and token.word[:-1] in _BEFORE_GETTING
        if glued and self.norm[start:end] == "获":
            return True  # 已获|委任
        narrow = {"被", "遭", "遭到"}
        if (
            token is not None
            and self.norm[start:end] in narrow
            and (not is_word(token.word) or (token.start == start - 1 and token.word[0] in "险惨屡频"))
        ):
            return True  # 巡视|时遭, 险遭
        return token is None or ((token.start == start or self.dated(start - 1)) and token.end <= end + 1)

    def _says_which_by(self, start: int, trigger: int) -> bool:
        """由美国斡旋的|协议上月生效, 将被困的|乘客救出: a verb before 的 has taken up what 由 governs."""
        of = self.norm.find("的", start, trigger)
        verb = self.context.token_at(of - 1) if of > start else None
        if verb is None or verb.end != of or self.taken[of - 1]:
            return False
        return verb.tag == "v" or verb.start < start or self._acts(verb.word)

    def _goes_whither(self, start: int, trigger: int) -> bool:
        """被转介至医院|接受治疗: a verb right behind 被 that says whither has taken it up."""
        verb = self.context.token_at(start)
        if verb is None or verb.start != start or verb.tag[:1] != "v" or verb.end >= trigger:
            return False
        whither = verb.end + (self.norm[verb.end] in "至到往")
        return self.norm[whither - 1] in "至到往" and self.name_at(whither) is not None

    def _over(self, start: int, trigger: int) -> bool:
        """Whether 后, 时 or 前 ends what was suffered before the verb; 前 before a person or a title does not."""
        for mark in OVER.finditer(self.norm, start + 1, trigger):
            token = self.context.token_at(mark.start())
            if self.taken[mark.start()] or (token is not None and token.end > mark.end()):
                continue  # 前妻, 时报
            behind = self.context.token_at(mark.end())
            if mark.group() == "前" and behind is not None and behind.start == mark.end() < trigger:
                word = behind.word
                if behind.tag in {"j", "nr"} or SPEAKER.search(word) or PEOPLE.search(word):
                    continue  # 民进党前|立委
            return True
        return False
