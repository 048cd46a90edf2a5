"""The same event in several articles: what joins, what keeps apart, what contradicts, and what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.extract import extract
from pipeline.model import Article
from pipeline.resolve import Resolution, resolve
from pipeline.segment import segment

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon
    from pipeline.resolve.events import Event


def resolved(lexicon: Lexicon, *texts: str, published: str = "2025-08-11") -> Resolution:
    articles = [
        Article(
            f"{number}.txt", text, f"{number}.txt", published=published, region="CN", source=f"报{number}"
        )
        for number, text in enumerate(texts)
    ]
    return resolve([extract(segment(article), lexicon) for article in articles], lexicon)


def events_of(lexicon: Lexicon, *texts: str) -> list[Event]:
    return list(resolved(lexicon, *texts).events.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("英伟达8月6日收购一家以色列芯片公司。", "輝達8月6日收購以色列的晶片公司。"),
        ("台积电2025年7月公布财报。", "台積電7月17日公布財報。"),
        ("英伟达股价7月8日下跌约17%。", "輝達7月8日重挫16.97%。"),
        ("特朗普7月8日表示，关税不变。", "川普8日前在白宫。特朗普7月8日说，关税不变。"),
        ("大会7月26日将在上海举行，李强7月26日出席世界人工智能大会。", "李強7月26日出席世界人工智慧大會。"),
        (
            "常熟市苏源化工厂7月11日发生火灾，造成7人死亡。",
            "消防局表示，常熟市蘇源化工廠7月11日發生大火，燒了三個小時。",
        ),
        ("马克龙7月10日访问德国和波兰。", "马克龙7月10日访问波兰和德国。"),
        (  # a disaster befalls a place, told with and without 发生
            "7月11日凌晨，西安市雁塔区地铁15号线航天东路站施工现场发生坍塌。中铁隧道局表示已停工。",
            "西安地鐵15號線航天東路站工地7月11日坍塌。中鐵隧道局董事長道歉。",
        ),
        (  # a theft, whatever verb tells it
            "大英博物馆7月23日遭遇严重盗窃案，警方已赶到现场。",
            "大英博物館7月23日上午發生竊案，館方未透露損失。",
        ),
        ("大英博物馆7月23日发生抢劫案。", "兩名蒙面男子7月23日闖入大英博物館，偷走六枚古幣。"),
        ("特朗普8月6日抵达巴黎。", "特朗普8月6日抵达法国首都巴黎访问。"),
        ("小米公司8月6日发布新款Band手环。", "小米公司8月6日发布Band手环。"),
        ("莫迪与马克龙7月23日在新德里举行会谈。", "馬克龍7月23日與莫迪會面。"),
        ("秘鲁中部7月23日发生6.6级强震。", "秘魯7月23日凌晨發生6.9級地震。"),
        ("花蓮馬太鞍溪堰塞湖7月23日溢流。", "花蓮縣馬太鞍溪上游堰塞湖7月23日發生溢流。"),
        ("花蓮馬太鞍溪堰塞湖7月23日溢流。", "馬太鞍溪上游堰塞湖於7月23日下午潰決。"),
        (
            "青禾涂料有限公司7月23日发生爆燃，市政府已成立调查组，要求全市企业自查隐患。",
            "7月23日，消防員趕到城西滅火，工人逃生。青禾塗料有限公司7月23日下午發生爆炸，附近居民說聽到三聲巨響，當局正調查原因。",
        ),
    ],
)
def test_one_event(one: str, other: str, lexicon: Lexicon) -> None:
    assert any(len(event.articles) == 2 for event in events_of(lexicon, one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("英伟达8月6日发布《算力报告》。", "英伟达8月6日发布《安全报告》。"),
        ("英伟达8月6日收购台积电股份。", "英伟达8月6日收购微软股份。"),
        ("英伟达8月6日收购台积电股份。", "微软8月6日收购台积电股份。"),
        ("英伟达8月6日宣布裁员。", "英伟达8月6日没有宣布裁员。"),
        ("特朗普8月6日抵达巴黎。", "特朗普8月6日抵达柏林。"),  # two cities of a day
        ("小米公司8月6日发布新款Band手环。", "小米公司8月6日发布新款Ring手环。"),  # two models
        ("英伟达股价7月8日下跌17%。", "英伟达股价7月8日下跌3%。"),
        ("英伟达股价7月8日下跌17%。", "英伟达股价5月8日下跌17%。"),
        ("英伟达2024年推出新芯片。", "英伟达2024年推出云服务。"),
        ("公司7月8日宣布裁员。", "公司7月8日宣布裁员计划。"),
        ("微软7月8日签署协议。", "谷歌7月8日签署协议。"),
        ("泰国与柬埔寨7月29日举行军方会议。", "泰国与柬埔寨7月发生为期5天的冲突。"),
        ("秘鲁7月23日发生6.6级强震。", "秘鲁7月23日发生4.8级地震。"),
        ("日本北海道7月23日发生6.2级地震。", "日本宫崎县7月23日发生6.4级地震。"),
        ("莫迪与马克龙7月23日举行会谈。", "马克龙7月23日与李强会面。"),
        ("秘鲁7月23日发生6.6级强震。", "秘鲁7月23日发生多次余震。"),
        ("花蓮馬太鞍溪堰塞湖7月23日溢流。", "宜蘭得子口溪7月23日溢流。"),
        ("青禾涂料有限公司7月23日发生爆燃。", "青苗塗料有限公司7月23日發生爆炸。"),
        ("西安地铁15号线航天东路站7月11日发生坍塌。", "北京地铁10号线国贸站7月11日发生坍塌。"),
        ("大英博物馆7月23日发生盗窃案。", "卢浮宫7月23日发生盗窃案。"),
        ("人民路7月23日发生盗窃案。", "人民路7月23日发生抢劫案。"),  # a street has many houses
        (  # two announcements of one person and day
            "林佳龙7月23日宣布延长山区道路的封闭时间至九月底。",
            "林佳龙7月23日宣布与三个岛国签订渔业合作备忘录。",
        ),
    ],
)
def test_two_events(one: str, other: str, lexicon: Lexicon) -> None:
    assert all(len(event.articles) == 1 for event in events_of(lexicon, one, other))


@pytest.mark.parametrize(
    "texts",
    [
        ("英伟达拟8月6日收购一家以色列芯片公司。", "輝達8月6日收購以色列的晶片公司。"),
        ("英伟达拟8月6日收购以色列的芯片公司。英伟达8月6日收购以色列的芯片公司。",),
    ],
)
def test_a_plan_and_a_deed_told_on_one_day_are_two(texts: tuple[str, ...], lexicon: Lexicon) -> None:
    found = events_of(lexicon, *texts)
    assert sorted(event.status for event in found) == ["occurred", "planned"]


def test_a_plan_that_came_true_is_one_event(lexicon: Lexicon) -> None:
    told = [
        ("2025-08-01", "英伟达将于8月6日收购一家以色列芯片公司。"),
        ("2025-08-11", "輝達8月6日收購以色列的晶片公司。"),
    ]
    articles = [
        Article(f"{day}.txt", text, f"{day}.txt", published=day, region="CN", source=day)
        for day, text in told
    ]
    events = resolve([extract(segment(article), lexicon) for article in articles], lexicon).events.values()
    assert [(event.status, event.n_mentions) for event in events] == [("occurred", 2)]


@pytest.mark.parametrize("amount", ["項目總投資約86億元", "項目的投資額約86億元", "總投資額達86億元"])
def test_a_planned_investment_is_not_done_by_its_amount(amount: str, lexicon: Lexicon) -> None:
    found = events_of(lexicon, f"8月6日，寧德時代擬投資建設電池工廠，{amount}。")
    assert [event.status for event in found if event.trigger == "投資"] == ["planned"]


def test_the_best_date_wins_and_the_other_mention_keeps_its_own(lexicon: Lexicon) -> None:
    found = resolved(lexicon, "台积电2025年7月公布财报。", "台積電7月17日公布財報。")
    event = next(event for event in found.events.values() if len(event.articles) == 2)
    assert (event.date, event.precision, event.n_sources) == ("2025-07-17", "day", 2)
    assert [link.judgement for link in found.links if link.kind == "event"] == ["joined"]


def test_dates_that_differ_by_days_are_a_conflict_of_both_and_overwrite_none(lexicon: Lexicon) -> None:
    found = events_of(lexicon, "英伟达8月4日收购微软股份。", "輝達8月5日收購微軟股份。")
    assert {(event.date, event.conflict) for event in found} == {
        ("2025-08-04", "2025-08-05 in 1.txt"),
        ("2025-08-05", "2025-08-04 in 0.txt"),
    }


def test_two_subjects_side_by_side_are_two_events(lexicon: Lexicon) -> None:
    found = events_of(lexicon, "英伟达7月8日停牌，微软7月8日停牌。", "微軟7月8日停牌，輝達7月8日停牌。")
    assert sorted(len(event.articles) for event in found) == [2, 2]


def test_a_copied_article_raises_neither_count(lexicon: Lexicon) -> None:
    text = "英伟达8月6日收购微软股份。" + "".join(
        f"双方的董事会一共谈了{n}轮，每一轮都留下了详细的记录，编号{n * 37}。" for n in range(30)
    )
    event = next(iter(events_of(lexicon, text, text)))
    assert (event.n_mentions, len(event.articles), event.n_sources) == (2, 1, 1)


def test_the_order_of_articles_changes_nothing(lexicon: Lexicon) -> None:
    texts = ["英伟达8月6日收购微软股份。", "輝達8月收購微軟股份。", "微软8月6日停牌。"]
    forward = resolved(lexicon, *texts).events
    articles = [
        Article(
            f"{number}.txt", text, f"{number}.txt", published="2025-08-11", region="CN", source=f"报{number}"
        )
        for number, text in enumerate(texts)
    ]
    backward = resolve([extract(segment(a), lexicon) for a in reversed(articles)], lexicon).events
    assert forward == backward


STORM = "中央气象台、应急管理部和广东省气象局都在关注台风桦加沙。"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            "联合国大会8月6日通过《人工智能能力建设决议》。",
            "聯合國安理會8月6日通過《人工智能能力建設決議》。",
            {"联合国安理会 in 1.txt", "联合国大会 in 0.txt"},
        ),
        (
            "国务院8月6日任命陈国华为商务部副部长。",
            "国务院8月6日任命李晓明为商务部副部长。",
            {"李晓明 in 1.txt", "陈国华 in 0.txt"},
        ),
        ("中华队8月6日击败日本队。", "中華隊8月6日擊敗美國隊。", {"美国队 in 1.txt", "日本队 in 0.txt"}),
        (
            f"{STORM}8月6日，广东3人死亡。",
            f"{STORM}8月6日，广东5人死亡。",
            {"5人 in 1.txt", "3人 in 0.txt"},
        ),
        (  # one disaster at one place and hour, in articles of one day
            "8月6日17时，筠连县发生车祸，造成3人死亡。",
            "8月6日下午5時，筠連縣發生車禍，造成5人死亡。",
            {"5人 in 1.txt", "3人 in 0.txt"},
        ),
        (
            f"{STORM}英伟达8月4日向法院提起诉讼。",
            f"{STORM}英伟达8月6日入禀法院。",
            {"2025-08-06 in 1.txt", "2025-08-04 in 0.txt"},
        ),
    ],
)
def test_one_event_told_differently_is_a_conflict_of_both(
    one: str, other: str, said: set[str], lexicon: Lexicon
) -> None:
    found = events_of(lexicon, one, other)
    assert {event.conflict for event in found if event.conflict} == said
    assert all(len(event.articles) == 1 for event in found if event.type != "disaster")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("商务部8月6日发布《公告》。", "海关总署8月6日发布《公告》。"),  # a title of many texts
        ("英伟达8月6日收购台积电股份。", "微软8月6日收购台积电股份。"),  # shares are bought by two
        (
            "商务部8月6日发布《出口管制清单》。",
            "美国商务部8月6日发布《出口管制清单》。",
        ),  # one may be the other
        (
            "联合国大会8月6日通过《人工智能能力建设决议》。",
            "联合国安理会8月7日通过《人工智能能力建设决议》。",
        ),
        (
            "联合国大会8月6日通过《人工智能能力建设决议》。",
            "联合国安理会8月6日未通过《人工智能能力建设决议》。",
        ),
        ("国务院8月6日任命陈国华为商务部副部长。", "国务院8月6日任命李晓明为财政部副部长。"),  # two posts
        ("英伟达8月6日起诉微软。", "英伟达8月6日起诉谷歌。"),
        (f"{STORM}8月6日，广东3人死亡。", f"{STORM}8月7日，广东5人死亡。"),  # a toll that rises
        (f"{STORM}截至8月6日8时，广东3人死亡。", f"{STORM}截至8月6日20时，广东5人死亡。"),
        (f"{STORM}8月6日，广东3人死亡。", f"{STORM}8月6日，福建5人死亡。"),
        (f"{STORM}8月6日，广东转移逾3000人。", f"{STORM}8月6日，广东转移3512人。"),  # no contradiction
        ("8月6日，广东3人死亡。", "8月6日，广东5人死亡。"),  # nothing says that it is one accident
        ("8月6日17时，广东3人死亡。", "8月6日17时，广东5人死亡。"),
        (
            "8月6日，筠连县发生车祸，造成3人死亡。",
            "8月6日，筠连县发生车祸，造成5人死亡。",
        ),  # of a day there are two
        ("8月6日17时，筠连县发生车祸，造成3人死亡。", "8月6日17时，筠连县发生火灾，造成5人死亡。"),
        ("8月6日17时，筠连县发生车祸，造成3人死亡。", "8月6日17时，高县发生车祸，造成5人死亡。"),
        (
            "8月6日17时，四川省发生车祸，造成3人死亡。",
            "8月6日17时，四川省发生车祸，造成5人死亡。",
        ),  # a whole province
        ("8月6日17时，筠连县发生车祸，造成3人死亡。", "8月6日18时，筠连县发生车祸，造成5人死亡。"),
        ("8月6日17时，筠连县发生车祸，造成3人死亡。", "8月6日17时，筠连县发生车祸，造成5人受伤。"),
        ("8月6日17时，筠连县发生车祸，造成3人死亡。", "8月6日17时，筠连县发生车祸，造成约3人死亡。"),
        ("英伟达8月4日向法院提起诉讼。", "英伟达8月6日入禀法院。"),
    ],
)
def test_two_events_are_no_conflict(one: str, other: str, lexicon: Lexicon) -> None:
    assert not [event.conflict for event in events_of(lexicon, one, other) if event.conflict]


def test_an_article_that_tells_of_both_makes_two_events_of_them(lexicon: Lexicon) -> None:
    title = "《人工智能能力建设决议》"
    both = f"联合国大会8月6日通过{title}。联合国安理会8月6日通过{title}。"
    found = events_of(lexicon, both, f"联合国安理会8月6日通过{title}。")
    assert sorted(event.n_mentions for event in found) == [1, 2]
    assert not any(event.conflict for event in found)


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("上海", "北京", "上海 in 0.txt; 北京 in 1.txt"),
        ("广东", "广州", ""),  # one lies in the other
        ("中国", "上海", ""),
        ("广东省广州市", "广州市", ""),
        ("中国", "美国", "中国 in 0.txt; 美国 in 1.txt"),
    ],
)
def test_the_place_of_one_event_may_be_told_differently(
    one: str, other: str, conflict: str, lexicon: Lexicon
) -> None:
    told = [f"世界人工智能大会8月6日在{place}举行。" for place in (one, other)]
    (event,) = events_of(lexicon, *told)
    assert (event.n_mentions, event.conflict) == (2, conflict)


def test_an_announcement_of_three_counts_names_all_of_them(lexicon: Lexicon) -> None:
    found = events_of(lexicon, *(f"台积电8月6日宣布裁员{count}。" for count in ("300人", "400人", "500人")))
    (event,) = found
    assert (event.n_mentions, event.conflict) == (3, "300人 in 0.txt; 400人 in 1.txt; 500人 in 2.txt")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("台积电8月6日宣布裁员300人。", "台積電8月6日宣布裁員300人。"),
        ("台积电8月6日宣布裁员约300人。", "台积电8月6日宣布裁员304人。"),  # rounded
        ("台积电8月6日宣布裁员300人。", "台积电8月6日宣布招聘500人。"),
        ("台积电8月6日宣布裁员300人。", "台积电8月6日宣布裁员。"),
        ("台积电8月宣布裁员300人。", "台积电8月宣布裁员500人。"),  # in a month there may be two
        ("台积电8月6日宣布裁员300人。", "台积电8月6日宣布在新竹裁员500人。"),  # at one place
        ("台积电8月6日宣布裁员300人。", "台积电8月6日宣布测试部门裁员100人。"),  # of one branch
        ("台积电8月6日宣布裁员300人。", "台积电8月6日宣布投资500亿元。"),
        ("台积电8月6日宣布裁员300人。", "台积电8月7日宣布裁员500人。"),
        ("台积电8月6日宣布裁员300人。台积电8月6日宣布裁员500人。", "台积电8月6日宣布涨价。"),  # one article
    ],
)
def test_what_is_announced_of_one_day_need_not_differ_in_its_count(
    one: str, other: str, lexicon: Lexicon
) -> None:
    assert not [event.conflict for event in events_of(lexicon, one, other) if "人" in event.conflict]


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        # one day, one hall, one topic: the words need not agree
        ("长征七号从文昌航天发射场升空。", "长征七号遥九在文昌航天发射场发射。", 1),
        ("长征七号从文昌航天发射场升空。", "长征七号遥九在酒泉卫星发射中心发射。", 2),
        ("长征七号从文昌航天发射场升空。", "嫦娥五号在文昌航天发射场发射。", 2),
        ("第一座工厂7月8日量产。", "第一座晶圆厂7月8日量产。", 1),
        ("第一座工厂7月8日量产。", "第二座晶圆厂7月8日量产。", 2),
    ],
)
def test_articles_on_one_topic_may_tell_it_in_other_words(
    one: str, other: str, events: int, lexicon: Lexicon
) -> None:
    told = [f"英伟达和台积电的员工都在等待。8月6日，{text}" for text in (one, other)]
    assert len(events_of(lexicon, *told)) == events


PLAN = "《人工智能行动计划》"


@pytest.mark.parametrize(
    ("words", "others", "date"),
    [
        ("三天后", ["白宫7月23日发布{plan}。"], "2025-07-26"),
        ("次日", ["白宫7月23日发布{plan}。"], "2025-07-24"),
        ("三天后", ["白宫7月30日发布{plan}。"], "2025-08-02"),
        ("三天后", ["白宫7月23日发布{plan}。", "白宫7月23日发布{plan}，国会反对。"], "2025-07-26"),
        (
            "三天后",
            ["白宫7月23日发布{plan}。", "白宫7月24日发布{plan}。"],
            "2025-07~",
        ),  # which one, nobody knows
        ("三天后", ["白宫7月23日发布《能源安全报告》。"], "2025-07~"),
        ("三天后", ["白宫2025年发布{plan}。"], "2025-07~"),
        ("数天后", ["白宫7月23日发布{plan}。"], ""),
        ("三天后", [], "2025-07~"),
    ],
)
def test_a_day_that_another_article_tells_sharpens_what_is_counted_from_it(
    words: str, others: list[str], date: str, lexicon: Lexicon
) -> None:
    told = f"白宫7月发布{PLAN}。{words}，李强在上海出席世界人工智能大会。"
    found = resolved(lexicon, told, *(other.format(plan=PLAN) for other in others))
    came = [event for event in found.events.values() if event.trigger == "出席"]
    assert [event.date for event in came] == [date] * bool(date)
    links = [link for link in found.links if link.kind == "event-date"]
    assert len(links) == (len(date) == 10)
    for event, link in zip(came, links, strict=False):
        assert (event.precision, event.basis) == ("day", "relative-to-text")
        assert (event.date_start, event.date_end) == (date, date)
        assert found.event_of[link.left] == event.event_id
        assert f"{words} is {date}: 发布 is of 2025-07-" in link.reason


def test_two_days_of_one_event_that_a_month_has_joined_are_a_conflict(lexicon: Lexicon) -> None:
    told = [f"白宫{day}发布{PLAN}。" for day in ("7月", "7月23日", "7月24日")]
    (event,) = events_of(lexicon, *told)
    assert (event.date, event.conflict) == ("2025-07-23", "2025-07-23 in 1.txt; 2025-07-24 in 2.txt")


def test_a_toll_that_another_day_tells_higher_is_no_conflict(lexicon: Lexicon) -> None:
    articles = [
        Article(
            f"{day}.txt",
            f"8月6日17时，筠连县发生车祸，造成{dead}人死亡。",
            f"{day}.txt",
            published=day,
            region="CN",
        )
        for day, dead in (("2025-08-06", 3), ("2025-08-08", 5))
    ]
    events = resolve([extract(segment(article), lexicon) for article in articles], lexicon).events.values()
    assert not any(event.conflict for event in events)
