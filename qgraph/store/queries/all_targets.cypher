// Every target of all plans.
MATCH (f:Target)-[:OF_PLAN]->(p:Resource), (f)-[:INDICATOR]->(i:Resource)
RETURN f.uri AS target, p.uri AS plan, i.uri AS indicator, f.indicatorAsWritten AS indicator_as_written, f.kind AS kind,
  f.comparator AS comparator, f.valueExact AS value, f.valueHighExact AS value_high, f.unit AS unit,
  f.reference AS reference, f.deadline AS deadline, f.deadlineAssumed AS deadline_assumed, f.recurrence AS recurrence,
  f.scope AS scope, f.firmness AS firmness, f.appliesTo AS applies_to, f.doubt AS doubt, f.status AS status,
  f.quote AS quote, f.found AS found, f.start AS start, f.end AS end,
  f.readingStart AS reading_start, f.readingEnd AS reading_end, f.evidencePath AS path
