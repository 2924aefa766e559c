// What people decided about one plan and its facts: a row for each field that was set, one for a decision that set none.
MATCH (p:Resource {uri: $plan})<-[:IN_REVIEW_OF]-(d:Decision)-[:CONCERNS]->(fact:Resource)
OPTIONAL MATCH (d)<-[:OF_DECISION]-(c:Correction)
RETURN fact.uri AS fact, p.uri AS plan, d.act AS act, d.decidedBy AS by, d.decidedAt AS at, d.reason AS reason, d.secondedBy AS seconded_by,
  c.property AS property, c.asRead AS as_read, c.corrected AS corrected
