// The money of all plans.
MATCH (f:FundingLine)-[:OF_PLAN]->(p:Resource)
RETURN f.uri AS funding, p.uri AS plan, f.kind AS kind, f.amountExact AS amount, f.unit AS unit, f.payer AS payer,
  f.payerAsWritten AS payer_as_written, f.purpose AS purpose, f.status AS status, f.quote AS quote, f.found AS found,
  f.start AS start, f.end AS end
