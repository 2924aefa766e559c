// Places that a plan, a body or a published figure names, and those above them.
MATCH (named:Jurisdiction) WHERE EXISTS { (named)<-[:OF_JURISDICTION]-() }
MATCH (named)-[:WITHIN*0..8]->(j:Jurisdiction)
WITH DISTINCT j
OPTIONAL MATCH (j)-[:WITHIN]->(above:Resource)
RETURN j.uri AS place, j.name AS name, j.level AS level, j.adcode AS adcode, above.uri AS within
