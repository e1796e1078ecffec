"""How many there are of each fact: the one place for tests that count.

Who adds rows changes one number here; ``tests/test_totals.py`` holds each against the store.
"""

#: projects of the street's annex by action
STREET_BY_ACTION = {
    "优化营商环境": 5,
    "社区“智”理": 5,
    "智能设备升级": 5,
    "智慧社区服务": 4,
    "科学素养提升": 5,
    "加强党建引领": 8,
}
STREET = sum(STREET_BY_ACTION.values())
#: projects of the district's plan: two in each of six actions
DISTRICT = 2 * 6
PROJECTS = STREET + DISTRICT
#: projects that 营商办 answers for
YINGSHANG = 6

INDICATORS_BY_DIMENSION = {"momentum": 5, "service": 1, "talent": 3, "influence": 4}
INDICATORS = sum(INDICATORS_BY_DIMENSION.values())

#: places with a coordinate
LOCATED = 61
#: 院所高校 among them
INSTITUTES = 4
#: marks on the map: the places along one road have one
MARKS = LOCATED - 10

DOCUMENTS = 5
MILESTONES = 28
OFFICES = 35
#: in the annex: leaders and offices, and how often it names them
LEADERS, LEADERS_NAMED = 8, 39
STREET_OFFICES, STREET_OFFICES_NAMED = 17, 45
DISTRICT_OFFICES, DISTRICT_OFFICES_NAMED = 18, 55
