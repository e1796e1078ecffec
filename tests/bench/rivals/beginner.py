"""The dashboard as a beginner writes it: one page, the data frame, markers one by one, no caching.

Same store, same questions: the list and its filter, an item, the map and its filter, a chart,
a search. What the address asks for (``office``, ``category``, ``project``, ``q``) is shown.
"""

import os
import sqlite3

import altair as alt
import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

PROJECTS = """
select p.id, p.no, p.name, p.content, p.due_on, group_concat(o.name, '、') as offices
from project p left join project_office po on po.project_id = p.id
left join office o on o.id = po.office_id group by p.id order by p.plan_id, p.no
"""
OFFICES = "select project_id, office_id from project_office order by project_id"
PLACES = "select id, name, category, lon, lat from place where lon is not null order by id"
INDICATORS = "select name, target_low from indicator order by ord"
# folium would fetch these from outside hosts; the measuring machine's own copy is quicker
LEAFLET = os.environ.get("BENCH_LEAFLET", "")
folium.Map.default_js = [("leaflet", f"{LEAFLET}/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{LEAFLET}/leaflet.css")]
db = sqlite3.connect(f"file:{os.environ['GUIXIANG_DB']}?mode=ro", uri=True)


def ask(sql: str) -> pd.DataFrame:
    return pd.read_sql_query(sql, db)


asked = st.query_params
st.title("上海硅巷")
projects = ask(PROJECTS)
if office := asked.get("office"):
    own = ask(OFFICES).query("office_id == @office")["project_id"]
    projects = projects[projects["id"].isin(own)]
if words := asked.get("q"):
    texts = projects["name"] + projects["content"].fillna("")
    projects = projects[texts.str.contains(words, regex=False)]
if "view" not in asked:
    st.dataframe(projects)
    st.html(f"<p id='shown'>{len(projects)}</p>")
    indicators = ask(INDICATORS)
    st.altair_chart(alt.Chart(indicators).mark_bar().encode(x="target_low", y="name"))
if item := asked.get("project"):
    row = projects[projects["id"] == item].iloc[0]
    st.html(f"<div id='item'><h2>{row['name']}</h2><p>{row['content']}</p></div>")
if asked.get("view") == "map":
    places = ask(PLACES)
    if category := asked.get("category"):
        places = places[places["category"] == category]
    drawn = folium.Map([31.2161, 121.4194], zoom_start=15, tiles=None)
    for place in places.itertuples():
        folium.Marker([place.lat, place.lon], tooltip=place.name).add_to(drawn)
    st_folium(drawn, height=570)
db.close()
