"""Reading: formats, head lines, names, and what becomes of a file that cannot be read."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.model import Article, ArticleError, Reject
from pipeline.read import read
from pipeline.read.files import count

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon

BODY = "国务院常务会议研究了下一步工作，决定明年增加投资。"
PAGE = f"<html><head><title>题目 &amp; 副题</title>{{meta}}</head><body><header>某网</header><nav>首页 登录</nav><article><p>{BODY * 4}</p></article><footer>版权</footer><script>var x=1</script></body></html>"


class Corpus:
    """A folder to put files into and read."""

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        self.folder, self.lexicon = folder, lexicon

    def put(self, name: str, data: str | bytes = BODY) -> Corpus:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return self

    def read(self) -> tuple[list[Article], list[Reject]]:
        found = list(read(self.folder, self.lexicon))
        return [i for i in found if isinstance(i, Article)], [i for i in found if isinstance(i, Reject)]

    def ids(self) -> list[str]:
        return [article.article_id for article in self.read()[0]]

    def rejects(self) -> list[tuple[str, str, bool]]:
        return [(reject.path, reject.stage, reject.lost) for reject in self.read()[1]]


@pytest.fixture
def corpus(tmp_path: Path, lexicon: Lexicon) -> Corpus:
    return Corpus(tmp_path / "corpus", lexicon)


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.TXT", "b.Md"])
def test_text_is_read_as_it_stands(corpus: Corpus, name: str) -> None:
    text = "# 标题\r\n\r\n" + BODY + "\r\n\t　尾 "
    [article], rejects = corpus.put(name, text).read()
    assert (article.text, article.article_id, article.path, rejects) == (text, name, name, [])
    assert article.sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.HTML"])
def test_a_page_gives_its_article_without_menus_and_scripts(corpus: Corpus, name: str) -> None:
    meta = '<meta property="og:site_name" content="某报"><meta property="article:published_time" content="2025-08-11">'
    [article], rejects = corpus.put(name, PAGE.format(meta=meta)).read()
    assert BODY * 4 in article.text
    assert not any(word in article.text for word in ("首页", "某网", "版权"))
    assert "var x" not in article.text
    assert (article.title, article.source, article.published, article.extracted) == (
        "题目 & 副题",
        "某报",
        "2025-08-11",
        True,
    )
    assert rejects == []


def test_a_page_may_be_a_fragment_or_xhtml_with_a_declared_encoding(corpus: Corpus) -> None:
    corpus.put("fragment.html", f"<p>{BODY * 4}</p>")
    declared = (
        f'<?xml version="1.0" encoding="gb2312"?><html><head></head><body><p>{BODY * 5}</p></body></html>'
    )
    corpus.put("xhtml.html", declared.encode("gb18030"))
    articles, rejects = corpus.read()
    assert [article.text.count(BODY) for article in articles] == [4, 5]
    assert rejects == []


def test_a_page_without_an_article_is_rejected(corpus: Corpus) -> None:
    assert corpus.put("a.html", "<html><body></body></html>").rejects() == [("a.html", "parse", True)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "A.JSONL.GZ"])
def test_lines_of_json_are_articles(corpus: Corpus, name: str) -> None:
    lines = [
        {
            "id": "第一",
            "text": BODY,
            "title": "题",
            "published": "2025-08-11",
            "region": "TW",
            "source": "某报",
        },
        {"text": BODY + "二", "n": 3, "tags": ["x"], "title": None},
        {"id": 7, "text": BODY + "三", "region": "香港"},
    ]
    data = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    first, second, third = corpus.put(
        name, gzip.compress(data) if name.lower().endswith("gz") else data
    ).read()[0]
    assert (first.article_id, first.title, first.published, first.region, first.source, first.path) == (
        f"{name}#第一",
        "题",
        "2025-08-11",
        "TW",
        "某报",
        name,
    )
    assert (second.article_id, second.published) == (f"{name}#2", "")
    assert (third.article_id, third.region) == (f"{name}#7", "HK")


def test_a_bad_line_is_rejected_by_its_number_and_the_rest_is_read(corpus: Corpus) -> None:
    good = json.dumps({"text": BODY}, ensure_ascii=False)
    deep = '{"text":' + "[" * 100_000
    lines = ["{bad", "", "[1]", '{"id":"x"}', deep, good, '{"text":"\\ud800' + BODY + '二"}']
    articles, rejects = corpus.put("a.jsonl", "\n".join(lines)).read()
    assert [article.article_id for article in articles] == ["a.jsonl#6", "a.jsonl#7"]
    assert articles[1].text == "\ufffd" + BODY + "二"
    assert [(reject.path, reject.stage) for reject in rejects] == [
        ("a.jsonl#1", "parse"),
        ("a.jsonl#3", "parse"),
        ("a.jsonl#x", "read"),
        ("a.jsonl#5", "parse"),
    ]


def test_a_damaged_archive_keeps_what_was_read_before(corpus: Corpus) -> None:
    lines = "".join(
        json.dumps({"text": f"{BODY}第{n}段"}, ensure_ascii=False) + "\n" for n in range(3000)
    ).encode()
    packed = gzip.compress(lines)
    corpus.put("cut.jsonl.gz", packed[: len(packed) // 2])
    corpus.put("bad.jsonl.gz", packed[:200] + b"\x00" * 50 + packed[250:])
    corpus.put("no.jsonl.gz", b"this is no archive")
    assert {path for path, stage, lost in corpus.rejects() if lost and stage == "read"} == {
        "cut.jsonl.gz",
        "bad.jsonl.gz",
        "no.jsonl.gz",
    }
    assert sum(name.startswith("cut") for name in corpus.ids()) > 100


def test_a_loss_in_a_line_is_told_by_its_place_in_the_file(corpus: Corpus) -> None:
    first = json.dumps({"text": BODY}, ensure_ascii=False).encode() + b"\n"
    second = (
        json.dumps({"text": "今天" + BODY}, ensure_ascii=False).encode().replace("天".encode(), b"\xff", 1)
    )
    _, [reject] = corpus.put("a.jsonl", first + second).read()
    assert (reject.path, reject.stage, reject.lost) == ("a.jsonl#2", "decode", False)
    place = len(first) + second.index(b"\xff")
    assert f"at byte {place}:" in reject.reason


@pytest.mark.parametrize("column", ["text", "Content", "正文", "內容"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_rows_of_a_table_are_articles(corpus: Corpus, column: str, encoding: str) -> None:
    table = f'id,{column},title,region\r\nx,"{BODY}\n第二段,有逗号",题,TW\r\n,,,\r\n,{BODY},,\r\ny,,题,\r\n'
    articles, rejects = corpus.put("a.csv", table.replace("內", "内").encode(encoding)).read()
    assert [(article.article_id, article.text) for article in articles] == [
        ("a.csv#x", f"{BODY}\n第二段,有逗号"),
        ("a.csv#4", BODY),
    ]
    assert [(reject.path, reject.reason) for reject in rejects] == [("a.csv#y", "has no text")]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("a,b\n1,2\n", "has no text column"),
        ("text\n", "has a header and no row"),
        ('text\n"' + BODY, ""),
    ],
)
def test_a_table_that_is_none(corpus: Corpus, table: str, reason: str) -> None:
    _, rejects = corpus.put("a.csv", table).read()
    assert [reject.reason.startswith(reason) for reject in rejects] == ([True] if reason else [])


# ---------------------------------------------------------------- head lines


def parquet(path: Path, **columns: list[Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path, row_group_size=2)


def test_rows_of_parquet_are_articles(corpus: Corpus) -> None:
    days = [dt.date(2025, 7, 18), None, dt.datetime(2025, 7, 20, 9, 30)]  # noqa: DTZ001  (Parquet has times without a zone)
    columns: dict[str, list[Any]] = {
        "article_id": ["x", None, "z"], "text": [BODY, BODY + "二", BODY + "三"], "title": ["题", "", None],
        "region": ["TW", "CN", None], "score": [1.5, 2.0, 3.0], "tags": [["a"], [], None],
    }  # fmt: skip
    parquet(corpus.folder / "part-0.snappy.parquet", **columns, published=days[:1] * 3)
    parquet(corpus.folder / "times.PARQUET", Content=[BODY + "四"], date=[days[2]])
    corpus.put("_SUCCESS", "").put("._SUCCESS.crc", "")
    articles, rejects = corpus.read()
    assert rejects == []
    told = [(one.article_id, one.text, one.title, one.published, one.region) for one in articles]
    assert told == [
        ("part-0.snappy.parquet#x", BODY, "题", "2025-07-18", "TW"),
        ("part-0.snappy.parquet#2", BODY + "二", "", "2025-07-18", "CN"),
        ("part-0.snappy.parquet#z", BODY + "三", "", "2025-07-18", ""),
        ("times.PARQUET#1", BODY + "四", "", "2025-07-20T09:30:00", ""),
    ]
    assert {one.published_basis for one in articles} == {"field"}
    assert count(corpus.folder) == 4
    corpus.put("more.jsonl", '{"text": "甲"}\n{"text": "乙"}\n')
    assert count(corpus.folder) == 6
    corpus.put("packed.jsonl.gz", b"not unpacked for a progress bar")
    assert count(corpus.folder) is None


def test_parquet_that_cannot_be_read_is_rejected(corpus: Corpus) -> None:
    parquet(corpus.folder / "empty.parquet", text=[])
    parquet(corpus.folder / "other.parquet", words=["a"], day=["b"])
    parquet(corpus.folder / "null.parquet", text=[None, BODY])
    parquet(corpus.folder / "cut.parquet", text=[BODY + str(number) for number in range(64)])
    whole = (corpus.folder / "cut.parquet").read_bytes()
    at = pq.read_metadata(corpus.folder / "cut.parquet").row_group(20).column(0).dictionary_page_offset
    corpus.put("cut.parquet", whole[:at] + b"\xff" * 40 + whole[at + 40 :])
    corpus.put("no.parquet", "this is no table")
    articles, rejects = corpus.read()
    told = {reject.path: reject.reason for reject in rejects}
    assert told.pop("empty.parquet") == "has columns and no row"
    assert told.pop("other.parquet") == "has no text column: call it text (found: words, day)"
    assert told.pop("null.parquet#1") == "has no text"
    assert told.pop("no.parquet").startswith("is not Parquet to be read: ")
    assert told.pop("cut.parquet#33").startswith("is not Parquet from here on: ")
    assert not told
    assert len(articles) == 1 + 32


def test_head_lines_are_metadata_and_positions_count_them(corpus: Corpus) -> None:
    text = f"title: 题目：副题\nsource: 某报\npublished: 2025-08-11\nregion: tw\n\n{BODY}"
    [article] = corpus.put("a.txt", text).read()[0]
    assert article.text == text
    assert (article.title, article.source, article.published, article.region) == (
        "题目：副题",
        "某报",
        "2025-08-11",
        "TW",
    )
    assert article.text[article.body_start :] == BODY


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Title：题\r\nREGION: CN\r\n \r\n{BODY}", "题", BODY),
        (f"title: 题\nauthor: 某人\nsource: 某报\n\n{BODY}", "题", BODY),
        (f"title:\nsource: 某报\n\n{BODY}", "", BODY),
        (f"title: 题\n{BODY}", "", f"title: 题\n{BODY}"),  # no blank line: it is prose
        (f"OpenAI: 新模型\nNote: x\n\n{BODY}", "", f"OpenAI: 新模型\nNote: x\n\n{BODY}"),  # no key of ours
        (f"{BODY}\n\ntitle: 题\n\n尾", "", f"{BODY}\n\ntitle: 题\n\n尾"),  # not at the head
        (f"\ntitle: 题\n\n{BODY}", "", f"\ntitle: 题\n\n{BODY}"),
    ],
)
def test_what_is_a_head(corpus: Corpus, text: str, title: str, body: str) -> None:
    [article] = corpus.put("a.txt", text).read()[0]
    assert (article.title, article.text[article.body_start :]) == (title, body)


YAML = "title: \"题目：副题\"  # 备注\ndate: 2025-08-11 10:00:00 +0800\nsource: '某报'\nregion: tw\n"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (f"---\n{YAML}---\n\n{BODY}", 0),
        (f"---\r\n{YAML.replace(chr(10), chr(13) + chr(10))}...\r\n{BODY}", 0),
        (f"---\ntags:\n  - 芯片\n- 财报\n\n# 说明\n{YAML}author: 某人\n---\n{BODY}", 0),
        (f"---\n{YAML.replace('source', 'outlet')}sorce: 另一报\nmood: 好\n---\n{BODY}", 2),
        (
            f"---\n{YAML.replace(YAML.split(chr(10), maxsplit=1)[0], f'title: >-{chr(10)}  题目：副题')}---\n{BODY}",
            0,
        ),
        (f"标题：题目：副题\n来源： 某报\n日期：2025年8月11日 10:00\n地區:台灣\n記者：某人\n\n{BODY}", 0),
    ],
)
def test_front_matter_and_chinese_keys_are_metadata(corpus: Corpus, text: str, notes: int) -> None:
    [article], rejects = corpus.put("a.md", text).read()
    assert (article.title, article.source, article.published, article.region, article.published_basis) == (
        "题目：副题", "某报", "2025-08-11T10:00:00", "TW", "head",
    )  # fmt: skip
    assert article.text == text
    assert article.text[article.body_start :].strip() == BODY
    assert [(one.path, one.stage, one.lost) for one in rejects] == [("a.md", "parse", False)] * notes


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("title: 题\npublised: 2025-07-18\n\n", "head line publised is not used: write published"),
        ("titel: 题\nregoin: TW\n\n", "head line titel is not used: write title"),
        ("title: 题\nmood: 好\n\n", "head line mood is not used: title, source, published and region are"),
        ("title: 题\npublished: 2025-07-18\n", "its head lines (title, published) are read as text: put a blank line behind them"),
        ("---\ntitle: 题\n\n", "its head lines (title) are read as text: put --- behind them"),
        ("---\ntitle: 题\n这一天，风很大。\n---\n", "its head lines (title) are read as text: put --- behind them"),
        ("title: 题\nauthor: 某人\n\n", ""),
        ("---\n这一天，风很大。\n---\n", ""),
        ("---\n", ""),
        ("---\n---\n", ""),
        ("来源：某报\n", ""),  # as pages have it
        ("日期：8月11日\n地点：市政厅\n\n", ""),
        ("OpenAI: 新模型\nNote: x\n\n", ""),
    ],
)  # fmt: skip
def test_a_head_that_is_not_used_is_said(corpus: Corpus, head: str, reason: str) -> None:
    [article], rejects = corpus.put("a.txt", head + BODY).read()
    assert article.text[article.body_start :].endswith(BODY)
    assert [one.reason for one in rejects][:1] == ([reason] if reason else [])
    assert not any(one.lost for one in rejects)


def test_head_lines_without_a_text_are_no_article(corpus: Corpus) -> None:
    assert corpus.put("a.txt", "title: 题\nsource: 报\n\n  \n").rejects() == [("a.txt", "read", True)]


def test_a_head_line_that_nobody_can_use_is_said(corpus: Corpus) -> None:
    [article], rejects = corpus.put("a.txt", f"published: 昨天\nregion: 火星\n\n{BODY}").read()
    assert (article.published, article.region) == ("", "")
    assert [(reject.stage, reject.lost) for reject in rejects] == [("parse", False), ("parse", False)]
    assert "YYYY-MM-DD" in rejects[0].reason
    assert "CN, TW, HK, SG or MO" in rejects[1].reason


# ---------------------------------------------------------------- names and folders


def test_names_are_paths_inside_the_corpus_in_sorted_order(corpus: Corpus) -> None:
    names = ["b.txt", "a/z.txt", "a b.txt", "台灣 新聞/二〇二五.md", "a/a|b.txt", "A.txt", "行\n换.txt"]
    for number, name in enumerate(names):
        corpus.put(name, f"{BODY}{number}")
    assert corpus.ids() == sorted(names, key=lambda name: name.split("/"))


def test_hidden_files_and_the_readme_are_passed_over(corpus: Corpus) -> None:
    corpus.put(".hidden.txt", "甲").put(".git/a.txt", "乙").put("README.md", "丙").put(
        "x/Readme.md", "丁"
    ).put("a.txt")
    articles, rejects = corpus.read()
    assert [article.article_id for article in articles] == ["a.txt"]
    assert rejects == []


def test_one_file_may_be_read_alone_even_a_readme(corpus: Corpus, lexicon: Lexicon) -> None:
    corpus.put("sub/a.txt").put("README.md", BODY + "说明")
    for file, name in (("sub/a.txt", "a.txt"), ("README.md", "README.md")):
        [article] = read(corpus.folder / file, lexicon)
        assert isinstance(article, Article)
        assert article.article_id == name


def test_names_that_are_no_utf8_stay_apart(corpus: Corpus) -> None:
    corpus.put("a.txt")
    for byte in (b"\xff", b"\xfe"):
        Path(os.fsdecode(os.fsencode(corpus.folder) + b"/n" + byte + b".txt")).write_text(
            BODY + str(byte), encoding="utf-8"
        )
    assert corpus.ids() == ["a.txt", "n\\udcfe.txt", "n\\udcff.txt"]


def test_a_missing_corpus_is_one_clear_line(tmp_path: Path, lexicon: Lexicon) -> None:
    with pytest.raises(ArticleError, match="there is no such folder or file") as told:
        list(read(tmp_path / "不存在", lexicon))
    assert "\n" not in str(told.value)


# ---------------------------------------------------------------- what cannot be read


def test_every_file_that_is_no_article_is_a_reject_with_a_reason(corpus: Corpus) -> None:
    corpus.put("good.txt").put("empty.txt", b"").put("blank.md", " \n\t　\n").put("mark.txt", b"\xef\xbb\xbf")
    corpus.put("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9).put("paper.pdf", b"%PDF").put(
        "noending", "字"
    )
    corpus.put("empty.jsonl", b"\n").put("empty.csv", b"").put("empty.html", b"").put("x.json", "{}").put(
        "x.gz", b""
    )
    articles, rejects = corpus.read()
    assert [article.article_id for article in articles] == ["good.txt"]
    assert {reject.path: reject.stage for reject in rejects} == {
        "empty.txt": "read",
        "blank.md": "read",
        "mark.txt": "read",
        "image.txt": "decode",
        "paper.pdf": "read",
        "noending": "read",
        "empty.jsonl": "read",
        "empty.csv": "read",
        "empty.html": "read",
        "x.json": "read",
        "x.gz": "read",
    }
    assert all(reject.lost and len(reject.reason) > 5 for reject in rejects)


def test_a_loss_is_a_warning_and_the_article_is_read(corpus: Corpus) -> None:
    data = BODY.encode() + b"\xff" + "尾".encode()
    [article], [reject] = corpus.put("a.txt", data).read()
    assert article.text == BODY + "\ufffd尾"
    assert reject.lost is False
    assert f"at byte {len(BODY.encode())}" in reject.reason


def test_a_file_that_may_not_be_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.put("a.txt").put("b.txt", BODY + "二").put("c.jsonl", '{"text":"x"}')
    real = Path.open

    def refuse(path: Path, *options: Any, **named: Any) -> Any:
        if path.name != "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *options, **named)

    monkeypatch.setattr(Path, "open", refuse)

    def read_bytes(path: Path) -> bytes:
        with path.open("rb") as file:
            return bytes(file.read())

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    articles, rejects = corpus.read()
    assert [article.article_id for article in articles] == ["b.txt"]
    assert [(reject.path, "Permission denied" in reject.reason) for reject in rejects] == [
        ("a.txt", True),
        ("c.jsonl", True),
    ]


def test_a_folder_that_may_not_be_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.put("a.txt").put("shut/b.txt", BODY + "二")
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    articles, rejects = corpus.read()
    assert [article.article_id for article in articles] == ["a.txt"]
    assert [(reject.path, reject.stage) for reject in rejects] == [("shut", "read")]


def test_links(corpus: Corpus, tmp_path: Path) -> None:
    corpus.put("a.txt")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.txt").write_text(BODY + "二", encoding="utf-8")
    (corpus.folder / "file.txt").symlink_to(elsewhere / "b.txt")
    (corpus.folder / "folder").symlink_to(elsewhere)
    (corpus.folder / "loop").symlink_to(corpus.folder)
    (corpus.folder / "broken.txt").symlink_to(elsewhere / "nothing.txt")
    os.mkfifo(corpus.folder / "pipe.txt")
    (elsewhere / "b.txt").rename(corpus.folder / "z.txt")
    (corpus.folder / "inside.txt").symlink_to("z.txt")
    (elsewhere / "b.txt").write_text(BODY + "三", encoding="utf-8")
    assert corpus.ids() == ["a.txt", "inside.txt"]
    assert {path for path, _, _ in corpus.rejects()} == {
        "folder", "loop", "broken.txt", "pipe.txt", "file.txt", "z.txt",
    }  # fmt: skip


def test_the_same_text_twice_is_read_once(corpus: Corpus) -> None:
    corpus.put("a.txt").put("b.txt", BODY.encode("gb18030")).put("c.md", f"title: 题\n\n{BODY}\n").put(
        "d.txt", BODY + "。"
    )
    assert corpus.ids() == ["a.txt", "d.txt"]
    assert corpus.rejects() == [("b.txt", "duplicate", True), ("c.md", "duplicate", True)]
    assert all("a.txt" in reject.reason for reject in corpus.read()[1])


def test_the_same_id_twice_is_read_once(corpus: Corpus) -> None:
    lines = [{"id": "x", "text": BODY + str(n)} for n in range(3)]
    corpus.put("a.jsonl", "\n".join(json.dumps(line) for line in lines))
    assert corpus.ids() == ["a.jsonl#x"]
    assert corpus.rejects() == [("a.jsonl#x", "duplicate", True)] * 2


def test_lines_of_one_text_are_articles_where_anything_else_differs(corpus: Corpus) -> None:
    lines = [
        {"id": name, "text": BODY, "published": f"2025-07-{day}"}
        for name, day in (("x", 18), ("y", 18), ("z", 19))
    ]
    corpus.put("a.jsonl", "\n".join(json.dumps(line) for line in lines))
    assert corpus.ids() == ["a.jsonl#x", "a.jsonl#y", "a.jsonl#z"]
    assert not corpus.rejects()


def test_lines_that_say_the_same_in_every_field_are_read_once(corpus: Corpus) -> None:
    corpus.put("a.jsonl", "\n".join([json.dumps({"text": BODY})] * 2))
    assert corpus.ids() == ["a.jsonl#1"]
    assert corpus.rejects() == [("a.jsonl#2", "duplicate", True)]


def test_bytes_without_a_letter_or_digit_are_no_article(corpus: Corpus) -> None:
    corpus.put("a.txt", b"\x00\x01\x02")
    assert not corpus.ids()
    assert corpus.rejects() == [("a.txt", "decode", True)]
