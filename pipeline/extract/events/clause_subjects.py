"""The subject of a clause: what its verb is said of, or what a clause without a verb is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.arguments import Arguments
from pipeline.extract.events.candidates import GOVERNING, STATE
from pipeline.extract.events.clauses import Clause
from pipeline.extract.events.hearsay import is_document
from pipeline.extract.events.moved_objects import OVER, SPEAKER
from pipeline.extract.events.whole_names import PEOPLE
from pipeline.gates import firsts
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.candidates import Candidate
    from pipeline.model import EntityMention


_POST = r"(?:书记|主席|[部厅局市省县区院校]长|秘书长|主任|董事长|总经理|常委|成员|委员)"
_POSTS = re.compile(
    rf"(?![是为任兼曾现出担系乃当])(?>[、和及]?(?:(?!{_POST})[\u4e00-\u9fff]){{0,8}}{_POST})++(?:等职务?(?:上的?(?:职务)?(?:便利|影响)[^，；。]{{0,10}}|期间)?)?"
)
_AND_POST = re.compile(rf"[\u4e00-\u9fff]{{0,8}}{_POST}兼[\u4e00-\u9fff]{{2,26}}{_POST}")
_OFFICE = re.compile(r"(?:等职务|职务|职权|地位|身份)(?:上|形成)?的?(?:便利(?:条件)?|影响力?)$")
_FOUND_OUT = re.compile(r"经[^，；。]{0,12}(?:查明|查实|认定|核实)$")
_SINCE = re.compile(
    r"(?<![来源出各亲独擅])自(?![己身家我由主动行然治称首])[^，；。]{4,30}?(?:之?后|以来)(?![续期备者台])"
)
_CASE = re.compile(r"一?案$")
_VIEWED = re.compile(r"(?:分|[按从就依以]|由)[^，；。]{1,16}?(?:来?看|而言|来[说讲]|划分)")
_NOBODY = ("以及", "包括", "涵盖", "其中包括", "两罪并罚", "数罪并罚", "三罪并罚")
_SO_MANY = re.compile(
    r"[\u4e00-\u9fff]{1,8}[0-9][0-9,.]*[万亿千百]?[余多]?[\u4e00-\u9fff]{1,2}(?:\([\u4e00-\u9fff]\))?"
)
_VIEWED_FIRSTS = firsts(_VIEWED)
_AFTER_CHECKS = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,6}?)[其随]?后?经过?(?![济纪营理销贸典历])[^，；。]{2,14}后"
)
_BY_COURT = re.compile(
    r"(?:[一二三]审|案件|全案|本案)?(?:改|移)?由(?P<court>[^，；。]{2,16}(?:法院|法庭|[地高]院))(?:负责|开庭)?审理"
)
_CHECKED = frozenset("用由经")  # of the three ways in which a clause says who did what comes first
_BY_NOW = 10  # code points from where the clause begins to its 经
_CAUSES = re.compile(r"[让令使]")
_SHOWS = frozenset("显示 披露 指出 称 写道 提到 表明 载明 列明 透露 说明".split())
_AMOUNT = re.compile(
    r"(?:注册资本|注册资金|总投资额?|投资额|造价|工期|震度|震级|规模|风力|阵风|气温|温度|深度|比分|年龄|售价|总价|票价)$"
)


class ClauseSubjects(Arguments):
    """Subjects of whole clauses, of which some hold no verb."""

    def clause_subject(
        self,
        clause: Clause,
        placed: list[Candidate],
        main: Candidate | None,
        at: int,
        known: Told,
        before: tuple[Argument, ...],
    ) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The subject of the clause, also where it stands before what is adverbial or behind 这是."""
        doers = (c.doer for c in placed if c.doer is not None and main is None)
        doer = next(doers, None) or self.closing_name(clause)
        governed = any(
            c.place == "main" and c.start > clause.start for c in placed
        )  # 警方|逮捕|涉案的李明和王强
        closing = [] if governed else self.closing_names(clause)
        ends = [doer] if doer is not None else closing
        if ends:
            return tuple(self.whole(one) for one in ends), ends[0]  # 榮獲布克獎的|韓江，今年獲得諾貝爾獎
        since = _SINCE.search(self.norm, clause.start, at) if main is not None else None
        if since is not None:  # 自甲接班后|进入核心
            behind = self.subject(Clause(since.end(), clause.end, clause.mark), at, known, before)
            return behind if behind[0] else self.subject(clause, since.start(), known, before)
        here, mention = self.subject(clause, at, known, before)
        if self._names_nobody(clause, main, here):
            return (), None  # 讨论股利，以及员工奖金，将于10日公告
        if main is None and self._only_names(clause, mention, before):
            return (), None
        one = None if main is not None or placed or mention else self.opens(clause.start, clause.end)
        if one is not None:
            return (one,), None  # 一名30岁男子昨晚在码头形迹可疑，涉嫌游荡被捕
        if main is None and here and self.all_places(clause):
            return (), None  # 河北省河间市，1949年参加革命: where somebody was born
        if main is None and at == clause.end and here and not here[0].mention_id:
            opens = clause.mark != "、" and self.norm.startswith(normalise(here[0].text), clause.start)
            return (here, mention) if opens else ((), None)  # 一天都不训练: what stands last does nothing
        if main is None and here and not here[0].mention_id:
            return self._measured(here, clause), mention
        if main is not None and placed[0] is not main and placed[0].place == "adverbial":
            mark = OVER.search(self.norm, placed[0].end, at)
            said = -1 if not here else self.norm.find(normalise(here[0].text), placed[0].end, at)
            place = mention.start if mention is not None else said
            if here and mark is not None and placed[0].end <= place < mark.start():
                return self.subject(clause, placed[0].start, known, before)  # 走访|某市的银行后发现
        if here or main is None:
            return here, mention
        if placed[0] is not main and placed[0].place == "adverbial":
            return self.subject(clause, placed[0].start, known, before)
        if main.trigger.type == STATE and main.start == clause.start:
            return self.cleft(main.end)
        return here, mention

    def _names_nobody(self, clause: Clause, main: Candidate | None, here: tuple[Argument, ...]) -> bool:
        """Whether what a clause seems to tell of does nothing in the next: 据招股书显示，2021年完成融资; 以及员工奖金，将公告."""
        if main is None:
            opens = self.norm.startswith(_NOBODY, clause.start)
            return opens or self._viewed(clause) or self._counted(clause)
        shown = main.surface in _SHOWS and bool(here) and not here[0].mention_id
        return shown and is_document(normalise(here[0].text))

    def _counted(self, clause: Clause) -> bool:
        """帐篷50顶、|棉被200床，已发放…: the last of what is listed by its number."""
        return self.norm[clause.start - 1] == "、" and bool(
            _SO_MANY.fullmatch(self.norm, clause.start, clause.end)
        )

    def _viewed(self, clause: Clause) -> bool:
        """分季度看，一季度增长6.7%: in which respect, and nobody."""
        opens = self.norm[clause.start] in _VIEWED_FIRSTS
        return opens and _VIEWED.fullmatch(self.norm, clause.start, clause.end) is not None

    def checked(self, clause: Clause) -> Argument | None:
        """警方 of 警方经调查后，拘捕两名男子: who did what comes first, where a clause tells no more."""
        if _CHECKED.isdisjoint(self.norm[clause.start : clause.end]):
            return None
        office = self.norm.find("利用担任", clause.start, clause.end)
        people = [m for m in self.between(clause.start, office) if m.label == "PERSON"] if office > 0 else []
        if people:
            return self.whole(people[-1])  # 被告人李某|利用担任副市长等职务上的便利
        court = _BY_COURT.fullmatch(self.norm, clause.start, clause.end)
        names = self.between(clause.start, clause.end) if court is not None else []
        if court is not None and names and names[-1].end == court.end("court"):
            return self.whole(names[-1])  # 二审由高等法院审理，今天驳回上诉
        if self.norm.find("经", clause.start, clause.start + _BY_NOW) < 0:
            return None
        first = _AFTER_CHECKS.fullmatch(self.norm, clause.start, clause.end)
        if first is None or self.between(clause.start, first.end("who")):
            return None
        who = first["who"]
        known = SPEAKER.search(who) or PEOPLE.search(who) or _CASE.search(who)
        return Argument("", self.context.raw(*first.span("who"))) if known else None

    def _only_names(
        self, clause: Clause, mention: EntityMention | None, before: tuple[Argument, ...]
    ) -> bool:
        """担任省委副书记，|甲市市委书记，收受财物; 法院宣判，|部长李某受贿一案，判处死刑: whoever is named goes on with nothing."""
        if _FOUND_OUT.match(self.norm, clause.start, clause.end):
            return True  # 经审理查明，
        office = _OFFICE.search(self.norm, clause.start, clause.end)
        used = self.norm.find("利用", clause.start, office.start()) if office is not None else -1
        if office is not None and not any(m.label == "PERSON" for m in self.between(clause.start, used)):
            return True  # 利用担任甲省|省长等职务上的便利，收受财物
        if office is not None:
            return False  # 李某利用职务便利，收受财物
        if mention is None:
            named = [m for m in self.between(clause.start, clause.end) if m.start == clause.start]
            return bool(named) and _POSTS.fullmatch(self.norm, named[-1].end, clause.end) is not None
        posts = _POSTS.fullmatch(self.norm, mention.end, clause.end) or (
            _AND_POST.fullmatch(self.norm, mention.end, clause.end)
        )
        case = _CASE.search(self.norm, clause.start, clause.end) if before else None
        return posts is not None or case is not None

    def subject_of_content(
        self, clause: Clause, placed: list[Candidate], candidate: Candidate, told: Told
    ) -> tuple[Argument, ...] | None:
        """泰军 of 指责泰军7月24日开火: of whom it is said behind the verb that says, asks or blames."""
        said = [
            c
            for c in placed
            if (c.place == "helper" or (c.place == "main" and c.trigger.type == "announce"))
            and c.listed
            and c.trigger.type in GOVERNING
            and c.end <= candidate.start
        ]
        if not said:
            return None
        start = said[-1].end
        if self.bare(start, candidate.start) is None and not self.between(start, candidate.start):
            return None
        return self.subject(Clause(start, clause.end, clause.mark), candidate.start, told)[0]

    def causer(self, clause: Clause, at: int) -> tuple[Argument, ...]:
        """最高法院 of 最高法院今天让总统遭遇挫败，驳回…: who made somebody suffer goes on, not who suffered."""
        mark = _CAUSES.search(self.norm, clause.start + 2, at) if at > clause.start + 2 else None
        while mark is not None and not self._alone(mark.start()):
            mark = _CAUSES.search(self.norm, mark.end(), at)
        if mark is None:
            return ()
        names = [m for m in self.between(clause.start, mark.start()) if m.label in {"ORG", "PERSON", "GPE"}]
        behind = any(m.label == "PERSON" for m in self.between(mark.end(), at))
        if not behind or not names or self.governed(clause.start, names[-1], names):
            return ()
        return (Argument(names[-1].mention_id, names[-1].text),)

    def _alone(self, place: int) -> bool:
        token = self.context.token_at(place)
        return token is None or token.end - token.start == 1

    def _measured(self, here: tuple[Argument, ...], clause: Clause) -> tuple[Argument, ...]:
        """铁路 of 铁路全长300公里，明年通车; nothing of 全长300公里: no length opens to traffic."""
        noun = normalise(here[0].text)
        if _AMOUNT.search(noun):
            return ()  # 最大震度4级，未发布警报
        measure = self.context.lexicon.amounts.measures.before(noun, len(noun))
        if measure is None:
            return here
        owner = here[0].text[: measure[1]].rstrip("的总總")
        at = self.norm.rfind(noun, clause.start, clause.end)
        last = self.context.token_at(at + len(owner) - 1) if at >= 0 else None
        is_noun = last is not None and last.tag[0] in "nj"
        return (Argument("", owner), *here[1:]) if len(owner) > 1 and is_noun else here[1:]

    def subject_of(
        self,
        clause: Clause,
        part: Clause,
        candidate: Candidate,
        placed: list[Candidate],
        known: Told,
        before: tuple[Argument, ...],
    ) -> tuple[Argument, ...]:
        """Who one verb is said of; ``before`` is the subject of its clause, ``part`` where its own words stand."""
        subject = self.counted_people(candidate) or before
        if candidate.place == "main":
            own = self.subject_of_content(clause, placed, candidate, known)
            subject = () if known.unclear and own == () else own or subject  # 球团确认|他不会回归
        if candidate.place == "adverbial":
            subject = self.subject(clause, candidate.start, known, subject)[0] or subject
        if part.start > clause.start:
            subject = self.subject(part, candidate.start, known, subject)[0] or subject
        return subject

    def take_down(self, known: Told, clause: Clause, at: int) -> None:
        """Take down the names of a clause that comes to what it tells at ``at``."""
        names = self.between(clause.start, clause.end)
        for name in names:
            known.see(name, self.title_of(name) if name.label == "PERSON" else "")
            if name.label in {"PRODUCT", "FAC"}:
                self.kind_of(name, known)
        if len(names) > 1:
            known.gather([name for name in names if not self.gives_title(name)], self.norm)
        people = [(m.start - clause.start, m.end - clause.start) for m in names if m.label == "PERSON"]
        known.hear_of(self.norm[clause.start : clause.end], people, at - clause.start)
