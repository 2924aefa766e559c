// The owners that people propose for the measures of one plan.
MATCH (p:Resource {uri: $plan})<-[:IN_REVIEW_OF]-(e:Proposal)-[:CONCERNS]->(task:Resource)
MATCH (e)-[:PROPOSED_BODY]->(body:Resource)
RETURN task.uri AS task, p.uri AS plan, body.uri AS body, e.resolved AS resolved, e.role AS role, e.decidedBy AS by, e.decidedAt AS at,
  e.reason AS reason, e.because AS because
