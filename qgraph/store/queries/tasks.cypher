// The tasks of one plan.
MATCH (p:Resource {uri: $plan})<-[:OF_PLAN]-(t:Task)
RETURN t.uri AS task, p.uri AS plan, t.number AS number, t.title AS title, t.deadline AS deadline,
  t.deadlineAsWritten AS deadline_as_written, t.recurrence AS recurrence, t.rule AS rule, t.status AS status,
  t.quote AS quote, t.found AS found, t.start AS start, t.end AS end,
  t.readingStart AS reading_start, t.readingEnd AS reading_end, t.evidencePath AS path
