// Every task of all plans.
MATCH (f:Task)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS task, p.uri AS plan, f.number AS number, f.title AS title, f.deadline AS deadline,
  f.deadlineAsWritten AS deadline_as_written, f.recurrence AS recurrence, f.status AS status, f.quote AS quote,
  f.found AS found, f.start AS start, f.end AS end, f.evidencePath AS path
