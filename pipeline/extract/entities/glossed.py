"""Foreign names that the article glosses: 佛洛尼斯州（Voronezh）, 费多里谢夫（Vyacheslav Fedorishchev）.

The Latin name in brackets vouches for the transliteration before it, so that no rule may cut it to its last word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import foreign
from pipeline.extract.entities.found import PLACES, Board, Found, replace
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.model import EntityLabel, Token

_GLOSS = re.compile(r"[(（](?P<latin>[A-ZÀ-Þ][A-Za-zÀ-ſ .'’-]{2,40})[)）]")
# Anton Belorishchev, Ursula von der Leyen, John D. Smith
_FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][a-zà-ſ'’-]+(?: [A-Z]\.)?(?: (?:van|von|de|der|bin|al|da|di|el|la))*(?: (?:al-|el-)?[A-ZÀ-Þ][A-Za-zÀ-ſ'’-]+){1,3}"
)
_PLACE_NAME = re.compile(
    r" (?:Bridge|Street|Road|Avenue|Park|Point|Square|Building|Tower|Mall|Station|Crossing)$"
)
_FACILITY = re.compile(r"[桥路街道园厦坊场站楼塔]$")
_LONGEST, _LOCAL = 12, 5  # code points of a transliteration, of a local name
_ORDINARY_TAGS = frozenset("vdpcurmfaqtlib")
_PREFIXES = {"下": ("Ni", "Lower"), "上": ("Ver", "Upper", "Ober"), "新": ("N",)}  # 下诺夫哥罗德
_JOINING = frozenset("和与及、，。")  # 和|马天|尼斯
_WHOLE = 3  # code points of a transliteration that is one beyond doubt
_DOING = frozenset({"v", "d", "p"})
_PLACED = frozenset("位于 位 属于 属 至 到 于".split())
_HAN = re.compile(r"[\u4e00-\u9fff·]+")
_BESIDE = re.compile(r"[/／、，：:\n]")
_CLAUSE = re.compile(r"[，。；：！？、\n]|^$")


def find(board: Board) -> None:
    """Every Latin name in brackets: what stands before it, whole."""
    for match in _GLOSS.finditer(board.norm, board.context.article.body_start):
        end = match.start()
        start = _behind_title(board, _run(board, end), end)
        prefix = _PREFIXES.get(board.norm[start - 1 : start])
        if prefix is not None and match["latin"].startswith(prefix):
            start -= 1
        if _PLACE_NAME.search(match["latin"]):
            _facility(board, end)
        place = board.ending_at(end, PLACES)
        if place is not None:
            if start < place.start and foreign.ends_like_a_place(board.norm[start:end]) and _cut(place):
                _write(board, start, end, place.label)
        elif _FULL_NAME.fullmatch(match["latin"]):
            _person(board, start, end)


def _behind_title(board: Board, start: int, end: int) -> int:
    """巴维 of 时事评论|员巴维: the segmenter glued the end of a title to the name."""
    for place in range(start + 1, end - 1):
        title = board.names.before.before(board.norm, place)
        if title is not None and title[1] < start:
            return place
    return start


def _person(board: Board, start: int, end: int) -> None:
    """A name that is cut, or none yet: a title before it, or a verb of speech behind the brackets, must show a person."""
    norm = board.norm
    whole = _from_title(board, end) or _of_letters(board, end)
    if whole is not None and whole < start:
        _write(board, whole, end, "PERSON")
        return
    if _rest(board, start):
        start -= 1
    found = board.ending_at(end)
    if found is not None:
        if found.label == "PERSON" and start < found.start:
            _write(board, start, end, "PERSON")
        return
    if foreign.ends_like_a_place(norm[start:end]):
        return
    if end - start >= _WHOLE and _acts(board, start, end) and not board.covered(start, end):
        board.add(Found(start, end, "PERSON", "glossed", ORDINARY))
        return
    pieces = board.touching(start, end)
    if pieces and all(
        one.label == "PERSON" and start <= one.start and one.end <= end and _cut(one) for one in pieces
    ):
        told = _title(board, start) or board.norm[start - 1 : start] in _JOINING
        if end - start <= _LONGEST and told:
            _write(board, start, end, "PERSON")  # 导演|玛丽安|卡琪瓦尼
        return
    if not _is_shown(board, start, end):
        start = _local(board, end)
    if 2 <= end - start <= _LONGEST and not board.covered(start, end) and _is_shown(board, start, end):
        board.add(Found(start, end, "PERSON", "glossed", ORDINARY, title=_title(board, start)))


def _from_title(board: Board, end: int) -> int | None:
    """女星|谢茜嘉积丝婷（Jessica Chastain）: everything behind a title, whatever its characters."""
    norm = board.norm
    for start in range(end - 1, max(0, end - _LONGEST), -1):
        if not _HAN.fullmatch(norm, start, end) or norm[start] in foreign.FUNCTION:
            return None
        title = board.names.before.before(norm, start)
        if title is not None and start - title[1] > 1:
            token = board.context.token_at(start)
            if token is not None and token.tag == "v" and len(token.word) > 1 and is_word(token.word):
                return None  # 投资人|包括|罗恩·康维
            return start if end - start >= _WHOLE else None  # 秘书长|吕特
    return None


def _of_letters(board: Board, end: int) -> int | None:
    """文森林顿（Vincent Lindon）: characters of transliterations from the beginning of the clause or a list."""
    norm, letters = board.norm, board.names.transliteration_dotted
    start = end
    while start and end - start < _LOCAL + _WHOLE and norm[start - 1] in letters:
        start -= 1
    alone = start == 0 or _BESIDE.match(norm, start - 1) is not None
    return start if alone and _WHOLE <= end - start <= _LOCAL + 2 else None


def _facility(board: Board, end: int) -> None:
    """李德桥（Read Bridge）: a bridge, whatever its characters look like."""
    found = board.ending_at(end, ("PERSON",))
    if found is not None and found.known is None and _FACILITY.search(board.norm, found.start, end):
        for one in board.touching(found.start, end):
            if one is not found and one.known is None:
                board.drop(one)
        board.replace(found, replace(found, label="FAC", rule="glossed", title=""))


def _rest(board: Board, start: int) -> bool:
    """别|洛里谢夫: one character is left between the transliteration and a title or the beginning of the clause."""
    before = board.norm[start - 1 : start]
    if not before or not _HAN.fullmatch(before) or before in foreign.FUNCTION or _title(board, start):
        return False  # 秘书长|吕特
    clause = _CLAUSE.fullmatch(board.norm[max(0, start - 2) : start - 1]) is not None
    return clause or _title(board, start - 1) != ""


def _is_shown(board: Board, start: int, end: int) -> bool:
    norm = board.norm
    closing = norm.find(")", end) + 1
    return _title(board, start) != "" or (
        closing > 0
        and board.names.speech.at(norm, closing) is not None
        and _CLAUSE.fullmatch(norm[start - 1 : start]) is not None
    )


def _acts(board: Board, start: int, end: int) -> bool:
    """诺伊维茨（Luisa Neuwitz）到场: a clause begins with the transliteration, and what it does follows the brackets."""
    token = board.context.token_at(board.norm.find(")", end) + 1)
    if token is None or _CLAUSE.fullmatch(board.norm[start - 1 : start]) is None:
        return False
    return token.tag in _DOING and token.word not in _PLACED


def _title(board: Board, start: int) -> str:
    title = board.names.before.before(board.norm, start)
    return board.norm[title[1] : start] if title is not None else ""


def _local(board: Board, end: int) -> int:
    """丹玛亚: a name in characters of no transliteration, from a title or the beginning of the clause; else ``end``."""
    norm, tokens = board.norm, board.context.tokens
    start, index = end, board.context.token_index(end - 1)
    while index >= 0 and end - tokens[index].start <= _LOCAL:
        token = tokens[index]
        named = len(token.word) == 1 or (token.tag[0] in "nx" and token.tag != "n")
        if not _HAN.fullmatch(token.word) or not named or token.word in foreign.FUNCTION:
            break
        start, index = token.start, index - 1
        if _title(board, start) or _CLAUSE.fullmatch(norm[start - 1 : start]):
            return start
    return end


def _write(board: Board, start: int, end: int, label: EntityLabel) -> None:
    """Put the whole name where its pieces stand."""
    pieces = board.touching(start, end)
    if not all(start <= one.start and one.end <= end and _cut(one) for one in pieces):
        return
    for one in pieces:
        board.drop(one)
    board.add(Found(start, end, label, "glossed", ORDINARY, title=_title(board, start)))


def _cut(found: Found) -> bool:
    """Whether a name may be a piece of a longer one: 谢夫, 鲍尔, a town, and no country or body of a table."""
    short = found.label == "PERSON" and len(found) == 2
    return found.known is None or short or found.known.place.startswith("gazetteer/")


def _run(board: Board, end: int) -> int:
    """Where the transliteration that ends at ``end`` begins, read to the left word by word."""
    tokens = board.context.tokens
    start = end
    for index in range(board.context.token_index(end - 1), -1, -1):
        token = tokens[index]
        if end - token.start > _LONGEST or _ends_it(board, token, end):
            break
        if not _is_foreign(board, token, end):
            if not is_word(token.word) and start == token.end:
                start = board.letters_before(start, token)
            break
        start = token.start
    return start


def _ends_it(board: Board, token: Token, end: int) -> bool:
    if token.word in foreign.FUNCTION or board.names.before.before(board.norm, token.end) is not None:
        return True
    known = board.ending_at(token.end)
    return token.end < end and known is not None and not _cut(known)


def _is_foreign(board: Board, token: Token, end: int) -> bool:
    """费多, 里, 下诺: characters of transliterations, the first of a word that nobody knows may be another."""
    letters = board.names.transliteration_dotted
    word = token.word
    if token.end == end and len(word) > 1 and foreign.ends_like_a_place(word):
        word = word[:-1]
    elif token.end == end and foreign.ends_like_a_place("X" + word):
        return True  # 佛洛|尼斯|州
    if not set(word[1:]) <= letters or not _HAN.fullmatch(word):
        # 主席|莫哈末|沙布
        guessed = token.tag.startswith("nr") and not is_word(word)
        guessed = guessed and (token.tag == "nrt" or _title(board, token.start) != "")
        return guessed and _HAN.fullmatch(word) is not None and len(set(word) - letters) == 1
    known = len(token.word) > 1 and is_word(token.word)
    if known and token.tag[0] in _ORDINARY_TAGS:
        return False
    return word[0] in letters or (not known and len(word) > 1 and word[0] not in foreign.FUNCTION)
