// The seats of one plan's leading groups.
MATCH (p:Resource {uri: $plan})<-[:OF_PLAN]-(m:Membership)-[:OF_GROUP]->(g:Resource), (m)-[:BODY]->(b:Resource)
RETURN m.uri AS membership, b.uri AS body, g.uri AS group, m.groupName AS group_name, p.uri AS plan,
  m.bodyAsWritten AS body_as_written, m.role AS role, m.person AS person, m.post AS post,
  coalesce(m.openList, false) AS open_list, m.rule AS rule, m.status AS status,
  m.quote AS quote, m.found AS found, m.start AS start, m.end AS end,
  m.readingStart AS reading_start, m.readingEnd AS reading_end, m.evidencePath AS path
