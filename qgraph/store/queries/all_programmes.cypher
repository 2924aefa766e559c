// The programmes of all plans.
MATCH (f:Programme)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS programme, p.uri AS plan, f.name AS name, f.status AS status
