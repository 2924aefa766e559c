// All bodies, one row a second name; a body without any: its name. nameMore: the same name in another spelling.
MATCH (b:Body)-[:OF_JURISDICTION]->(j:Resource)
OPTIONAL MATCH (b)-[:BODY_TYPE]->(t:Resource)
UNWIND [b.name] + coalesce(b.nameMore, []) AS name
UNWIND coalesce(b.alias, [name]) AS alias
RETURN b.uri AS body, name, b.kind AS kind, t.uri AS body_type, j.uri AS place, alias
