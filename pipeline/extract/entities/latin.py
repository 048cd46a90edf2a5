"""Names in Latin letters: products and models (DeepSeek-R1, GLM 4.5, GB200), people (Michael Kratsios), others by list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import versions
from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import GUESS, ORDINARY, SURE

if TYPE_CHECKING:
    from pipeline.model import EntityLabel

# a Latin word with its inner digits, dots, hyphens; more of them with single spaces between
_WORD = r"[A-Za-z][A-Za-z0-9]*(?:[-'’.+&][A-Za-z0-9]+)*\+?"
_PHRASE = re.compile(
    rf"(?<![A-Za-z0-9@./_-]){_WORD}(?: (?:[A-Z]\.(?= [A-Z][a-z])|{_WORD}|of|and|the|for|de|&(?= [A-Z])|[0-9]+(?:\.[0-9]+)?(?![0-9%.,]| ?[万亿千百兆%年月日个名家元人倍]| ?[0-9])))*(?![A-Za-z0-9_])"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PERSON = re.compile(
    r"^[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?: [A-Z]\.)?(?: (?:van|von|de|bin|al))?(?: (?:al-|el-)?[A-Z][a-zA-Z'’-]+){1,2}$"
)
# technical terms, units and abbreviations that are no names
COMMON = frozenset(
    "ai agi gpu cpu tpu npu api app apps ip it ict iot vr ar mr xr led lcd oled pc tv dvd cd usb wifi wi-fi 3d 4k 5g 6g 4g 3g 2g "
    "gdp cpi ppi pmi ipo ceo cfo cto coo cio cmo vp pm am hr pr id ok qr kol esg etf adr reit reits m2 roe eps pe ev phev bev erp crm sql "
    "dna rna mrna pcr ct mri icu covid pm2.5 pm10 co2 sars hiv aids nba's cp vs km kg cm mm ml gb tb mb kb ghz mhz hz kw mw gw kwh ddos apt "
    "p2p b2b b2c c2c o2o saas paas iaas ppt pdf excel word email e-mail web www http https url html sdk llm llms rag moe rlhf transformer elo "
    "notice date title source published region q1 q2 q3 q4 h1 h2 no vol mv ktv spa gps kol kpi okr sop faq diy vip mba emba phd ma bs sci ssci token tokens "
    "agent chip act eda cad cae mes plm a b c d e f g h i j k l m n o p q r s t u v w x y z ii iii iv vi vii viii ix xi".split()
)
# what the name of a company or body in English ends in
_COMPANY_WORDS = frozenset(
    "Inc Inc. Ltd Ltd. LLC LLP Corp Corp. Corporation Company Co. Group Holdings Global International Partners Capital Ventures "
    "Bank Securities Technologies Technology Systems Labs Studios Media Pictures Entertainment Airlines Airways Motors Energy "
    "University College School Institute Foundation Association Council Committee Agency Organization Organisation Centre Center".split()
)
# the legal form that ends the name of a company, and what of it stands behind a stop: MWT HOLDINGS CO|., LTD.
_LEGAL = frozenset("Inc Ltd Llc Llp Plc Corp Corporation Co Limited Incorporated Gmbh Bhd".split())
_LEGAL_TAIL = re.compile(r"\.?(?:,? ?(?:LTD|LLC|INC|BHD)(?![A-Za-z]))?\.?", re.IGNORECASE)
# the form behind a comma: SUN CHEMICAL COMPANY|, LIMITED
_FORM = re.compile(r", ?(?:INC|LTD|LIMITED|LLC|CORP|[IL](?:nc|td)|Limited|Corp)(?! ?[A-Za-z])\.?")
_SERIES = re.compile(
    r"(?:系列|模型|芯片|手机|处理器|版本?|操作系统|软件|平台|应用|机型|车型|战机|导弹|客机|晶片|大模型|聊天机器人|游戏|显卡|架构|型号|耳机|眼镜|手表|音箱|平板电脑|浏览器|聊天机器人|应用程序|加速卡|加速器)"
)
# Capital Economics公司; not 公司债, 银行家
_HEAD = re.compile(r" ?(?:集团|公司|银行|基金会|律师事务所|研究所)(?![债法章家业级])")
_COMPANY = re.compile(
    r"(?:公司|集团|宣布|表示|CEO|首席|创始人|联合创始人|研究员|股价|旗下|发布|推出|收购|投资)"
)


def find(board: Board) -> None:
    """Latin names that no table lists, and listed ones with the version that belongs to them."""
    norm = board.norm
    for match in _PHRASE.finditer(norm, board.context.article.body_start):
        for start, end in _pieces(match):
            _one(board, start, end)


# numbers of roads and of the kilometres along them
_ROAD, _HIGHWAY, _BESIDE = re.compile(r"[GSK][0-9]{1,4}"), re.compile(r"高速|公路|国道|省道|桩号"), 16


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    """A sentence of English is no name: runs of more than five words are left out."""
    words = match.group().split(" ")
    if len(words) > 5 or sum(word.islower() for word in words) > 1:
        return []
    return [match.span()]


_NUMBER_OF = re.compile(r"(?:编号|案号)[:： ]$")  # 案件编号：WKCC5340/2025


def _one(board: Board, start: int, end: int) -> None:
    norm = board.norm
    text = norm[start:end]
    listed = board.starting_at(start)
    words = text.split(" ")
    form = _FORM.match(norm, end)
    if text[0].isupper() and (form or (len(words) > 1 and words[-1].capitalize() in _LEGAL)):
        tail = form or _LEGAL_TAIL.match(norm, end)
        stem = end if form else end - len(words[-1]) - 1
        brand = listed is not None and listed.label == "ORG" and listed.end == stem
        known = listed.known if brand and listed is not None else None  # Tesla Inc
        board.add(Found(start, tail.end() if tail else end, "ORG", "latin-company", SURE, known))
        return
    head = _HEAD.match(norm, end)
    if head is not None and (" " in text or "-" in text) and text[0].isupper():
        whole = listed is not None and listed.end == end and listed.label == "ORG"
        known = listed.known if whole and listed is not None else None
        board.add(Found(start, head.end(), "ORG", "latin-head", ORDINARY, known))
        return
    if listed is not None and listed.end >= end:
        return
    if listed is not None:
        rest = norm[listed.end : end].strip(" -.")
        if listed.label == "ORG" and _YEAR.fullmatch(rest):
            return  # Apple 2024
        parts = rest.split(" ") if listed.label == "ORG" else re.split("[ -]", rest)
        if versions.is_version(parts) and listed.label in {"PRODUCT", "ORG"}:
            board.add(Found(start, end, "PRODUCT", "latin-version", listed.rank))  # GPT-5|.2
        elif norm[listed.end] == "-" or (listed.label == "PRODUCT" and len(rest.split(" ")) == 1):
            board.add(Found(start, end, "PRODUCT", "latin-extended", min(listed.rank, ORDINARY)))
        return
    words = text.split(" ")
    while words and (words[-1].lower() in COMMON or _YEAR.fullmatch(words[-1])):
        words.pop()
    while words and words[0].lower() in COMMON and len(words) > 1 and not versions.VERSION.match(words[1]):
        start += len(words[0]) + 1
        words.pop(0)
    text = " ".join(words)
    end = start + len(text)
    if not text or text.lower() in COMMON or len(text) < 2 or board.covered(start, end):
        return
    if norm[end : end + 1] == "版" and versions.VERSION.match(text):
        return  # 标准版、Max版
    if versions.is_no_product(norm, start, end) or _NUMBER_OF.search(norm, max(0, start - 5), start):
        return
    label = _label(board, text, start, end)
    if label is not None:
        board.add(Found(start, end, label, "latin", GUESS if len(text) < 4 else ORDINARY))


def _label(board: Board, text: str, start: int, end: int) -> EntityLabel | None:
    norm = board.norm
    after = norm[end : end + 8].lstrip(" ")
    before = norm[max(0, start - 6) : start]
    words = text.split(" ")
    if _ROAD.fullmatch(text) and _HIGHWAY.search(norm, max(0, start - _BESIDE), end + _BESIDE):
        return None  # G55(二广)高速公路太原方向(K381)
    if versions.is_model(text) and text.split("-", maxsplit=1)[0].lower() not in COMMON:
        return "PRODUCT"
    if versions.is_named(words):
        return "PRODUCT"
    if _SERIES.match(after):
        return "PRODUCT" if text[0].isupper() or any(c.isdigit() for c in text) else None
    if words[-1] in _COMPANY_WORDS and len(words) > 1 and text[0].isupper():
        return "ORG"
    if _PERSON.match(text) and len(words) in {2, 3}:
        return "PERSON" if board.names.before.before(before, len(before)) is not None else None
    if re.fullmatch(r"[A-Z][a-z]+ & [A-Z][a-z]+", text):  # Alvarez & Marsal
        return "ORG"
    if _COMPANY.match(after) and text[0].isupper():
        return "ORG"
    return None
