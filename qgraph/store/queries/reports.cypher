// What offices reported about the measures of one plan.
MATCH (p:Resource {uri: $plan})<-[:IN_REVIEW_OF]-(e:Report)-[:CONCERNS]->(task:Resource)
RETURN task.uri AS task, p.uri AS plan, e.decidedBy AS by, e.decidedAt AS at, e.month AS month, e.office AS office, e.progress AS progress, e.claimed AS claimed, e.problems AS problems, e.nextStep AS next_step,
  e.proof AS proof, e.leader AS leader, e.contact AS contact, e.actual AS actual, e.remarks AS remarks, e.reason AS reason
