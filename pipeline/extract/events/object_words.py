"""Where the words of an object end: before the next act, before a verb of speech, where the nouns do."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import AND_ALSO
from pipeline.extract.events.subjects import Subjects
from pipeline.extract.events.whole_names import ITSELF
from pipeline.gates import led
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention, Token

# what a cell needs no more: 公布的|名单|显示, 农损|估计为1.8亿元, 会议|上说
_AND_THEN = led(
    re.compile(
        r"(?<=..)(?:的(?:还|主要)?有$|(?:(?<![小同即届])时|后(?=.)|前(?=.)(?!.{0,8}(?:[员长官人者管队夫妻友]|总统|首相|总理|主席|特首))|(?<=[会式坛议礼])[上中])(?:还|也|曾|再次)?(?:说|称|表示|指出|强调|透露|宣布)?|显示|期间|之际|(?:指出|表示|承认|强调|宣布|声称|透露|证实|称|(?<!小)说)$"
        r"|(?:估计|预计|预估|合计|总计|[均已也共])*(?:为|达到?|占)(?=[约近逾]?[0-9数]).*)$"
    )
)
# what comes next: 举报|后展开调查, 调查结果|表明, 分配款|约400亿元, 紧急措施|制止贬值
_NEXT = led(
    re.compile(
        r"(?<=..)(?:(?P<then>后(?=..))|(?P<said>表明|显示(?![器屏]))|(?P<much>(?<![最附邻将])近|约|逾|超过|(?<![公总])共|不到|不足|至少)(?=[0-9一二三四五六七八九十百千数几])"
        r"|(?<=会议|大会|谈会|者会|布会|证会|仪式|协商|磋商|会谈)(?P<met>研究|讨论|审议|商讨|听取|宣布|通报|说明|介绍|公布|表示)"
        r"|(?<=措施|行动|手段|办法)(?P<so>制止|阻止|避免|防止|应对|加强|确保|促进|打击|缓解|稳定|遏制|保护|推动))"
    )
)
_UNTIL = re.compile(r"(?<=..)[至到自]")
_NEXT_ACT = led(
    re.compile(
        rf"(?<=..)(?:{AND_ALSO}|并[没未不非]|赴(?!约)|前往|[进从]?而|即|因(?!应))(?=[\u4e00-\u9fff]{{2}})|(?<=..)因故|(?<=..)[将把](?![军领士近来要会])(?=.)"
    )
)
_TRAVELLERS = frozenset("民工生客员者人众")
_QUOTE_OPEN = re.compile(r"[“「『][^”」』]*$")
_SHORT = frozenset("队车船舰军股奖赛")
NOUN = re.compile(r"n|vn|j|eng|a$|an|b|[li]$")

_LOCAL = frozenset("上中里")
_CLOSING = frozenset("”」』")
_OPENING = frozenset('“「『"')


class ObjectWords(Subjects):
    """The words behind a verb, and how far they are one thing."""

    def one_thing(self, words: str, offset: int, *, content: bool) -> str:
        """举报 of 举报后展开调查, 名单 of 名单保留了旧面孔: the noun, without what is told of it or what comes next."""
        cut = len(words)
        until = _UNTIL.search(words)
        if until is not None and self.dated(offset + until.end()):
            words, cut = words[: until.start()], until.start()  # 案件|至明年2月再讯
        for mark in _NEXT.finditer(words):
            place = offset + mark.start()
            token = self.context.token_at(place)
            last = self.context.token_at(place - 1)
            if last is None or not NOUN.match(last.tag):
                continue  # 第三批|共61张许可证
            if token is None or token.start == place or mark.lastgroup == "said":
                behind = self.context.token_at(place + 1)
                if mark.lastgroup == "then" and (behind is None or behind.tag != "v"):
                    continue  # 战争后|重建方案
                cut = mark.start()
                break
            if mark.lastgroup == "much" and not is_word(token.word):
                cut = mark.start()  # 分配|款约|400亿
                break
        if not content and "了" in words[2:cut]:
            cut = self._verb_before(words.index("了", 2), words, offset)
        return words[:cut]

    def _verb_before(self, past: int, words: str, offset: int) -> int:
        """Where the verb begins that 了 stands behind; the length of the words where none does."""
        token = self.context.token_at(offset + past - 1)
        verb = (
            token is not None
            and (token.tag[:1] == "v" or token.word == "通过")
            and token.end == offset + past
        )
        if not verb or token is None or token.start - offset <= 1:
            return len(words)
        noun = self.context.token_at(token.start - 1)
        return token.start - offset if noun is not None and noun.tag[:1] == "n" else len(words)

    def alone(self, place: int) -> bool:
        """Whether the segmenter sees one character there: 在|北京, not 在线, 从业, 与会."""
        token = self.context.token_at(place)
        return token is None or token.end - token.start == 1

    def without_speech(self, words: str, offset: int) -> str:
        """出席|论坛|时说, but no word is cut: 电视演说, 名称."""
        found = _AND_THEN.search(words)
        if found is None:
            return words
        token = self.context.token_at(offset + found.start())
        return words[: found.start()] if token is None or token.start == offset + found.start() else words

    def first_act(self, words: str, offset: int) -> str:
        """The words at ``offset`` up to what joins the next act: 出席论坛|并发表演说, where no word is cut (转基因作物)."""
        for joint in _NEXT_ACT.finditer(words):
            if _QUOTE_OPEN.search(words, 0, joint.start()):
                break
            if joint[0] == "赴" and words[joint.start() - 1] in _TRAVELLERS:
                continue  # 居民|赴台旅游 is what is resumed
            token = self.context.token_at(offset + joint.start())
            if token is None or (token.start == offset + joint.start() and token.tag[0] != "n"):
                return words[: joint.start()]
        return words

    def count_end(self, start: int) -> int:
        """Where a number ends that begins at a place."""
        number = self.number_at(start)
        return number.end if number is not None and number.start == start else start

    def nouns(self, start: int, stop: int) -> int:
        """Where the nouns end that begin at a place; the place itself where none does."""
        tokens, index = self.context.tokens, self.context.token_index(start)
        nouns: list[Token] = []
        end = start
        while index < len(tokens) and tokens[index].end <= stop:
            token = tokens[index]
            index += 1
            if token.start < end:
                if token.end > end:
                    break
                continue
            noun = NOUN.match(token.tag) or token.word in self.context.lexicon.happenings.words
            itself = token.word in ITSELF and not (token.word == "人" and nouns)  # 法定代表|人
            if self.taken[token.start] or not noun or itself:
                break
            nouns.append(token)
            end = token.end
        while nouns and not self._ends(nouns, stop):
            nouns.pop()
        end = nouns[-1].end if nouns else start
        return end if end - start > 1 or self.norm[start:end] in _SHORT else start

    def _ends(self, nouns: Sequence[Token], stop: int) -> bool:
        """Whether the last word may end a noun: 日本经济|援助; 移居香港|发展 and 法国同行|利用不公平手段 are acts."""
        last = nouns[-1]
        if last.tag != "vn":
            return last.tag[:1] not in "ab" or last.word in self.context.lexicon.names.before
        whole = len(nouns) > 1 or self.norm[nouns[0].start - 1] == "的"
        return whole and (
            last.end == stop or not self.norm[last.end].isalnum() or self.norm[last.end] == "的"
        )

    def before_date(self, words: str, offset: int) -> str:
        """方案 of 审议通过的方案8月6日公布: no noun goes on behind a date."""
        at = bisect_left(self.date_starts, offset + 1)
        end = self.date_starts[at] if at < len(self.date_starts) else len(self.norm)
        return words[: end - offset] if end < offset + len(words) else words

    def before_time(self, words: str, offset: int) -> str:
        """警组 of 警组凌晨3时25分执勤: no noun goes on behind a time of day."""
        at = bisect_left(self.date_starts, offset + 1)
        if (
            at < len(self.dates)
            and self.dates[at].type == "TIME"
            and self.dates[at].start < offset + len(words)
        ):
            return words[: self.dates[at].start - offset]
        return words

    def in_it(self, words: str, stop: int) -> bool:
        """Whether 中, 上 or 里 behind a noun only says where the next act was."""
        following = self.norm[stop : stop + 1]
        return words[-1:] in _LOCAL and (
            following.isalnum() or (words[-1:] == "中" and following in {"，", ","})
        )

    def in_marks(self, name: EntityMention, start: int, stop: int) -> bool:
        """Whether quotation marks that name the noun behind them hold a name and more."""
        opened = max(self.norm.rfind(mark, start, name.start) for mark in _OPENING)
        closed = next((at for at in range(name.end, stop) if self.norm[at] in _CLOSING), -1)
        if opened < 0 or closed < 0 or (opened + 1 == name.start and closed == name.end):
            return False
        return closed + 2 < stop and self.norm[closed + 1].isalnum() and not self.taken[closed + 1]
