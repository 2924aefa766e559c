// Every task, target, funding line and programme of all plans: what it is called, and its sentence.
MATCH (f:Task)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS fact, 'task' AS kind, p.uri AS plan, f.number AS number, f.title AS name, f.quote AS quote, f.status AS status
UNION ALL
MATCH (f:Target)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS fact, 'target' AS kind, p.uri AS plan, null AS number, f.indicatorAsWritten AS name, f.quote AS quote, f.status AS status
UNION ALL
MATCH (f:Programme)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS fact, 'programme' AS kind, p.uri AS plan, null AS number, f.name AS name, f.quote AS quote, f.status AS status
UNION ALL
MATCH (f:FundingLine)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS fact, 'funding' AS kind, p.uri AS plan, null AS number, f.purpose AS name, f.quote AS quote, f.status AS status
