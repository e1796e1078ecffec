"""Search over everything that has a name; Chinese substrings of any length."""

from __future__ import annotations

import json

import pandas as pd

from lib.queries.base import ask

SEARCH = """
select kind, id, name, detail from (
  select 1 as ord, '项目' as kind, p.id, p.name,
         n.level || p.no || ' 序号' || p.no || ' ' || a.short_name || '：' || p.content
         || coalesce((select '；' || group_concat(l.name, '、') from project_leader pl
                      join leader l on l.id = pl.leader_id where pl.project_id = p.id), '')
         || coalesce((select '；' || group_concat(o.name, '、') from project_office po
                      join office o on o.id = po.office_id where po.project_id = p.id), '')
         as detail, d.issued_on
  from project p join plan n on n.id = p.plan_id join action a on a.id = p.action_id
  join document d on d.id = p.document_id
  union all
  select 2, '指标', i.id, i.name, i.definition, d.issued_on
  from indicator i join document d on d.id = i.document_id
  union all
  select 3, '科室', o.id, o.name, o.level || o.kind, d.issued_on
  from office o join document d on d.id = o.document_id
  union all
  select 3, '领导', l.id, l.name, '分管领导', d.issued_on
  from leader l join document d on d.id = l.document_id
  union all
  select 9, '文件里的数', o.id, o.metric,
         coalesce(o.qualifier, '') || cast(o.value as text) || o.unit || '，' || o.scope,
         d.issued_on
  from observation o join document d on d.id = o.document_id
  union all
  select 9, '出入', c.id, c.topic, group_concat(s.says, '；'), max(d.issued_on)
  from conflict c join conflict_statement s on s.conflict_id = c.id
  join document d on d.id = s.document_id group by c.id
  union all
  select 4, '点位', p.id, p.name,
         c.name || coalesce('，' || p.address, '') || coalesce('，' || p.note, ''), d.issued_on
  from place p join place_category c on c.id = p.category
  left join document d on d.id = p.document_id
  union all
  select 5, '机构', o.id, o.name, o.kind || '：' || o.summary, d.issued_on
  from organization o join document d on d.id = o.document_id
  union all
  select 6, '活动', e.id, e.name, e.kind || coalesce('：' || e.counting_rule, ''), d.issued_on
  from event_series e join document d on d.id = e.document_id
  union all
  select 7, '大事记', m.id, m.title, m.on_date, d.issued_on
  from milestone m join document d on d.id = m.document_id
  union all
  select 8, '机制', m.id, m.name, m.summary, d.issued_on
  from mechanism m join document d on d.id = m.document_id
  union all
  select 10, '文件', d.id, d.title, d.issuer, d.issued_on from document d
)
where (issued_on is null or issued_on <= :as_of)
  and not exists (
    select 1 from json_each(:words) word
    where (name || ' ' || detail) not like word.value escape '\\'
  )
order by (name like :first escape '\\') desc, ord, id
limit 200
"""


def search(words: str, as_of: str) -> pd.DataFrame:
    """kind, id, name, detail of at most 200 hits that have all the words."""
    likes = [_like(word) for word in words.split()] or ["%"]
    return ask(SEARCH, first=likes[0], words=json.dumps(likes), as_of=as_of)


def _like(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
