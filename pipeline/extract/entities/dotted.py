"""Foreign people whose parts a dot or a hyphen joins: 唐纳德·特朗普, J·K·罗琳, 勒布朗-詹姆斯."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import foreign, standing
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import SURE
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.model import Token

_LONGEST = 8  # code points of one part: 亚历山德罗维奇 has 7
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "nz", "x", "ns"})
_REGNAL = re.compile(r"[一二三四五六七八九十]{1,3}世")  # 腓特烈·威廉四世
_SOLD = frozenset({"ORG", "PRODUCT"})
_BETWEEN = frozenset("老小兼前副原夫女男新名位叫称华名叫名为大人先生女士")
_BEHIND = frozenset("曾女将已也还")
_MOST_PARTS = 12
_MORE = 4  # characters that such a name may go on
_PAIR, _WHOLE = 2, 3
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIRST = frozenset("君恩兹茨让约")
_LETTERS = re.compile(r"[A-Za-z.]+")
_LETTERS_BEFORE = re.compile(r"[A-Z][A-Za-z.]{0,10}$")


def find(board: Board) -> None:
    """Every name with a dot, then every one with a hyphen."""
    norm, body = board.norm, board.context.article.body_start
    place = norm.find("·", body)
    while place >= 0:
        place = norm.find("·", _dotted(board, place))
    place = norm.find("-", body)
    while place >= 0:
        _hyphenated(board, place)
        place = norm.find("-", place + 1)


def _dotted(board: Board, dot: int) -> int:
    """The name that has its first dot at ``dot``, cut where the words around it end; where to look on."""
    norm = board.norm
    if board.covered(dot, dot + 1) or _sold(board, dot):
        return dot + 1  # 龙湖·花墅
    ending = board.names.suffixes.before(norm, dot)
    if ending is not None and len(ending[0].surface) > 1:
        return dot + 1  # 中融信托·鹏诚
    begin = _left(board, dot)
    sold = board.names.surfaces.get(norm[begin:dot]) if begin is not None else None
    if begin is None or (sold is not None and sold.name.label in _SOLD):
        return dot + 1
    begin = _from_title(board, begin)
    if norm[begin - 1 : begin] == "-" and _HAN.match(norm, begin - 2):  # 罗杰-莫里斯·博内特
        begin = _left(board, begin - 1) or begin
    place = dot
    for _ in range(_MOST_PARTS):
        end = _right(board, place + 1)
        if end is None:
            return place + 1
        if norm[end : end + 1] != "·":
            break
        place = end
    else:
        return place + 1  # no name has so many parts
    end = _to_speech(board, place + 1, end)
    if norm[end : end + 1] == "-":  # 让·克洛德-容克
        end = _right(board, end + 1) or end
    if norm[end : end + 1] == "娃":  # 斯波塔科|娃
        end += 1
    if norm[end - 1] in _BEHIND and norm[end - 3] != "·":
        end -= 1  # 詹姆斯·米勒|曾
    regnal = _REGNAL.match(norm, end)
    if regnal:
        end = regnal.end()
    if (
        end - begin >= 3
        and not norm[begin:end].replace("·", "").isascii()
        and not foreign.ends_like_a_place(norm[begin:end])
        and not _ordinary(board, begin, end)
    ):
        begin -= norm[begin - 1 : begin] == "小" and board.names.before.before(norm, begin - 1) is not None
        board.add(Found(begin, end, "PERSON", "dotted-name", SURE))
    return end


def _from_title(board: Board, begin: int) -> int:
    """总理|宋|赛·西潘敦: one or two characters between a title and what looks like the name belong to it."""
    norm = board.norm
    if board.names.before.before(norm, begin) is not None:
        return begin  # 总统|顾问|迈克尔·
    for start in (begin - 1, begin - _PAIR):
        title = board.names.before.before(norm, start) if start > 0 else None
        if title is not None and start - title[1] >= _PAIR:
            between = norm[start:begin]
            loose = _HAN.match(between) and not set(between) & foreign.FUNCTION and between not in _BETWEEN
            token = board.context.token_at(start)
            plain = token is None or token.start != start or (len(between) > 1 and is_word(between))
            return start if loose and not plain and not board.covered(start, begin) else begin
    return begin


def _to_speech(board: Board, start: int, end: int) -> int:
    """普坦·威|乍耶猜|说: what the segmenter glued to the name goes on up to a verb of speech or a boundary."""
    norm = board.norm
    glued = board.context.token_at(end)
    if end - start > _PAIR or glued is None or glued.start == end or is_word(glued.word):
        return end
    for stop in range(end + 1, min(len(norm), end + _MORE + 1) + 1):
        token = board.context.token_at(stop - 1)
        if token is None or norm[stop - 1] in foreign.FUNCTION or not _HAN.match(norm, stop - 1):
            return end
        if token is not glued and len(token.word) > 1 and is_word(token.word):
            return end
        if standing.BOUNDARY.match(norm[stop : stop + 1] or " ") or board.names.speech.at(norm, stop):
            return stop
    return end


def _ordinary(board: Board, begin: int, end: int) -> bool:
    """荣誉·最佳: words of the dictionary on both sides that are written with characters of no transliteration."""
    tokens = board.context.tokens
    words = tokens[board.context.token_index(begin) : board.context.token_index(end - 1) + 1]
    letters = board.names.transliteration_dotted
    return all(
        word.word == "·" or (len(word.word) > 1 and is_word(word.word) and not set(word.word) <= letters)
        for word in words
    ) and not any(word.tag in {"nrt", "nrfg"} for word in words)


def _sold(board: Board, dot: int) -> bool:
    """龙湖|·花墅, and not 玛|莱卡·博姆: a brand is no piece of a longer transliteration."""
    brand = board.ending_at(dot, _SOLD)
    if brand is None:
        return False
    letters = board.names.transliteration
    return (brand.start == 0 or board.norm[brand.start - 1] not in letters) or not set(
        board.norm[brand.start : dot]
    ) <= set(letters)


def _hyphenated(board: Board, hyphen: int) -> None:
    """勒布朗-詹姆斯, as sports pages write it: both halves are foreign words, and one is known for a person's."""
    norm = board.norm
    if not _HAN.match(norm, hyphen - 1) or not _HAN.match(norm, hyphen + 1):
        return
    begin, end = _left(board, hyphen), _right(board, hyphen + 1)
    if begin is None or end is None or end - begin < 5 or board.covered(hyphen, hyphen + 1):
        return
    halves = (norm[begin:hyphen], norm[hyphen + 1 : end])
    if not all(len(half) >= 2 and set(half) <= board.names.transliteration_dotted for half in halves):
        return
    words = board.context.tokens[board.context.token_index(begin) : board.context.token_index(end - 1) + 1]
    if any(_is_person(board, word) for word in words) and not foreign.ends_like_a_place(norm[begin:end]):
        board.add(Found(begin, end, "PERSON", "hyphenated-name", SURE))


