"""Words between a subject and its verb that are no noun, whatever the segmenter takes them for: 失控, 双双, 送院."""

from __future__ import annotations

ADVERBS = frozenset(
    "失控 打滑 升级 强势 并航 致力 密集 基本 送院 送医 排期 无条件 突击 队史 史上 生涯 合力 专门 全面 有所 确实 不得不 一直 实质 亲笔 亲自 亲手 当众 当庭 轮流 驱车 乘车 乘机 分批 即时 时隔 抢救无效 医治无效 直到 截至 光是 搭机 搭车 到场 患病 因病 因伤 因故 安全 平安 顺利 主动 自发 病重 伤重 不治 自行 无缘 务求 同告 亦 全部 全数 悉数 同比 环比 一度 双双 分别 陆续 通宵 连夜 依法 整整 正式 事前 事后 集体 公开 率先 首度 首次 逐步 逐户 实际 逆势 当地 现场 紧急 免费 临时 同时 收市 收盘 一并 合计 累计 总共 期间 当时 年 月 日 时 分".split()
)
