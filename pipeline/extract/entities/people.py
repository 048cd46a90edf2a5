"""Chinese people: a surname and one or two given characters that look like a name and stand like one.

A candidate gets points for its characters (name_characters.csv: log2 odds against ordinary words), for what the
segmenter makes of them and for what stands on either side. The points beside the characters are those of a logistic
regression on one half of four public development sets, in the unit of the surname's (about a third of a bit) and
rounded; the threshold was set on the same half and checked on the other (see benchmarks/README.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.entities.listed import BEHIND_PERSON
from pipeline.extract.overlap import GUESS, ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.lexicon.names import CharacterScores, Names
    from pipeline.model import Token

_THRESHOLD = 13.0
_SHORT_MALUS = 4.0  # a given name of one character is less telling, and so is that character
_SINGLE = 0.6
_FUNCTION_MALUS = -6.0  # 和, 从, 而 stand in the sentence as what they are
_MOST_ROUNDS = 40  # names that lean on one another in a list, the last on the first
_LISTING = frozenset("、和与及")
_AGAIN_BONUS, _MOST_AGAIN = 1.0, 3.0  # for each further character that stands behind it
_LIST_BONUS = 4.0  # 、 between it and another name
_PERSON = ("PERSON",)
_COMMON_SURNAME, _CLEAR_SURNAME = 0.5, 3.0
_SURE_ABOVE = 24.0
# what the segmenter makes of the characters
_NAME_OF_TWO, _NAME_OF_THREE = 9.5, 3.0  # exactly this name
_LOOSE, _LOOSE_FUNCTION = 2.5, -1.5  # one character by itself
_GUESSED, _GUESSED_MALUS = 1.5, -1.0  # a word that it made up is the name, or reaches beyond it
_WORD_MALUS, _INNER_MALUS, _LEFT_MALUS = (
    -8.0,
    -5.0,
    -4.0,
)  # an ordinary word: the whole, inside, from the left
_CUT_WORD, _CUT_NAME, _NAME_AND_WORD = (
    -14.5,
    -12.0,
    5.5,
)  # a word, a guessed name, 何可欣|及 reaches beyond the end
_SHORTER = -2.0  # the name of two characters is a word, 李斯|写
_CLEAR_ENDING = 3.0  # of an adverb or preposition that ends a name
_RARE_TAGS = "zgnaqj"  # a character of these stands seldom alone behind a name
_PLACE_MALUS = -8.0  # 苏禄|岛
# what stands beside it
_TITLE_BEFORE, _BYLINE_BONUS, _BOUNDARY_BEFORE = 12.0, 4.0, 6.5
_TITLE_AFTER, _SPEECH_AFTER, _BOUNDARY_AFTER = 8.0, 9.5, 3.5
_TAG_BEFORE = {"p": 4.5, "c": 4.0, "v": 3.0, "n": -2.0}
_TAG_AFTER = {"p": 6.0, "d": 5.0, "c": 3.5, "v": 3.0, "n": -3.0}
_OF_BEFORE, _OF_AFTER = 2.0, 3.5  # 的
_MOST_AFTER = _SPEECH_AFTER
_SOLD = frozenset({"ORG", "PRODUCT"})
_LISTED_MALUS = 13.0
_ORDINARY_MALUS, _ORDINARY_START = 20.0, 2.5  # not_people.csv has it, or its first two characters
_GOES_ON_SURELY, _GOES_ON, _CUT_SHORT = 12.0, 6.0, 11.0
# last characters of words that begin like a name: 杨树村, 赵王陵, 巴氏奶, 蒋和 (宋), 朱丹及
_NO_ENDING = frozenset(
    "村镇路街巷陵庙寺宫殿区县市省氏奶网姓员者和与及便在说称对将也都就则亦曾仍谎更既均皆才刚再从向被是为的了等所并但却已又而或因由于把给让人们很性"
)
_ALSO_ENDING = frozenset("刚军和曾才")  # but 李永刚, 张永和, 林泰曾
_PLACE_ENDINGS = frozenset("岛山湖河溪湾")
_BEHIND_NAME = frozenset("和及与于是共为也到在对还却正被把向从将已又都")
_PREPOSITIONS = frozenset("向于和从由")  # surnames, and more often none before a listed name
_NEVER_SINGLE = frozenset("家人氏门方军")  # 阮家, 陈沟人
_UNKNOWN = (-4.0, -4.0, -4.0)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# 王某, 李某某, 钱某甲: a surname as courts and papers hide a name
_SOMEBODY = re.compile(r"某{1,2}[甲乙丙丁]?")
_WEEKDAY = re.compile(r"周[一二三四五六日末]")  # 张伟|周五表示
_ALONE_BEHIND = frozenset("某老总")
_ELDER = re.compile(r"[老总](?=[，。、说是的在表])")  # 胡老介绍说, 王总表示
_BOUNDARY = re.compile(r"[\s，。！？；：、“”‘’「」『』（）()《》〈〉…—,.!?;:\"'\[\]【】|/-]")
_BYLINE = re.compile(
    r"(?:记者|通讯员|摄影|编辑|作者|责编|文|图|发布者|撰文|编译|校对|实习生|特派员)[:：\s/|/]{0,2}$"
)


def find(board: Board) -> None:
    """All Chinese names of the document: of two that overlap, the one with more points."""
    finder = _Finder(board)
    norm, starts = board.norm, board.names.surname_starts
    for index, token in enumerate(board.context.tokens):
        if norm[token.start] in starts:
            finder.at(index, token.start)
        if len(token.word) > 1 and token.tag[0] in "nx" and not is_word(token.word):
            for start in range(token.start + 1, token.end):  # 清盘|人杜|艾迪: the segmenter guessed
                finder.at(index, start)
    finder.settle()


class _Finder:
    def __init__(self, board: Board) -> None:
        self.board = board
        self.norm = board.norm
        self.names: Names = board.names
        self.tokens = board.context.tokens
        self.proposed: list[tuple[float, int, int]] = []

    def at(self, index: int, start: int) -> None:
        """Propose the names that begin with the character at ``start``, in the token of that index."""
        char = self.names.characters.get(self.norm[start])
        compound = self._compound(start)
        if compound:
            self._try(index, start, compound, 12.0)
        elif char is not None and char.surname is not None and self._free(start, start + 1):
            self._try(index, start, 1, char.surname)

    def settle(self) -> None:
        """Write down what was proposed, the best first; what stands in a list with a name needs fewer points."""
        taken = bytearray(len(self.norm) + 1)
        self._told_again()
        weak: list[tuple[float, int, int]] = []
        for score, start, end in sorted(self.proposed, key=lambda p: (-p[0], p[1])):
            if taken.find(1, start, end) >= 0:
                continue
            if score < _THRESHOLD:
                weak.append((score, start, end))
                continue
            self._write(taken, score, start, end)
        norm = self.norm
        weak = [one for one in weak if _LISTING & {norm[one[1] - 1 : one[1]], norm[one[2] : one[2] + 1]}]
        for _ in range(_MOST_ROUNDS):
            left = []
            for one in weak:
                if taken.find(1, one[1], one[2]) >= 0:
                    continue
                if self._in_a_list(taken, one[1], one[2]):
                    self._write(taken, *one)
                else:
                    left.append(one)
            if len(left) == len(weak):
                break
            weak = left

    def _told_again(self) -> None:
        """诸雪 before 说, before 的 and before a comma is likelier a name than at one place; 全英文|授课 is not."""
        norm = self.norm
        followers: dict[str, set[str]] = {}
        for _, start, end in self.proposed:
            followers.setdefault(norm[start:end], set()).add(norm[end : end + 1])
        more = {
            text: min(_MOST_AGAIN, _AGAIN_BONUS * (len(after) - 1))
            for text, after in followers.items()
            if len(after) > 1 and text not in self.names.surfaces
        }
        if more:
            self.proposed = [
                (score + more.get(norm[start:end], 0.0), start, end) for score, start, end in self.proposed
            ]

    def _in_a_list(self, taken: bytearray, start: int, end: int) -> bool:
        """张弼、王运熙: beside a name, with nothing but 、 between."""
        for comma, beside in ((start - 1, start - 2), (end, end + 1)):
            if 0 <= beside < len(self.norm) and self.norm[comma] in _LISTING:
                if taken[beside]:
                    return True
                found = (
                    self.board.ending_at(comma, _PERSON)
                    if comma < start
                    else self.board.starting_at(beside, _PERSON)
                )
                if found is not None:
                    return True
        return False

    def _free(self, start: int, end: int) -> bool:
        """Whether no other name is there; 李铁 of a table does not stop 李铁辰."""
        board = self.board
        if not board.covered(start, end):
            return True
        known = board.starting_at(start)
        if known is not None and self.norm[known.end : known.end + 1] in BEHIND_PERSON:
            return False  # 乔石|任
        if known is None or known.label != "PERSON" or known.end - known.start != 2:
            return False
        return end <= known.end or not board.covered(known.end, end)

    def _write(self, taken: bytearray, score: float, start: int, end: int) -> None:
        taken[start:end] = b"\x01" * (end - start)
        title = self.names.before.before(self.norm, start)
        word = self.norm[title[1] : start] if title else ""
        longer = self.board.starting_at(start, _PERSON)
        if longer is not None and longer.end >= end:
            return
        rank = ORDINARY if score >= _SURE_ABOVE or longer is not None else GUESS
        self.board.add(Found(start, end, "PERSON", "chinese-name", rank, title=word))

    def _compound(self, start: int) -> int:
        return 2 if self.norm[start : start + 2] in self.names.compound_surnames else 0

    def _try(self, index: int, start: int, surname_length: int, surname: float) -> None:
        norm = self.norm
        if self._alone(start, start + surname_length, surname):
            return
        token = self.tokens[index]
        if len(token.word) == 1 and token.tag[0] in "pcdu":
            surname += _FUNCTION_MALUS
        joins = self._joins(start + surname_length + 1)
        before: float | None = None
        best: tuple[float, int] | None = None
        for given in (2, 1):
            end = start + surname_length + given
            text = norm[start:end]
            if len(text) < surname_length + given or not _HAN.fullmatch(text):
                continue
            whole = (token.start, token.end) == (start, end) and token.tag.startswith("nr")
            score = surname + self._given(text[surname_length:], whole=whole) - self._ordinary(text)
            shape, following = self._shape(index, start, end)
            score += shape
            if given == 1 and joins:
                score -= _CUT_SHORT
            elif given == 2 and not joins and token.end == end - 1 and token.tag.startswith("nr"):
                score += _SHORTER
            if score + _TITLE_BEFORE + _MOST_AFTER < _THRESHOLD - _LIST_BONUS:
                continue
            if not self._free(start, end) or (given == 2 and _WEEKDAY.match(norm, end - 1)):
                continue
            if text[0] in _PREPOSITIONS and text[1:] in self.names.surfaces:
                continue  # 向|世卫
            if before is None:
                before = self._before(index, start)
            score += before
            if score + _MOST_AFTER < _THRESHOLD - _LIST_BONUS:
                continue
            score += self._after(end, following)
            score -= self._goes_on(end) + self._listed_otherwise(text, start)
            if score >= _THRESHOLD - _LIST_BONUS and (best is None or score > best[0]):
                best = (score, end)
        if best is not None:
            self.proposed.append((best[0], start, best[1]))

    def _ordinary(self, text: str) -> float:
        """明白, 高峰|期: words that look like a name, and names beyond doubt where a title stands beside."""
        if text in self.names.not_people:
            return _ORDINARY_MALUS
        return _ORDINARY_START if len(text) > 2 and text[:2] in self.names.not_people else 0.0

    def _joins(self, at: int) -> bool:
        """张洁|清|算, 袁毓|林先生, 林西|强上|月: a character that likes to end a name is no word behind a shorter one."""
        token = self.board.context.token_at(at)
        if token is None or token.start != at:
            return False
        if token.tag.startswith("nr") and self.names.after.get(token.word[1:]) is not None:
            return True
        if len(token.word) > 1 and is_word(token.word):
            return False
        if len(token.word) == 1 and token.tag[0] in _RARE_TAGS:
            return token.word not in _NO_ENDING and token.word not in _PLACE_ENDINGS
        scores = self.names.characters.get(token.word[0])
        return scores is not None and scores.second > (_CLEAR_ENDING if token.tag[0] in "drp" else 0.0)

    def _goes_on(self, end: int) -> float:
        """安德雷|斯: more characters of a transliteration follow."""
        following = self.norm[end : end + 1]
        if not following or following not in self.names.transliteration:
            return 0.0
        token = self.board.context.token_at(end)
        if token is None or (token.start >= end and is_word(token.word) and len(token.word) > 1):
            return 0.0
        if token.start >= end and not set(token.word) <= self.names.transliteration_dotted:
            return 0.0  # 李立新|谢寅庆
        return _GOES_ON_SURELY if token.start < end or token.tag[0] in "nxzg" else _GOES_ON

    def _listed_otherwise(self, text: str, start: int) -> float:
        """夏普, 桑坦德: a table has it, in doubt, as a company, a club or a product; 行长苏宁 is a person."""
        surface = self.names.surfaces.get(text)
        if surface is None or surface.name.label not in _SOLD:
            return 0.0
        return 0.0 if self.names.before.before(self.norm, start) is not None else _LISTED_MALUS

    def _given(self, given: str, *, whole: bool) -> float:
        """Points of a given name; ``whole``: the segmenter has it and its surname as one name, 李永刚 with its 刚."""
        if given in _NEVER_SINGLE or (
            given[-1] in _NO_ENDING and not (whole and len(given) == 2 and given[-1] in _ALSO_ENDING)
        ):
            return -8.0
        scores = [self.names.characters.get(char) for char in given]
        if len(given) == 2:
            return _score(scores[0], 1) + _score(scores[1], 2)
        return _SINGLE * _score(scores[0], 3) - _SHORT_MALUS

    def _shape(self, index: int, start: int, end: int) -> tuple[float, int]:
        """What the segmenter makes of the characters, and the index of the token behind them.

        One name, loose characters, or words that are none.
        """
        points = 0.0
        tokens = self.tokens
        while index < len(tokens) and tokens[index].start < end:
            points += self._token(tokens[index], start, end)
            index += 1
        return points, index

    def _token(self, token: Token, start: int, end: int) -> float:
        """The points of one token of a name."""
        exact, name = token.start == start and token.end == end, token.tag.startswith("nr")
        if exact and name:
            return _NAME_OF_TWO if end - start == 2 else _NAME_OF_THREE
        if len(token.word) == 1:
            if token.end == end > start + 2 and token.word in _PLACE_ENDINGS:
                return _PLACE_MALUS
            return _LOOSE if token.tag[0] not in "pcudrv" else _LOOSE_FUNCTION
        if not name and not is_word(token.word):
            return _GUESSED_MALUS if token.end > end or token.start < start else _GUESSED if exact else 0.0
        if name and token.start == start and token.end > end and not is_word(token.word):
            return _NAME_AND_WORD if self.norm[end] in _BEHIND_NAME else _CUT_NAME
        if exact:
            return _WORD_MALUS
        if token.start < start:
            return _LEFT_MALUS
        if token.end > end:
            return _CUT_WORD
        return -1.0 if name else _INNER_MALUS

    def _before(self, index: int, start: int) -> float:
        """A title, the head of a byline, a boundary, or what kind of word stands before the name."""
        norm = self.norm
        points = _TITLE_BEFORE if self.names.before.before(norm, start) is not None else 0.0
        if _BYLINE.search(norm, max(0, start - 8), start):
            points += _BYLINE_BONUS
        if _BOUNDARY.match(norm[start - 1 : start] or " "):
            return points + _BOUNDARY_BEFORE
        token = self.tokens[index - 1] if index else None
        if token is None or token.end != start:
            return points
        if token.word == "的":
            return points + _OF_BEFORE
        return points if token.tag.startswith("nr") else points + _TAG_BEFORE.get(token.tag[0], 0.0)

    def _after(self, end: int, following: int) -> float:
        """A title, a verb of speech, a boundary, or what kind of word stands behind the name."""
        norm = self.norm
        if self.names.after.at(norm, end) is not None:
            return _TITLE_AFTER
        if self.names.speech.at(norm, end) is not None:
            return _SPEECH_AFTER
        if _BOUNDARY.match(norm[end : end + 1] or " "):
            return _BOUNDARY_AFTER
        token = self.tokens[following] if following < len(self.tokens) else None
        if token is None or token.start != end or token.tag.startswith("nr"):
            return 0.0
        return _OF_AFTER if token.word == "的" else _TAG_AFTER.get(token.tag[0], 0.0)

    def _alone(self, start: int, end: int, surname: float) -> bool:
        """王某, 张女士: the surname is the mention, with 某 as courts and papers write it."""
        behind = self.norm[end : end + 1]
        if surname < _COMMON_SURNAME or not (behind in _ALONE_BEHIND or behind in self.names.after.firsts):
            return False
        token = self.board.context.token_at(start)
        if token is None or token.start != start:
            return False
        boundary = bool(_BOUNDARY.match(self.norm[start - 1 : start] or " "))
        some = _SOMEBODY.match(self.norm, end)
        if some is not None:
            stop = some.end()
        elif self.names.after.at(self.norm, end) is not None or _ELDER.match(self.norm, end):
            if surname < _CLEAR_SURNAME and not boundary:
                return False
            stop = end
        else:
            return False
        rule = "surname" if some is None else "somebody"
        self.board.add(Found(start, stop, "PERSON", rule, ORDINARY))
        return True


def _score(scores: CharacterScores | None, role: int) -> float:
    if scores is None:
        return _UNKNOWN[role - 1]
    return (scores.first, scores.second, scores.single)[role - 1]
