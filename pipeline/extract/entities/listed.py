"""Names that a table lists: names.csv, countries, the gazetteer, and words of the segmenter's dictionary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import home_bodies, seams
from pipeline.extract.entities.fitting import fits
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY, SURE
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.lexicon.surfaces import Surface
    from pipeline.model import Token

_FROM_THERE = frozenset("籍人")
_LONG = 4  # code points of a listed name that the words around it do not put in doubt
# in front of or behind an ambiguous name, what shows that a company or product is meant: 苹果公司, 小米CEO
_COMPANY = re.compile(
    r"(?:公司|集团|股价|财报|营收|CEO|总裁|董事长|创始人|高管|首席|执行长|财务长|营运长|创办人|联合创|股份|旗下|官网|宣布|发布|推出|手机|汽车|員工|员工|市值|控股|生产|品牌|科技(?:公司|集团|股份|有限|旗下|股价|宣布)|回应|起诉|执行董事|非执行董事|行政总裁|副总|目标价|分析员|研究部|业绩|主席|发言人|股东|盈利|派息|终端|资讯|报道|报导|汇编|引述)"
    # 阿里(9988)升2%, 小米急升逾4%
    r"|[(](?:0[0-9]{2}|(?!19|20)[0-9]{4,6})(?:[.][A-Z]{2})?[)]|(?:[(][0-9]{4,6}(?:[.][A-Z]{2})?[)])?(?:全日|早段|午后|收市|收盘|一度|半日|再|亦|则|急|劲|倒|齐){0,2}(?:升|跌|涨|挫|飙)(?:近|逾|超|约|[0-9])"
)
# what the share of a company did by so much: 上扬百分之一点四, 收217.5元
_SHARE_MOVED = re.compile(
    r"(?:盘中|终场|早盘|尾盘)?(?:(?:上扬|上涨|下跌|大涨|大跌|重挫|劲扬|扬升|收涨|收跌|涨|跌|扬|挫)(?:逾|近|约|超过)?(?:[0-9]|百分之)"
    r"|收(?:在|报)?[0-9,.一二三四五六七八九十百千万零点]{1,14}元)"
)
_DOES = re.compile(
    rf"{_SHARE_MOVED.pattern}|将(?:于|在|会|尽|继续|推出|发布|公布|披露|投资|停|裁|与|成为|完成|以|从|向|对|再|不)"
)
_CONTEST = re.compile(
    r"(?:半?决赛|冠军|亚军|男单|女单|男双|女双|混双|首轮|正赛|资格赛|赛场|夺冠|八强|四强|十六强)"
)
_TEAM = re.compile(r"(?:队|主场|客场|主帅|球员|球迷|教练|战胜|击败|[0-9]+[-:比][0-9]+|队员|门将|前锋)")


def find(board: Board) -> list[tuple[int, int, Surface]]:
    """Add all listed names that stand for themselves; return the ambiguous ones for a second look."""
    pending: list[tuple[int, int, Surface]] = []
    reach = board.context.article.body_start
    all_found = list(board.names.find(board.context.low))
    begins = {start for start, [(end, first), *_] in all_found if end - start >= _LONG and not first.latin}
    for start, options in all_found:
        if start < reach:
            continue
        for end, listed in _fitting(board, start, options, begins):
            surface = board.names.at_home(listed, board.context.article.region)
            if surface.text in board.names.home_surfaces:
                home_bodies.add(board, start, end, surface)
            elif surface.ambiguous and not _is_clear(board, start, end, surface):
                pending.append((start, end, surface))
                continue
            else:
                board.add(_as_found(board, start, end, surface))
            reach = end
            break
    _words(board)
    return pending


def _words(board: Board) -> None:
    """Add the listed names that the segmenter sees as one word, and those that are half of one: 江西|籍, 湖南|永州."""
    context, names = board.context, board.names.words
    places = context.places
    known = {index for word in names.keys() & places.keys() for index in places[word]}
    towns = [index for index, tag in enumerate(context.tags) if tag == "ns"]
    long = [index for index, token in enumerate(context.tokens) if token.end - token.start >= _PLACE_AND_NAME]
    for index in sorted(known.union(context.ending(_FROM_THERE), towns, long)):
        token = context.tokens[index]
        if index in known:
            _word(board, token, names[token.word])
            continue
        seamed = seams.origin if token.word[-1] in _FROM_THERE else seams.two_places
        for found in seamed(board, token) or seams.place_before(board, token):
            board.add(found)


def _word(board: Board, token: Token, surface: Surface) -> None:
    start, end = token.start, token.end
    headed = token.word[-1] in _HEADED and board.norm.startswith("长", end)
    if seams.is_apart(board, start, end) or (headed and seams.runs_on(board, end, token.word)):
        return  # 法务部|长
    if _is_firm(board, token):
        return
    if surface.ambiguous and not _is_county(board, token):
        return
    if _is_namesake(board, start, end, surface):  # 国防部长|奥斯汀|表示
        board.add(Found(start, end, "PERSON", "titled-place", GUESS))
    else:
        name = surface.name
        board.add(Found(start, end, name.label, f"word({name.place})", known=name))


_PLACE_AND_NAME = 5  # code points of 北京|人民大会堂, where the segmenter has both as one word
_HEADED = frozenset("部院局署厅处校会")  # 部长, 局长


def _is_firm(board: Board, token: Token) -> bool:
    """阿里 is a prefecture, and no place where its shares rise or the article names 阿里巴巴."""
    rival = board.names.surfaces.get(token.word)
    if rival is None or not rival.ambiguous or rival.name.label != "ORG":
        return False
    if _shown_by_context(board.norm, token.end, rival) or board.says(rival.name.name):
        return True
    norm = board.norm  # 腾讯、|阿里|、美团
    before = board.ending_at(token.start - 1, ("ORG",)) if norm[token.start - 1] == "、" else None
    after = board.starting_at(token.end + 1, ("ORG",)) if norm[token.end : token.end + 1] == "、" else None
    return any(one is not None and one.known is not None for one in (before, after))


# before and behind the short name of a county or district: 在涿鹿, 南山区
_LOCAL_BEFORE = re.compile(r"(?:[省市州盟]|来自|位于|前往|出生于|生于|抵达|在|到|赴|回|离|自|祖籍|籍贯)$")
_LOCAL_AFTER = re.compile(r"(?:[县市区旗人籍乡]|一中|境内|城区|县城|当地|[、,，](?!的))")


def _is_county(board: Board, token: Token) -> bool:
    """商城, 牡丹 and 新城 are counties where the article writes 商城县, names the province before or goes there."""
    norm = board.norm
    if any(board.says(token.word + level) for level in ("县", "区", "旗", "自治")):
        return True
    before = board.ending_at(token.start, ("GPE",))
    if before is not None and not before.rule.startswith("country-"):
        return True
    if token.word in board.names.not_places:
        return False
    return bool(
        _LOCAL_BEFORE.search(norm[max(0, token.start - 3) : token.start])
        or _LOCAL_AFTER.match(norm, token.end)
    )


# what a firm has in China; 星巴克中国宣布 is its subsidiary
_IN_CHINA = re.compile(r"(?:市场|区(?![总董])|消费者|业务(?=易主|出售|重组))")


def _fitting(
    board: Board, start: int, options: list[tuple[int, Surface]], begins: set[int]
) -> Iterator[tuple[int, Surface]]:
    """The listed names that fit their place, longest first; the shorter ones of a name that runs on: 香港 of 香港大学|生.

    ``begins`` are the places where a longer listed name begins: 港铁|将军澳线, whatever the segmenter makes of it.
    """
    cut = False
    for end, surface in options:
        if seams.runs_on(board, end, surface.text):
            cut = True
        elif surface.text.endswith("中国") and surface.text != "中国" and _IN_CHINA.match(board.norm, end):
            continue  # 星巴克|中国|业务
        elif (
            surface.name.label == "ORG"
            and _DOES.match(board.norm, end)
            and board.norm[end - 1 : end + 1] != "行将"
        ):
            yield end, surface  # 鸿|海上|扬1.4%, 恒|大将|完成
        elif "PRODUCT" in surface.name.labels and not surface.ambiguous and _ON_IT.match(board.norm, end):
            yield end, surface  # 推特上。
        elif surface.name.label == "PERSON" and _OFFICE_TAKEN.match(board.norm, end):
            yield end, surface  # 但拜|登上|台
        elif seams.is_apart(board, start, end):
            continue
        elif (
            (cut and not surface.ambiguous)
            or (end in begins and not surface.latin)
            or fits(board, start, end, surface)
        ):
            yield end, surface


def _is_clear(board: Board, start: int, end: int, surface: Surface) -> bool:
    """Whether what stands beside an ambiguous surface, or the dictionary, tells what is meant."""
    if surface.text.endswith("党"):
        return False  # 民主党主席: of which country, a title does not say
    return (
        _shown_by_context(board.norm, end, surface)
        or _is_app(board.norm, start, end, surface)
        or _is_glossed(board, start, end, surface)
        or _whole_word(board, start, end)
        or _titled(board, start, surface)
    )


_OFFICE_TAKEN = re.compile(r"上[台任](?!阶)")
_ON_IT = re.compile(r"上(?=[，。、；的写发称说有])")
_APP = re.compile(r"(?:账号|帐号|热搜|发文|发帖|网友|直播(?!带)|官微|客户端|App|APP)")


def _is_app(norm: str, start: int, end: int, surface: Surface) -> bool:
    """在微博上, 微博热搜: an app by what one does with it."""
    if "PRODUCT" not in surface.name.labels or surface.latin:
        return False
    on_it = (
        norm[start - 1 : start] in {"在", "于"}
        and not is_word(surface.text)
        and norm[end : end + 1] == "上"
        and norm[end : end + 2] not in _RISES
    )
    return on_it or _APP.match(norm, end) is not None


_RISES = frozenset({"上市", "上涨", "上升", "上线", "上演", "上海"})
_BRACKET = re.compile(r" ?[(（](?P<latin>[A-Za-z][A-Za-z0-9 .&-]{1,30})[)）]")


def _is_glossed(board: Board, start: int, end: int, surface: Surface) -> bool:
    """苹果（Apple）, and Apple in it: each is a name of the same thing."""
    norm = board.norm
    behind = _BRACKET.match(norm, end)
    if behind is not None and not surface.latin:
        other = board.names.surfaces.get(behind["latin"].lower())
        return other is not None and other.name.name == surface.name.name
    if surface.latin and norm[start - 1 : start] in {"(", "（"} and norm[end : end + 1] in {")", "）"}:
        place = start - 1
        return any(
            (other := board.names.surfaces.get(norm[at:place])) is not None
            and other.name.name == surface.name.name
            for at in range(max(0, place - 8), place - 1)
        )
    return False


def _titled(board: Board, start: int, surface: Surface) -> bool:
    """首相安华, CEO库克: a title stands right before a person whose name is a word as well."""
    return surface.name.label == "PERSON" and board.names.before.before(board.norm, start) is not None


def _whole_word(board: Board, start: int, end: int) -> bool:
    """The segmenter knows exactly this word as an institution: 一汽, 国资委."""
    token = board.context.token_at(start)
    return token is not None and (token.start, token.end) == (start, end) and token.tag in {"nt", "j"}


_GAME = {"PRODUCT", "WORK_OF_ART"}
# 侠盗猎车手IV, 文明6: a game and its number, where nothing is counted behind it
_SEQUEL = re.compile(
    r"(?:[0-9]{1,2}|[IVX]{1,4}|[二三四五六七](?=[，。、》；\s]|$))"
    r"(?![0-9A-Za-z.:,%]|[年月日分秒个名款万亿千百人场局比届次]|时(?!代)|-[0-9])"
)


def _as_found(board: Board, start: int, end: int, surface: Surface) -> Found:
    name = surface.name
    if _GAME.issubset(name.labels):
        sequel = _SEQUEL.match(board.norm, end)
        end = sequel.end() if sequel is not None and not surface.text[-1].isascii() else end
    if _is_namesake(board, start, end, surface):
        return Found(start, end, "PERSON", "titled-place", GUESS)
    rank = SURE if "·" in surface.text or "-" in surface.text else ORDINARY  # 阿卜杜勒-马吉德·特本
    company = "ORG" in name.labels and surface.text.endswith(("公司", "集团"))  # 推特|公司
    return Found(start, end, "ORG" if company else name.label, f"name({name.place})", rank, name)


def _is_namesake(board: Board, start: int, end: int, surface: Surface) -> bool:
    """议员马丁内斯: a person by the title, whatever town has that name as well."""
    place = surface.name.place
    if surface.name.label != "GPE" or end - start < 3 or place.startswith(("CLDR", "countries")):
        return False
    if not place.startswith("gazetteer/"):  # 国防部长|奥斯汀|表示, but 华盛顿 is a government as well
        listed = board.names.surfaces.get(surface.text, surface)
        if not listed.ambiguous or board.names.speech.at(board.norm, end) is None:
            return False
    if board.names.before.before(board.norm, start) is None:
        return False
    return len(set(surface.text) - board.names.transliteration_dotted) <= 1  # 奥斯|汀


def _shown_by_context(norm: str, end: int, surface: Surface) -> bool:
    """苹果公司, 苹果CEO库克, 供应商小米: what stands beside an ambiguous name says what it is."""
    if surface.name.label == "EVENT":
        return _CONTEST.match(norm, end) is not None  # 法网决赛
    if surface.name.label not in {"ORG", "PRODUCT"} or surface.latin:
        return False
    after = _COMPANY.match(norm, end) or _SHARE_MOVED.match(norm, end)
    return bool(after) or bool(_TEAM.match(norm, end) and surface.name.label == "ORG")
