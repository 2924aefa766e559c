// Which body has which part in the tasks of one plan, in few columns; position: where a part stands in its task.
MATCH (p:Resource {uri: $plan})<-[:OF_PLAN]-(r:Responsibility)-[:OF_TASK]->(t:Resource), (r)-[:BODY]->(b:Resource)
RETURN r.uri AS responsibility, p.uri AS plan, t.uri AS task, b.uri AS body, r.resolved AS resolved, r.role AS role,
  r.position AS position, r.status AS status
