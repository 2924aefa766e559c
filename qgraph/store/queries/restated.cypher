// Which row of a task table restates which measure of the text.
MATCH (t:Task)-[:RESTATES]->(m:Task)
RETURN t.uri AS task, m.uri AS measure
