// The clause by which a plan without named owners orders its decomposition; no fact, so its evidence is a node.
MATCH (p:Resource {uri: $plan})-[:OWNER_CLAUSE]->(e:Evidence)
RETURN p.uri AS plan, e.quote AS quote, e.found AS found, e.start AS start, e.end AS end,
  e.readingStart AS reading_start, e.readingEnd AS reading_end, e.path AS path