def _is_person(board: Board, word: Token) -> bool:
    if board.starting_at(word.start, ("PERSON",)) is not None:
        return True
    return word.tag in {"nrt", "nrfg"} or (word.tag == "nr" and not is_word(word.word))


def _left(board: Board, dot: int) -> int | None:
    """Where the first part begins: characters of transliterations, read from the dot to the left word by word."""
    letters = _LETTERS_BEFORE.search(board.norm, max(0, dot - 11), dot)
    if letters:
        return letters.start()
    place, tokens = dot, board.context.tokens
    for index in range(board.context.token_index(dot - 1), -1, -1):
        token = tokens[index]
        if not _foreign(board, token, touching=place == dot) or dot - token.start > _LONGEST:
            if place == dot and _is_forename(board, token):
                place = token.start
            elif (place == dot and token.tag in {"nr", "nrt"}) or not is_word(token.word):
                place = board.letters_before(place, token)
            break
        place = token.start
    if place == dot:
        token = tokens[board.context.token_index(dot - 1)]
        return token.start if _any_word(board, token) else None
    return place


def _is_forename(board: Board, token: Token) -> bool:
    """刘易斯: a name of the dictionary that begins with a character of no other transliteration."""
    rest = token.word[1:]
    known = token.tag in {"nr", "nrt"} and is_word(token.word) and len(rest) > 1
    alike = token.word[0] in _FIRST and len(rest) == 1  # 君特
    return (known or alike) and set(rest) <= board.names.transliteration_dotted


def _right(board: Board, start: int) -> int | None:
    """Where the last part ends: characters of transliterations, read from the dot to the right word by word."""
    letters = _LETTERS.match(board.norm, start)
    if letters:
        return letters.end()
    listed = board.starting_at(start, ("PERSON",))
    place, tokens = listed.end if listed is not None else start, board.context.tokens
    for index in range(board.context.token_index(place), len(tokens)):
        token = tokens[index]
        if token.start < place:
            place = max(place, _first_characters(board, token, place))
            if place < token.end:
                break
            continue
        fits = _foreign(board, token, touching=place == start) or _odd(board, token)
        fits = fits or (
            place == start + 1 and token.tag in {"nr", "nrt"} and len(token.word) == _PAIR
        )  # 赫|胥黎
        if not fits or token.end - start > _LONGEST:
            if token.start == place == start and _is_whole(token):
                place = token.end
            elif (place == start or not is_word(token.word)) and token.end - token.start > 1:
                place = _first_characters(board, token, place)
            break
        place = token.end
    if place == start:
        token = tokens[board.context.token_index(start)]
        return token.end if token.start == start and _any_word(board, token) else None
    return place


def _odd(board: Board, token: Token) -> bool:
    """雷|睦斯: one unusual character inside a word that nobody knows."""
    if is_word(token.word) or not 2 <= len(token.word) <= 4 or foreign.FUNCTION & set(token.word):
        return False
    return all(char in board.names.transliteration for char in token.word[1:])


def _is_whole(token: Token) -> bool:
    """赫胥黎: a name to the segmenter, with a character that other transliterations have not."""
    function = foreign.FUNCTION & set(token.word) or token.word[-1] in standing.NO_ENDING
    return token.tag in {"nr", "nrt"} and len(token.word) <= _WHOLE and not function


def _foreign(board: Board, token: Token, *, touching: bool) -> bool:
    """Whether the whole word is written like a name; a word of the dictionary only right beside the dot: 伦敦."""
    if token.word in foreign.FUNCTION or board.names.before.get(token.word) is not None:
        return touching and token.word == "让"  # 让·克洛德
    alexander = token.word.replace("亚历", "亚")  # 历 is in no other name
    if not all(char in board.names.transliteration_dotted for char in alexander):
        return False
    if len(token.word) == 1 or token.tag in _NAME_TAGS or not is_word(token.word):
        return True
    return touching and board.names.speech.get(token.word) is None


def _any_word(board: Board, token: Token) -> bool:
    """差猜·春哈旺: a word right beside the dot whose characters are unusual."""
    if len(token.word) > 4 or token.word in foreign.FUNCTION or not "\u4e00" <= token.word[0] <= "\u9fff":
        return False
    return board.names.before.get(token.word) is None and token.tag[0] in "nvaizjbxd"


def _first_characters(board: Board, token: Token, start: int) -> int:
    stop = start
    while stop < token.end and board.norm[stop] in board.names.transliteration_dotted:
        stop += 1
    return stop
