// The seats of the leading groups of all plans.
MATCH (f:Membership)-[:OF_PLAN]->(p:Resource), (f)-[:BODY]->(b:Resource)
RETURN f.uri AS membership, b.uri AS body, p.uri AS plan, f.bodyAsWritten AS body_as_written, f.status AS status,
  f.quote AS quote, f.found AS found, f.start AS start, f.end AS end
