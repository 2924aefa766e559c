// What one body owes, in all plans.
MATCH (b:Resource {uri: $body})<-[:BODY]-(r:Responsibility)-[:OF_TASK]->(t:Resource), (r)-[:OF_PLAN]->(p:Resource)
RETURN r.uri AS responsibility, b.uri AS body, t.uri AS task, p.uri AS plan, r.bodyAsWritten AS body_as_written,
  r.resolved AS resolved, r.role AS role, r.roleAsWritten AS role_as_written, coalesce(r.collective, false) AS collective,
  coalesce(r.sole, false) AS sole, coalesce(r.openList, false) AS open_list, coalesce(r.inherited, false) AS inherited,
  r.doubt AS doubt, r.rule AS rule, r.status AS status,
  r.quote AS quote, r.found AS found, r.start AS start, r.end AS end,
  r.readingStart AS reading_start, r.readingEnd AS reading_end, r.evidencePath AS path
