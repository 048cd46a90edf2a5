"""Places by their ending: 光复乡, 马太鞍溪, 巴布延群岛, 三里屯街道, where what stands before looks like a proper name.

The ending (suffixes.csv, labels GPE, LOC and FAC) closes a word of the segmenter; before it the name grows to the left
over proper words, words that the dictionary has not, and loose characters, but not into another place that is
complete in itself: 花莲县|马太鞍溪.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import schools, towns
from pipeline.extract.entities.found import PLACES, Board, Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.lexicon.names import Suffix
    from pipeline.model import Token

_NAME = re.compile(r"[\u4e00-\u9fff·]{1,8}")
_LONGEST_STEM, _MOST_TOKENS = 8, 5
# what stands before such an ending in ordinary words: 全省, 各县, 本市, 山区, 农村, 沿海, 街区
_ORDINARY = frozenset(
    "全 各 本 该 外 我 两 三 四 五 几 数 多 一 二 每 某 此 另 同 省 市 县 区 乡 镇 村 州 山 河 江 湖 海 岛 路 街 大 小 老 新 上 下 中 "
    "东 西 南 北 前 后 左 右 内 城 郊 农 渔 灾 社 小区 地 景 园 校 厂 矿 林 牧 沿 近 远 深 公 内陆 高 火 雪 冰 沙 群 半 过 进 出 入 开 "
    "铁 水 道 马 公 网 线 思 出 退 活 生 门 一条 这条 那条 整个 邻 穷 贫困 边远 偏远 有 在 到 是 的 了 和 与 及 或 从 向 往 被 把 将 对 于 之 "
    "摩天 非 登 爬 靠 依 背 沿着 围 填 出 下 翻 过江 渡 长 黄 红 绿 蓝 白 黑 青 他 她 它 其 这 那 等 由 经 自 又 也 都 就 而 至 离 距 靠近 位于 前往".split()
)
# endings that close a place's name, so that the next one begins behind them
_CLOSED = re.compile(r"[国省市县区州郡乡镇村]$|街道$|自治区$")
_VILLAGES = frozenset("县乡镇村屯")
# endings that given names have, too: 长江 of a person, 晓海, 之路
_BODY_OF = re.compile(r"局|集团|公司|管理[局处]")  # 白云机场|集团 is no facility
_ALSO_GIVEN = frozenset("江海河山湖岛路溪湾港州")
_ARRIVING = frozenset("抵离赴返访来留居驻旅")
_SCHOOLS = frozenset({"中学", "小学", "大学"})
_STANDING = frozenset("在着起出到立住稳")  # 站在, 站起来: the verb
_TAKES_SIDES = ("选边", "一边", "两边", "这边", "那边")  # 不选边|站
_NAMED_LIKE_PLACES = frozenset("派出所 小学 国小 幼儿园 村委会 居委会 卫生院".split())
_GROWING = frozenset("桥 路 街 山 江 河 海 湖 村 湾 岛 溪 港 桥 集选区".split())
_PREPOSITIONS = frozenset("从往由")
_MARKS = frozenset("将把被至")  # 延伸|至|明德路
_MANY = frozenset({"大楼", "高速公路"})
_LEAST = 2  # code points of a name of a place
_PROPER_TAGS = frozenset({"ns", "nz", "nr", "nrt", "nrfg"})


def find(board: Board) -> None:
    """A known place grows by its ending (四川|省); an unknown one needs a proper word or loose characters before it."""
    heads, tokens = board.heads, board.context.tokens
    body = board.context.article.body_start
    towns.find(board)
    for end, (ending, at) in heads.items():
        index = board.context.token_index(end - 1)
        token = tokens[index]
        if token.start < body:
            continue
        if ending.surface == "州" and _no_state(board.norm, at, token.end):
            continue
        if ending.surface == "港" and board.norm[token.end : token.end + 1] == "铁":
            continue  # 夜闯|港铁
        if ending.surface in _NAMED_LIKE_PLACES:  # 唐三营|派出所, 高码头|小学
            _ending(board, index, ending, at, token.end)
        if ending.label not in PLACES or (ending.label == "FAC" and _BODY_OF.match(board.norm, token.end)):
            continue
        first = index if at >= token.start else board.context.token_index(at)
        if first != index and not _split_ending(board, first, at):
            continue
        if not _grow(board, ending, at, token.end):
            _ending(board, first, ending, at, token.end)


def _no_state(norm: str, at: int, end: int) -> bool:
    """州 of 柔佛|州务大臣, 马江|州议员, 加州|州长."""
    return norm.startswith(("务", "议员", "议席", "选区"), end) or norm[at - 1 : at] == "州"


def _split_ending(board: Board, index: int, at: int) -> bool:
    """淡滨尼集|选区: the segmenter cut inside the ending; the word before it holds the stem."""
    return board.context.tokens[index].start <= at


def _grow(board: Board, suffix: Suffix, at: int, end: int) -> bool:
    """四川|省, 三里屯|街道, 塔里木|河: a place found before takes in the ending behind it."""
    found = board.ending_at(at, PLACES)
    if found is None or found.rule.startswith("country-"):
        return False
    if not (suffix.surface in _GROWING or suffix.strong or suffix.label == "GPE"):
        return False
    if suffix.surface in _MANY:
        return found.known is not None  # 安徽|高速公路: one of its many
    if suffix.label == "GPE" and towns.is_country(found):
        return False
    if suffix.surface == "社区" and found.label == "FAC":
        return True  # 宏福苑|社区: the estate
    if suffix.surface == "区" and board.norm[at - 1] in "市县":  # 台北市|区
        return False
    if suffix.surface in _VILLAGES and board.norm[at - 1] in "县市区乡镇":  # 澧县|县领导, 鲁甸县|乡村
        return False
    board.add(Found(found.start, end, suffix.label, f"place-suffix({suffix.place})"))
    return True


def _is_none(board: Board, suffix: Suffix, at: int, end: int) -> bool:
    """华人|社区, 余国栋|站|在, 今早|抵港, 官立|小学: an ending that makes no name."""
    norm = board.norm
    return (
        board.ending_at(at, ("NORP",)) is not None
        or (suffix.surface == "站" and norm[end : end + 1] in _STANDING)
        or (suffix.surface == "站" and norm.endswith(_TAKES_SIDES, 0, at))
        or (suffix.surface == "港" and norm[at - 1 : at] in _ARRIVING)
        or (suffix.surface in _SCHOOLS and norm[max(0, at - 2) : at] in schools.KINDS)
    )


def _ending(board: Board, index: int, suffix: Suffix, at: int, end: int) -> None:
    """``tokens[index]`` holds the ending's first character; what is left of it in that word begins the stem."""
    if _is_none(board, suffix, at, end):
        return
    tokens = board.context.tokens
    token = tokens[index]
    start, loose = token.start, 0
    if token.start < at:
        stem = board.norm[token.start : at]
        if token.end == end and _is_place_word(board, token, stem, suffix):
            if len(stem) >= 2 or token.tag == "ns":
                start, loose = _left(board, index, token.start, stem)
                if _is_listed(board, token) or board.crosses(start, end):
                    return
                board.add(Found(start, end, suffix.label, f"place-word({suffix.place})"))
            return
        if is_word(token.word) or not _NAME.fullmatch(stem) or stem in _ORDINARY or stem[-1] in _ORDINARY:
            return
        loose = 1
    else:
        stem = ""
    start, count = _begins(board, index, start, stem)
    stem = board.norm[start:at]
    if stem[:1] in _MARKS and len(stem) > _LEAST:  # 政府将务安郡|划为: the segmenter saw a person
        start, stem = start + 1, stem[1:]
    if count + loose == 0 or not 2 <= len(stem) <= _LONGEST_STEM + 2 or stem in _ORDINARY:
        return
    if board.crosses(start, end) or _holds_another(board, start, end, suffix):
        return
    if (
        board.norm[start:end] in board.names.not_places
        or _covered_by_longer(board, start, end)
        or (suffix.surface in _MANY and stem in board.names.surfaces)
    ):
        return
    if suffix.surface in _ALSO_GIVEN and len(stem) <= 2 and _looks_like_person(board, start, end):
        return
    board.add(Found(start, end, suffix.label, f"place-suffix({suffix.place})", ORDINARY))


