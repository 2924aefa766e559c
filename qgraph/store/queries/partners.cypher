// All bodies of the tasks that one body has a part in, its own parts among them; position: where a part stands in its task.
MATCH (b:Resource {uri: $body})<-[:BODY]-(:Responsibility)-[:OF_TASK]->(t:Resource)
WITH DISTINCT b, t
MATCH (t)<-[:OF_TASK]-(r:Responsibility)
OPTIONAL MATCH (t)-[:RESTATES]->(m:Task)
RETURN b.uri AS body, t.uri AS task, t.number AS number, t.title AS title, t.deadline AS deadline,
  t.deadlineAsWritten AS deadline_as_written, t.recurrence AS recurrence, m.uri AS restates, r.uri AS responsibility,
  r.resolved AS resolved, r.role AS role, r.position AS position, r.status AS status
