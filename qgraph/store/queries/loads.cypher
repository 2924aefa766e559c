// Which body has which part in which task, in all plans.
MATCH (b:Resource)<-[:BODY]-(r:Responsibility)-[:OF_TASK]->(t:Resource), (r)-[:OF_PLAN]->(p:Resource)
RETURN r.uri AS responsibility, b.uri AS body, t.uri AS task, p.uri AS plan, r.role AS role,
  coalesce(r.collective, false) AS collective, r.status AS status