def _holds_another(board: Board, start: int, end: int, suffix: Suffix) -> bool:
    """马华|槟州, 国土局局长|董路: a listed place, or a title and a person, within what would be the name."""
    whole = board.ending_at(end, PLACES)
    if whole is not None and whole.known is not None and start < whole.start:
        return True
    titles = board.names.before
    return suffix.label == "FAC" and any(titles.before(board.norm, at) for at in range(start + 2, end - 1))


def _begins(board: Board, index: int, start: int, stem: str) -> tuple[int, int]:
    """Where the stem begins and how many tokens it took in; a preposition that the segmenter glued on stays outside."""
    if stem and _led_in(board.context.tokens[index]):
        return start + 1, 0  # 由|梅塔省
    start, count = _left(board, index, start, stem)
    glued = board.norm[start] == "于" and board.context.article.text[start] == "於"  # 於|西屯區
    return start + glued, count


def _is_listed(board: Board, token: Token) -> bool:
    """花莲县, 湖南|永州: a table has the word, or both names in it."""
    one = board.starting_at(token.start)
    return (
        one is not None and one.known is not None and bool(one.end == token.end or board.starting_at(one.end))
    )


def _is_place_word(board: Board, token: Token, stem: str, suffix: Suffix) -> bool:
    """Whether one word of the dictionary is a place: 光复乡; not 贫困县, 高山, 出路."""
    if stem in _ORDINARY or token.word in board.names.not_places or not is_word(token.word):
        return False
    if len(token.word) == 2 and token.word in board.names.not_people:
        return False
    if suffix.surface in _VILLAGES and len(stem) >= 2:
        return token.tag[0] in "nv" and not stem.startswith(("之", "他", "异"))
    if suffix.surface in _ALSO_GIVEN and token.tag in {"nz", "nr"} and len(stem) == 2:
        scores = board.names.characters.get(stem[0])
        if scores is not None and scores.surname is not None and scores.surname > 0 and token.tag == "nz":
            return False
    return token.tag in {*_PROPER_TAGS, "nt"} and not _is_person(board, token)


