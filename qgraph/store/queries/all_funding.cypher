// The money of all plans.
MATCH (f:FundingLine)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS funding, p.uri AS plan, f.kind AS kind, f.amountExact AS amount, f.amountHighExact AS amount_high,
  f.unit AS unit, f.qualifier AS qualifier, f.payer AS payer, f.payerAsWritten AS payer_as_written, f.onTopOf AS on_top_of,
  f.purpose AS purpose, f.rateExact AS rate, f.per AS per, f.perAsWritten AS per_as_written, f.condition AS condition,
  coalesce(f.sought, false) AS sought, f.status AS status, f.quote AS quote, f.found AS found, f.start AS start, f.end AS end
