"""Chinese people: a surname and one or two given characters that look like a name and stand like one.

A candidate gets points for its characters (name_characters.csv: log2 odds against ordinary words), for what the
segmenter makes of them and for what stands on either side. The points beside the characters are those of a logistic
regression on one half of four public development sets, in the unit of the surname's (about a third of a bit) and
rounded; the threshold was set on the same half and checked on the other (see benchmarks/README.md).
"""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING

from pipeline.extract.entities import doubts, not_given, standing, surnames
from pipeline.extract.entities.fitting import LIKE_TITLES
from pipeline.extract.entities.rivals import SURE_ABOVE, THRESHOLD, Rivals
from pipeline.extract.entities.room import FULL, begins_like_a_town, given_like_a_town, is_free
from pipeline.lexicon.names import CharacterScores
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.names import Names
    from pipeline.model import Token

_SHORT_MALUS = 4.0  # a given name of one character is less telling, and so is that character
_SINGLE = 0.6
_FUNCTION_MALUS = -6.0  # 和, 从, 而 stand in the sentence as what they are
_WRITTEN_APART = 4.0  # 于 where the preposition is 於
_AMONG_BONUS = 2.0  # 、 on both sides
_DANGLING = 5.0  # what can be no conjunction there
_ONE_BONUS = 6.0  # 一 that nothing but a name can end in there
_LIST_BONUS = 4.0  # 、 between it and another name
_ALSO_ENDING = frozenset("刚军和曾才")  # but 李永刚, 张永和, 林泰曾
_STILL_ADVERB = frozenset("到从来离结完才获好刚过满上下")  # 王成|刚到
_PREPOSITIONS = frozenset("向于和从由")  # surnames, and more often none before a listed name
_JOINING = frozenset("与及")  # 李与张|鉴泉
_NEVER_SINGLE = frozenset("家人氏门方军姓父母男女嫌")  # 阮家, 陈沟人
_OFFICES = ("GPE", "ORG")  # 刘通|任福建
_PREPOSED = frozenset("以与被在将对从向由把")
_CALLED = frozenset("叫名姓")
_SUSPECTS = frozenset("嫌男女")  # 邓嫌, 李男: how papers call a suspect
_UNKNOWN = CharacterScores(None, -4.0, -4.0, -4.0)
_WHOLE, _WITHOUT = 8.0, -8.0
_SELDOM = -5.0  # of a character that begins hardly any given name
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# CEO|郭谨一|卸任: no 一行, 一直, 一上任
_ENDS_IN_ONE = re.compile(
    r"一(?=卸任|出任|担任|接任|辞任|辞职|离职|当选|获任|就任|兼任|介绍|认为|指出|坦言|透露|强调|表示|[将已曾在于向因也还](?![\u4e00-\u9fff]?[直起]))"
)
_EVENING = re.compile(r"周[一二三四五六日末][晚早上下中凌傍午深夜]")  # 周二晚|表示
_WEEKDAY = re.compile(r"周[一二三四五六日末]")  # 张伟|周五表示


def find(board: Board) -> None:
    """All Chinese names of the document: of two that overlap, the one with more points."""
    finder = _Finder(board)
    norm, titles, starts = board.norm, board.names.before, board.names.surname_starts
    context = board.context
    made_up = {word for word in filterfalse(is_word, context.places) if len(word) > 1}
    others = [
        at for word in made_up | LIKE_TITLES.intersection(context.places) for at in context.places[word]
    ]
    for index in sorted({*context.beginning(starts), *context.ending(starts), *others}):
        begin, end, word, tag = token = context.tokens[index]
        if word[0] in starts:
            finder.at(index, begin)
        elif tag == "nr" and end - begin == FULL and word in made_up:
            finder.rare(token)
        if end - begin == 1:
            continue
        if word[-1] in starts and end - begin > 2 and word[:-1] in titles:
            finder.at(index, end - 1)  # 被告方|文谦
        elif word in LIKE_TITLES and titles.before(norm, end - 1) is not None:
            finder.at(index, end - 1)  # 院长江|启臣
        for start in (
            range(begin + 1, end) if word in made_up else ()
        ):  # 清盘|人杜|艾迪, 副总|召张|启楷: a guess
            if norm[start] in starts and (tag[0] in "nx" or titles.before(norm, start) is not None):
                finder.at(index, start)
    surnames.somebodies(board)
    surnames.ladies(board)
    Rivals(board, finder.proposed).settle()


