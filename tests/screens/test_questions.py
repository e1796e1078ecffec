"""Thirty questions a reader may have: searched, opened, answered by a quote in three clicks."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from lib.rows.cache import begin_run
from lib.screens import ecosystem, indicators, projects, search, sources
from lib.screens import map as map_screen
from lib.screens.view import View

DAY = "2026-11-22"
#: question: words typed, name of the hit, words of the quote that carries the answer
QUESTIONS = {
    "第29项由谁分管": ("#29", "街道29 ", "党建办工会团工委妇联陈正业秦捍"),
    "共享单车治理在哪几条路": ("共享单车", "街道6 ", "对定西路武夷路沿线共享单车"),
    "机器人咖啡亭由哪家企业": ("咖啡亭", "街道12 ", "引入科技企业（氦豚）"),
    "低碳科普馆在哪里": ("低碳科普馆", "街道23 ", "质科院2号楼2楼打造成低碳科普馆"),
    "生境花园办几次": ("生境花园", "街道24 ", "开展四次生境花园科普活动"),
    "治理学院和谁组建": ("治理学院", "街道30 ", "会同开放大学等组建"),
    "宣传栏在哪几条路": ("宣传栏", "街道31 ", "定西路、安化路、宣化路宣传栏更新"),
    "子项4的责任部门": ("深化制度改革", "区4 ", "市场监管局、发改委、国资委"),
    "试点一体化管理的路段": ("愚园路-武夷路段", "区12 ", "定西路(愚园路-武夷路段)"),
    "孵化器的目标": ("高质量孵化器", "高质量孵化器", "到2025年,…争创高质量孵化器1到2个(培育)"),
    "科技企业的目标": ("千家", "高成长性科技企业", "高成长性的科技企业达千家"),
    "沙龙每年几次": ("创新沙龙", "创新沙龙", "创新沙龙20余次"),
    "场景的目标": ("应用场景", "产业典型应用场景", "产业典型应用场景数达50个"),
    "2023年数字经济的税收": ("税收", "数字经济企业综合税收", "综合税收约310亿元"),
    "数字经济占比": ("55%", "数字经济占全区税收比重", "占全区税收比重达55%"),
    "国家重点实验室几个": ("国家重点实验室", "国家重点实验室（两所共有）", "国家重点实验室5个"),
    "规划面积多大": ("平方公里", "规划范围总面积", "总面积约1.48平方公里"),
    "商务楼宇几栋": ("楼宇", "商务楼宇", "50余栋商务楼宇"),
    "人才荟站点几个": ("39个", "“虹桥人才荟”实体化站点", "39个“虹桥人才荟”实体化站点"),
    "方案哪天通过": ("讨论通过", "区政府第55次常务会议讨论通过三年行动方案", "2023年9月27日"),
    "区长哪天调研": ("张伟", "区长调研威士顿", "2023年2月2日，张伟区长调研华阳企业威士顿"),
    "概念验证中心哪天揭幕": ("揭幕", "科创生态协同创新平台、集成电路应用", "2025年2月12日"),
    "入选试点城市的日期": ("试点城市", "长宁入选第二批", "2021年5月30日"),
    "四至有什么出入": ("四至", "街区四至怎么说", "东至江苏路沿线,南至延安西路沿线"),
    "行动是六个还是七个": ("七个专项行动", "专项行动是六个还是七个", "着力推进“七个专项行动”"),
    "三位一体说的是谁": ("三位一体", "“三位一体”说的是谁", "新微集团这样“三位一体”的集团公司"),
    "保障措施有哪些": ("保障措施", "健全体制机制,落实工作职责", "健全体制机制,落实工作职责"),
    "首批金牌经纪人": ("金牌", "首批金牌科技经纪人", "首批金牌科技经纪人的桥梁纽带作用"),
    "新微模式由谁构建": ("新微模式", "新微模式", "三者所构建"),
    "黑湖科技在哪条路": ("黑湖科技", "黑湖科技", "武夷路有黑湖科技、西井科技"),
    "哪里是口袋公园": ("安化路505号", "安化路505号（口袋公园）", "安化路505号等科技口袋公园"),
}  # fmt: skip
#: where a hit leads: path → what draws it
SCREENS = {
    "/projects": (projects.body,),
    "/indicators": (indicators.panel_top, indicators.panel),
    "/sources": (sources.body,),
    "/ecosystem": (ecosystem.card,),
    "/map": (map_screen.lists,),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_answered_within_three_clicks(question, real_store):
    """Click one: the search is sent. Two: the hit. (Three: the quote, into its document.)"""
    begin_run()
    words, name, answer = QUESTIONS[question]
    hits = search.results(View("/search", DAY, True, params=(("q", (words,)),)))
    links = re.findall(r'<li class="hit">\s*<a href="([^"]+)">(.*?)</a>', hits)
    plain = [(href.replace("&amp;", "&"), re.sub(r"<[^>]+>", "", label)) for href, label in links]
    href = next(href for href, label in plain if label.startswith(name))
    parts = urlsplit(href)
    params = parse_qs(parts.query)
    params.pop("as_of")
    opened = View(
        parts.path, DAY, True, params=tuple((key, tuple(value)) for key, value in params.items())
    )
    page = "".join(draw(opened) for draw in SCREENS[parts.path])
    quotes = re.findall(r'<blockquote class="quote">「(.*?)」', page, re.S)
    assert any(answer in quote for quote in quotes), quotes
    leads = re.findall(r"/sources\?document=[a-z0-9-]+&amp;quote=[0-9a-f]+", page)
    assert leads  # the third click, for those who doubt the quote
