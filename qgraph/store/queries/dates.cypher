// Every task and target of all plans that has a deadline or comes again, by its own words or by the plan's period.
MATCH (f:Task)-[:OF_PLAN]->(p:Resource)
WHERE coalesce(f.deadline, f.deadlineAsWritten, f.recurrence) IS NOT NULL
RETURN f.uri AS fact, 'task' AS kind, p.uri AS plan, f.number AS number, f.title AS name, f.deadline AS deadline,
  f.deadlineAsWritten AS deadline_as_written, null AS deadline_assumed, f.recurrence AS recurrence, f.status AS status, f.quote AS quote
UNION ALL
MATCH (f:Target)-[:OF_PLAN]->(p:Resource)
WHERE coalesce(f.deadline, f.deadlineAsWritten, f.deadlineAssumed, f.recurrence) IS NOT NULL
RETURN f.uri AS fact, 'target' AS kind, p.uri AS plan, null AS number, f.indicatorAsWritten AS name, f.deadline AS deadline,
  f.deadlineAsWritten AS deadline_as_written, f.deadlineAssumed AS deadline_assumed, f.recurrence AS recurrence,
  f.status AS status, f.quote AS quote