class _Finder:
    def __init__(self, board: Board) -> None:
        self.board = board
        self.norm = board.norm
        self.names: Names = board.names
        self.length = len(board.norm)
        self.tokens = board.context.tokens
        self.proposed: list[tuple[float, int, int]] = []

    def at(self, index: int, start: int) -> None:
        """Propose the names that begin with the character at ``start``, in the token of that index."""
        if _EVENING.match(self.norm, start):
            return
        if self.norm[start : start + 2] in self.names.compound_surnames:
            self._try(index, start, 2, 12.0)
            return
        char = self.names.characters.get(self.norm[start])
        if char is not None and char.surname is not None and self._may_begin(start):
            self._try(index, start, 1, char.surname)

    def _may_begin(self, start: int) -> bool:
        """Whether a name may begin there: no other name is there, or a town of two characters behind a title."""
        board = self.board
        if not board.covered(start, start + 1):
            return True
        return is_free(board, start, start + 1) or begins_like_a_town(board, start, start + FULL)

    def rare(self, token: Token) -> None:
        """行政总裁布少明: a surname that no table has, where the segmenter sees a name and a title stands before it."""
        if self.names.before.before(self.norm, token.start) is None or not is_free(
            self.board, token.start, token.end
        ):
            return
        if token.word[-1] in _PREPOSED or token.word[0] in _PREPOSED or token.word[0] in _CALLED:
            return  # 选手维尔|以, 总经理|对罗彪, 女子|叫方芸
        foreign = self.names.transliteration_dotted.issuperset(token.word)
        if not foreign and (token.word[-1] not in standing.NO_ENDING or token.word[-1] in _ALSO_ENDING):
            self.proposed.append((THRESHOLD, token.start, token.end))

    def _is_other(self, text: str, surname_length: int, start: int, end: int, *, town: bool) -> bool:
        """A town, a weekday, or words: 韩|宣布, 向|世卫."""
        if town and not given_like_a_town(self.board, start, end):
            return True
        rest = text[surname_length:]
        if len(rest) > 1 and _WEEKDAY.match(self.norm, end - 1):
            return True
        return (
            rest in _SUSPECTS
            or rest in self.names.speech
            or (text[0] in _PREPOSITIONS and text[1:] in self.names.surfaces)
        )

    def _try(self, index: int, start: int, surname_length: int, surname: float) -> None:
        norm = self.norm
        if surnames.alone(self.board, start, start + surname_length, surname):
            return
        token = self.tokens[index]
        if token.end - token.start == 1 and token.tag[0] in "pcdu":
            surname += _WRITTEN_APART if self._written_apart(start) else _FUNCTION_MALUS
        joins: bool | None = None
        before: float | None = None
        best: tuple[float, int] | None = None
        for given in (2, 1):
            end = start + surname_length + given
            if not _HAN.fullmatch(norm, start, end) or end > self.length:
                continue
            text = norm[start:end]
            if not_given.is_no_name(self.board, text, surname_length, end):
                self._taking_office(start, end)
                continue
            whole = token.start == start and token.tag[:2] == "nr"
            whole = whole and token.end - (norm[token.end - 1] == "受") == end  # 王芳|受邀
            score = (
                surname
                + self._given(
                    text[surname_length:],
                    whole=given == 2
                    and text[-1] in _ALSO_ENDING
                    and (whole or self._closed(end) or self._told(text, start, end)),
                )
                + (
                    _DANGLING if text[-1] == "和" and standing.dangles(self.board, end - 1) else 0.0
                )  # 段义和(
                - doubts.ordinary(self.board, text, start)
            )
            shape, following = standing.shape(self.board, index, start, end)
            score += shape
            if score + standing.TITLE_BEFORE + standing.SPEECH_AFTER < THRESHOLD - _LIST_BONUS:
                continue
            town = not is_free(self.board, start, end)
            if self._is_other(text, surname_length, start, end, town=town):
                continue
            if joins is None:
                joins = standing.joins(self.board, start + surname_length + 1)
            score += standing.length(token, given, end, joins=joins)
            score += self._habit(norm[start : start + FULL], given) if surname_length == 1 else 0.0
            score += self._ends_in_one(start, end) if given > 1 else 0.0
            if before is None:
                before = standing.before(self.board, index, start)
            score += before
            if score + standing.SPEECH_AFTER < THRESHOLD - _LIST_BONUS:
                continue
            score += standing.after(self.board, end, following)
            score -= doubts.beside(self.board, text, start)
            if score >= self._enough(start, end, town=town) and (best is None or score > best[0]):
                best = (score, end)
        if best is not None:
            self.proposed.append((best[0], start, best[1]))

    def _enough(self, start: int, end: int, *, town: bool) -> float:
        """Points that a name needs to be looked at again beside the others; fewer among names: 蒯曼、|钱天一|、石洵瑶."""
        among = self.norm[start - 1 : start] == self.norm[end : end + 1] == "、" and end - start >= FULL
        return SURE_ABOVE if town else THRESHOLD - _LIST_BONUS - (_AMONG_BONUS if among else 0.0)

    def _ends_in_one(self, start: int, end: int) -> float:
        """CEO郭谨一卸任: behind a title, where nothing but a name ends in 一."""
        if self.norm[end - 1] != "一" or _ENDS_IN_ONE.match(self.norm, end - 1) is None:
            return 0.0
        return _ONE_BONUS if self.names.before.before(self.norm, start) is not None else 0.0

    def _habit(self, name: str, given: int) -> float:
        """徐恩曾: never without its last character, and neither half of it is a word."""
        if len(name) < FULL or not _HAN.fullmatch(name) or not self.board.again.always(name):
            return 0.0
        if (
            is_word(name[:2])
            or is_word(name[1:])
            or not_given.surname_points(self.board, name[0]) < not_given.CLEAR
        ):
            return 0.0
        if self.names.characters.get(name[1], _UNKNOWN).first < _SELDOM:
            return 0.0  # 萧|看展
        if name[2] in standing.NO_ENDING and name[2] not in _ALSO_ENDING:
            return 0.0
        return _WHOLE if given > 1 else _WITHOUT

    def _taking_office(self, start: int, end: int) -> None:
        """部长|刘通|任福建省长: a title before what ends in 任, and an office behind it."""
        if self.norm[end - 1] not in "任兼" or end - start < FULL or self.norm[start] == "和":
            return  # 和新|任联合国
        ends = self.board.starting_at(end, _OFFICES) is not None
        if ends and self.names.before.before(self.norm, start) is not None:
            self.proposed.append((THRESHOLD, start, end - 1))

    def _written_apart(self, start: int) -> bool:
        """董事長于保林: Traditional text writes the preposition 於."""
        text = self.board.context.article.text
        if text[start] != "于":
            return False
        context = self.board.context
        return context.sentence(context.sentence_at(start)).script == "Hant"

    def _told(self, text: str, start: int, end: int) -> bool:
        """副主席段成刚的: an adverb that ends a name behind a title, or one that the article tells again; not 王成|刚到."""
        if self.norm[end : end + 1] in _STILL_ADVERB:
            return False
        if self.names.before.before(self.norm, start) is not None:
            return True
        again = self.norm.find(text, end)
        return again >= 0 and self.norm[again + len(text) : again + len(text) + 1] not in _STILL_ADVERB

    def _closed(self, end: int) -> bool:
        """罗明才、: an adverb or preposition has something behind it."""
        return self.norm[end : end + 1] == "(" or standing.CLOSING.match(self.norm, end) is not None

    def _given(self, given: str, *, whole: bool) -> float:
        """Points of a given name; ``whole``: what seldom ends one does here, 刚 of 李永刚."""
        if given in _NEVER_SINGLE or given[0] in _JOINING or (given[-1] in standing.NO_ENDING and not whole):
            return -8.0
        characters = self.names.characters
        first = characters.get(given[0], _UNKNOWN)
        if given == given[0]:
            return _SINGLE * first.single - _SHORT_MALUS
        return first.first + characters.get(given[1], _UNKNOWN).second
