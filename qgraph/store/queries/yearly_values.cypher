// The yearly values that people set for the targets of one plan.
MATCH (p:Resource {uri: $plan})<-[:IN_REVIEW_OF]-(e:YearlyValue)-[:CONCERNS]->(target:Resource)
RETURN target.uri AS target, p.uri AS plan, e.forYear AS year, e.yearlyExact AS value, e.decidedBy AS by, e.decidedAt AS at, e.reason AS reason
