"""The noun that a name behind a verb stands in: 北京大学的|校徽, 江苏选手|张勇, 审理李明|案."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.object_words import ObjectWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention

_OF = re.compile(r"\)?的")
_SUPERLATIVE = re.compile(
    r"(?:历?史上|有史以来|建党以来|成立以来|创办以来|旗下|内|当中)(?=第|首|最|唯一)|最[大高长多早新强快小低重]|首[个位家座款例颗枚艘架条部届种项]|唯一"
)
_TIMES = frozenset("次回度")
_BILL = re.compile(r"(?:部分|增订)?(?:条文)?(?:修[正订])?(?:草案|修正案|修订案)")
_FORMER = frozenset("前 原 时任 现任 候任 前任 代理 署理".split())
# verbs that end a noun behind a name
_DEEDS = frozenset(
    "申请 上诉 请求 检讨 抗诉 选举 大选 改选 补选 公投 采访 专访 访问 会谈 谈判 投票 制裁 援助 贷款 演习 聆讯 审判 审讯 询问 质询 劝告 邀请 指控 比赛 决赛 总决赛".split()
)
_CASE_OF = re.compile(r"案(?!例|件|子|情|发)")
_OF_STATE = re.compile(r"(?:公司|企业|集团|股票|股份|股权)")
_OFFICES = re.compile(
    r"(?:原|前|时任|现任)?(?:[\u4e00-\u9fff]{0,8}(?:书记|主席|主任|[部厅局省市县院校]长|秘书长|常委|成员|委员)、){1,4}副?"
)
# 美国|芯片企业|英伟达: what stands between a country and its firm
_FIRMS = re.compile(
    r"(?:(?![和与及的、对向在从])[\u4e00-\u9fff]){0,10}(?:企业|公司|厂商?|巨头|[造发应营产售销包]商|品牌|平台|龙头|集团|机构|媒体|独角兽|智库|大厂|财团|财阀|报章|报纸|杂志|电视台|通讯社)"
)
_RANKED = frozenset("大强")
_PRIZE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:[金银铜]牌?|[冠亚季]军|门票|资格|影[帝后]|歌[王后]|视[帝后]|最佳[\u4e00-\u9fff]{2,8}?)奖?(?=[，；。、和及与并]|$)"
)

MODIFIERS = frozenset({"GPE", "LOC", "ORG", "NORP"})


class NameNouns(ObjectWords):
    """Names that say which noun or whose person is meant."""

    def _is_one_of(self, name: EntityMention, end: int) -> bool:
        """美国|第一个禁酒的州: the name says among which it is the first."""
        if name.label not in MODIFIERS:
            return False  # 《消费者权益保护法》第二十四条
        number = self.number_at(end)
        return (
            number is not None
            and number.start == end
            and number.label == "ORDINAL"
            and number.unit not in _TIMES
        ) or bool(_SUPERLATIVE.match(self.norm, end))

    def _is_alias(self, name: EntityMention, other: EntityMention) -> bool:
        """紐黑文(New Haven): one thing named twice."""
        return name.end + 1 == other.start and self.norm[name.end] == "("

    def _says_which_name(self, name: EntityMention, end: int, other: EntityMention) -> bool:
        """江苏|选手|张勇, 美国|NBA: a place or body before another name, with nothing but nouns between."""
        if name.label not in MODIFIERS:
            return False
        number = self.number_at(end)  # 高雄市|一家|生技公司
        if (
            name.label == "GPE"
            and other.label == "ORG"
            and _FIRMS.fullmatch(self.norm, name.end, other.start)
        ):
            return True
        if self._begins(other) == name.start:
            return True  # 德国总理|默茨
        if other.label in MODIFIERS and _OFFICES.fullmatch(self.norm, name.end, other.start):
            return True  # 中共中央政治局|常委、|国务院总理李强
        title = self.title_of(other)
        before = other.start - len(title)
        if title and (self.norm[end:before] in _FORMER or _OFFICES.fullmatch(self.norm, name.end, before)):
            return True  # 台北|前|市长郝龙斌, 省人大常委会|原党组副书记、|副主任王某
        return other.start == (number.end if number is not None and number.start == end else end)

    def _noun_end(self, name: EntityMention, stop: int) -> int:
        """Where the noun ends that a name says which of: 世行|贷款, 北京大学|的|校徽; the end of the name where it is all."""
        if name.label == "PERSON" and _CASE_OF.match(self.norm, name.end, stop) is not None:
            return name.end + 1  # 审理|李明案
        if name.label == "GPE" and name.text[-1] in "市縣县省州区區" and self.norm.startswith("长", name.end):
            return name.end + 1  # 参选台南市|长
        prize = _PRIZE.match(self.norm, name.end, stop) if name.label == "EVENT" else None
        if prize is not None:
            return prize.end()  # 巴黎奥运|首金
        bill = _BILL.match(self.norm, name.end, stop) if name.text[-1] == "》" else None
        if bill is not None:
            return bill.end()  # 《逃犯条例》|修订草案
        own = _OF_STATE.match(self.norm, name.end, stop) if name.label == "GPE" else None
        begins = own.end() if own is not None else name.end  # 中国|公司 is no China
        ranked = self.number_at(begins) if name.label in MODIFIERS else None
        if ranked is not None and ranked.start == begins and ranked.unit in _RANKED:
            begins = ranked.end  # 中国|十大新闻
        fused = self.context.token_at(name.end)  # 亚洲|纪录, one word to the segmenter
        if fused is not None and fused.start == name.start and fused.end <= stop and fused.tag[0] == "n":
            begins = max(begins, fused.end)
        end = max(begins, self.nouns(begins, stop)) if name.label in MODIFIERS else begins
        end = self._past_deed(end, stop)
        of = end + 1
        if self.norm[end : end + 1] == "的" and of < stop and not self.taken[of]:
            behind = self._past_deed(self.nouns(of, stop), stop)
            cut = self.context.token_at(behind) if of < behind < stop else None
            part = cut is not None and cut.start == behind and cut.tag == "vn"  # 甲队的|关键比赛中
            end = behind if behind > of and not part else end
        return end

    def _past_deed(self, at: int, stop: int) -> int:
        """Where the noun for a deed ends that stands right behind a noun: 众议院|选举, 央视|采访."""
        token = self.context.token_at(at) if at < stop else None
        while token is not None and token.start == at and token.end <= stop and token.word in _DEEDS:
            at = token.end
            token = self.context.token_at(at) if at < stop else None
        return at

    def _of_next(self, name: EntityMention, behind: Sequence[EntityMention]) -> bool:
        """安迈(Alvarez & Marsal)的|杜艾迪: a name, or its alias, that only says whose the next one is."""
        if not behind:
            return False
        between = self.norm[name.end : behind[0].start]
        return bool(_OF.fullmatch(between)) or (between == "(" and self._of_next(behind[0], behind[1:]))
