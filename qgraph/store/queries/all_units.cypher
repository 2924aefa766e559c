// The bodies of the tasks of all plans.
MATCH (f:Responsibility)-[:OF_TASK]->(t:Resource), (f)-[:OF_PLAN]->(p:Resource), (f)-[:BODY]->(b:Resource)
RETURN f.uri AS responsibility, b.uri AS body, t.uri AS task, p.uri AS plan, f.bodyAsWritten AS body_as_written,
  f.resolved AS resolved, f.role AS role, f.roleAsWritten AS role_as_written,
  coalesce(f.collective, false) AS collective, coalesce(f.openList, false) AS open_list, f.doubt AS doubt,
  f.rule AS rule, f.status AS status, f.quote AS quote, f.found AS found, f.start AS start, f.end AS end