def _is_person(board: Board, token: Token) -> bool:
    found = board.starting_at(token.start, ("PERSON",))
    if found is None or found.end < token.end:
        return False
    return bool(found.title) or token.word[-1] in "江海"  # 周佛海, 杨树江


def _left(board: Board, index: int, start: int, stem: str) -> tuple[int, int]:
    """Where the stem begins, and over how many tokens before ``tokens[index]`` it has grown."""
    tokens = board.context.tokens
    count = 0
    length = len(stem)
    if len(stem) >= 3:
        return start, 0
    while index > 0 and count < _MOST_TOKENS:
        before = tokens[index - 1]
        closed = board.ending_at(before.end)
        if closed is not None and (
            closed.label not in {*PLACES, "PERSON"}
            or _CLOSED.search(before.word)
            or towns.is_country(closed)
            or closed.end - closed.start == 1
            or (len(stem) >= 2 and closed.known is not None and closed.label != "PERSON")  # 海南|昌化江
        ):
            break
        kind = _kind(before)
        if (
            not kind
            or _begins_with_person(board, before)
            or length + len(before.word) > _LONGEST_STEM
            or (kind == "loose" and stem and count == 0 and len(stem) >= 2)
        ):
            break
        if (
            stem
            and len(stem) >= 2
            and kind == "word"
            and closed is None
            and before.tag not in {"nr", "nrt", "nrfg"}
        ):
            break
        if _led_in(before):
            return before.start + 1, count + 1  # 从|古州
        start, count, index, length = before.start, count + 1, index - 1, length + len(before.word)
        if kind == "word" and len(before.word) > 1 and not _goes_on(board, index):
            break
    return start, count


def _led_in(token: Token) -> bool:
    """从|古州: the segmenter glued a preposition to a name that no dictionary has."""
    return token.word[0] in _PREPOSITIONS and len(token.word) > _LEAST and not is_word(token.word)


def _begins_with_person(board: Board, token: Token) -> bool:
    """骆惠宁|任 before 香港: the segmenter glued a verb to a listed person."""
    person = board.starting_at(token.start, ("PERSON",))
    return person is not None and person.known is not None and person.end < token.end


def _goes_on(board: Board, index: int) -> bool:
    """尼·伯尔|切斯|库镇: a foreign name in more than one word."""
    tokens = board.context.tokens
    foreign = board.names.transliteration_inside
    if index == 0 or not all(char in foreign for char in tokens[index].word):
        return False
    before = tokens[index - 1]
    return before.word == "·" or (
        before.tag in {"nr", "nrt"} and all(char in foreign for char in before.word)
    )


def _kind(token: Token) -> str:
    """What a token before an ending can be: a proper ``word``, a ``loose`` character, or nothing."""
    if not _NAME.fullmatch(token.word) or token.word in _ORDINARY:
        return ""
    if token.tag in _PROPER_TAGS:
        return "word"
    if len(token.word) == 1:
        return "loose" if token.tag[0] in "ngzxjaqf" else ""
    return (
        "word" if len(token.word) <= 4 and not is_word(token.word) and not _ORDINARY & set(token.word) else ""
    )


def _covered_by_longer(board: Board, start: int, end: int) -> bool:
    """Whether a name found before reaches beyond the place on one side."""
    for place in range(start, end):
        for found in board.by_start.get(place, ()):
            if found.end > end:
                return True
    before = board.context.token_at(start - 1) if start else None
    return before is not None and any(
        found.start < start < found.end
        for place in range(max(0, start - 8), start)
        for found in board.by_start.get(place, ())
    )


def _looks_like_person(board: Board, start: int, end: int) -> bool:
    found = board.starting_at(start, ("PERSON",))
    return found is not None and found.end >= end
