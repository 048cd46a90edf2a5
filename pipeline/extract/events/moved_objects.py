"""What 把 and 将 move before the verb, and whom 对 puts there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.adverbs import ADVERBS
from pipeline.extract.events.antecedents import SOMEBODY
from pipeline.extract.events.noun_frames import CELL
from pipeline.extract.events.objects import Objects
from pipeline.extract.events.whole_names import PLACES
from pipeline.model import Argument

if TYPE_CHECKING:
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

DOERS = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT"})
SPEAKER = re.compile(
    SOMEBODY.pattern[:-1]
    + r"|[人员者长师家手民警生官]|总统|主席|总理|首相|总裁|总监|书记|记者|代表|业主|公司|集团|企业|银行|机构|协会|政府|当局|法院|部门"
    r"|[警检校院美中日韩英法德俄欧官军厂馆资劳双各三两]方|[书物术念]馆|[判表涉察查师员使乐剧舞]团|大学|医院|工会|委员会|[部局署厅]|公告|声明|通知|报告|报道|媒体|中心|消防|(?:气象|天文|电视|广播)台|电台)$"
)
# 被剥奪冠军后|队徽改为; not 后方, 时任, 前妻
OVER = re.compile(
    r"(?<=[^\W_])(?:[之以]?(?<![最前然幕背落])后(?![方备援续台勤])|(?<![小同即届瞬])时(?![任代间])|(?<![名位])前(?![往进线]))"
)
_FAR = 10  # code points of the nouns before a name: 将网上逃犯|李明
_RELATIVE = 3  # code points of a verb alone: 被困, 受伤
_OBJECT_MARK = re.compile(r"(?:把|将)")
_ON_TO = re.compile(r"[从由在于向以至到为按分再全均都一进重大立正也又暂]")
# 裁定|该补贴违规: what is ruled on; 裁定|罪名成立 is how it went for the subject
_RULINGS = frozenset("裁定 裁决 审理".split())
_VERDICT = re.compile(
    r"(?:其)?(?:全部|各项|[0-9一二两三四五六七八九十]项)?(?:罪名|罪成|[有无]罪|表证|羁押|还押|收押|入狱|监禁|坐牢|死刑|[有无]期徒刑|缓刑|交保|保释|[不成败胜]|完[毕结]|终结|[时后前，；。])"
)


_TO = re.compile(r"(?:(?<![一反面针相绝])对|到|赴|前往|飞往|来|抵达)$")
_PAYS = re.compile(
    r"(?:进行|展开|作|做|开展)?(?:为期|历时)?[^，；。的]{0,8}的?(?:正式|国事|工作|友好|短暂|首次|一日|学术|实地)*"
)


WHOM = 28  # code points from 对 to the verb
_TOWARDS_WHOM = re.compile(
    r"(?<![反面针相绝应])对(?P<whom>[^，；。的]{2,20}?)"
    r"(?:依法|正式|共|合共|合计)?(?:进行|展开|开展|实施|采取|作出|做出|处以?|开出|予以|给予|提出|提起|发起|启动|施以|课以|科以|并处)?$"
)


def rules_on(norm: str, surface: str, end: int, stop: int) -> bool:
    """谢夫乔维奇裁定|该补贴违规: a verb with what it rules on behind it has who rules before it, no one who is judged."""
    end += norm.startswith("了", end)
    return surface in _RULINGS and stop - end > 1 and _VERDICT.match(norm, end, stop) is None


_ACCUSED = re.compile(r"(?<![一反面针相绝])对(?:(?:原审)?被告人?|罪犯|上诉人)")


class MovedObjects(Objects):
    """Objects before their verb."""

    def moved(self, clause: Clause, trigger: int) -> tuple[Argument, ...]:
        """The object that 把 or 将 moved before the verb: 将逃犯|李明(男)|抓获."""
        names = [m for m in self.between(clause.start, trigger) if m.end <= trigger]
        accused = _ACCUSED.search(self.norm, clause.start, trigger)
        judged = [m for m in names if accused is not None and m.start == accused.end()]
        if judged:
            return (Argument(judged[0].mention_id, judged[0].text),)  # 对被告人|李某判处无期徒刑
        nearest = max(0, clause.start - _FAR - 1)  # where the mark of the first name may stand
        if self.norm.find("把", nearest, trigger) < 0 and self.norm.find("将", nearest, trigger) < 0:
            return ()
        moved = [m for m in names if self._is_moved(m)]
        for name in names if len(moved) == 1 else ():
            if self.norm[moved[-1].end : name.start] in {"、", "和", "与", "及"}:
                moved.append(name)  # 将陈某、|蔡某抓获
        if moved:
            return tuple(self._nouns_of(moved, trigger))[:3]
        mark = max(self.norm.rfind("把", clause.start, trigger), self.norm.rfind("将", clause.start, trigger))
        return () if names and names[-1].start > mark else self._moved_noun(clause.start, trigger)

    def _is_moved(self, name: EntityMention) -> bool:
        """Whether 把 or 将 stands before a name, with nothing but nouns between; none in 名将|班超."""
        index = self.context.token_index(name.start) - 1
        tokens = self.context.tokens
        while (
            index >= 0
            and (tokens[index].tag[:1] in "nsm" or tokens[index].word[-1] in "犯人员者")
            and name.start - tokens[index].start <= _FAR
        ):
            index -= 1
        return index >= 0 and _OBJECT_MARK.fullmatch(tokens[index].word) is not None

    def _moved_noun(self, start: int, trigger: int) -> tuple[Argument, ...]:
        """双边关系 of 将双边关系升级为伙伴关系, 两名官员 of 将两名官员列入名单."""
        at = max(self.norm.rfind("把", start, trigger), self.norm.rfind("将", start, trigger)) + 1
        token = self.context.token_at(at - 1) if at > start else None
        if token is None or token.end - token.start != 1 or self.taken[at - 1]:
            return ()
        counted = self.count_end(self._behind_relative(at, trigger))
        end = self.nouns(counted, trigger)
        first = self.context.token_at(counted)
        if first is None or first.word in ADVERBS:
            return ()  # 将|集体搬迁
        whole = end > counted and (end == trigger or _ON_TO.match(self.norm, end) is not None)
        return (Argument("", self.context.raw(at, end)),) if whole and end - at <= CELL else ()

    def _behind_relative(self, at: int, trigger: int) -> int:
        """Where the noun of 将被困的|乘客救出 begins."""
        of = self.norm.find("的", at, trigger)
        verb = self.context.token_at(of - 1) if of > at else None
        return of + 1 if verb is not None and verb.start == at and of - at <= _RELATIVE else at

    def towards_whom(self, start: int, trigger: int) -> tuple[Argument, ...]:
        """渣打银行 of 对渣打银行处以罚款, 两家酒店 of 对两家酒店进行调查."""
        mark = _TOWARDS_WHOM.search(self.norm, max(start, trigger - WHOM), trigger)
        if mark is None or not self.alone(mark.start()):
            return ()
        names = [m for m in self.between(mark.start("whom"), mark.end("whom")) if m.end <= mark.end("whom")]
        if names:
            return tuple(self._nouns_of(names, mark.end("whom")))[:2]
        until = self.nouns(self.count_end(mark.start("whom")), mark.end("whom"))
        whole = until == mark.end("whom") and until - mark.start("whom") > 1
        return (Argument("", self.context.raw(*mark.span("whom"))),) if whole else ()

    def called_on(self, start: int, trigger: int) -> tuple[Argument, ...]:
        """泰国 of 对泰国进行正式访问, of 赴泰国访问: the place before the noun that says what is done there."""
        names = [m for m in self.between(start, trigger) if m.end <= trigger and m.label in PLACES]
        if not names or _PAYS.fullmatch(self.norm, names[-1].end, trigger) is None:
            return ()
        called, first = [names[-1]], names[-1].start
        for name in reversed(names[:-1]):
            if name.end + 1 == first and self.norm[name.end] in "、和与及":
                called.insert(0, name)  # 对新西兰、澳大利亚进行访问
                first = name.start
            first = name.start if name.end == first else first  # 泰国|曼谷
        if not _TO.search(self.norm, start, first):
            return ()
        return tuple(Argument(place.mention_id, place.text) for place in called[-3:])
