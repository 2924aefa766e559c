// The targets of one plan.
MATCH (p:Resource {uri: $plan})<-[:OF_PLAN]-(t:Target)-[:INDICATOR]->(i:Resource)
OPTIONAL MATCH (t)-[:OF_TASK]->(task:Resource)
RETURN t.uri AS target, p.uri AS plan, i.uri AS indicator, t.indicatorAsWritten AS indicator_as_written, t.kind AS kind,
  t.comparator AS comparator, t.valueExact AS value, t.valueHighExact AS value_high, t.unit AS unit, t.reference AS reference,
  t.baseExact AS base, t.baseAsWritten AS base_as_written,
  t.deadline AS deadline, t.deadlineAssumed AS deadline_assumed, t.recurrence AS recurrence, t.scope AS scope,
  t.firmness AS firmness, t.firmnessAsWritten AS firmness_as_written,
  t.appliesTo AS applies_to, t.doubt AS doubt, t.rule AS rule, t.status AS status, task.uri AS task,
  t.quote AS quote, t.found AS found, t.start AS start, t.end AS end,
  t.readingStart AS reading_start, t.readingEnd AS reading_end, t.evidencePath AS path
