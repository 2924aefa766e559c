// The programmes of one plan.
MATCH (p:Resource {uri: $plan})<-[:OF_PLAN]-(g:Programme)
RETURN g.uri AS programme, p.uri AS plan, g.name AS name, g.rule AS rule, g.status AS status,
  g.quote AS quote, g.found AS found, g.start AS start, g.end AS end,
  g.readingStart AS reading_start, g.readingEnd AS reading_end, g.evidencePath AS path
