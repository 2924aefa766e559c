// The clauses by which plans without named owners order their decomposition; no facts, so their evidence is a node.
MATCH (p:Plan)-[:OWNER_CLAUSE]->(e:Evidence)
RETURN p.uri AS plan, e.quote AS quote, e.found AS found, e.start AS start, e.end AS end
