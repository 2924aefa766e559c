// All bodies, one row a second name; a body without any: its name. nameMore, kindMore: where plans say it in several ways.
MATCH (b:Body)-[:OF_JURISDICTION]->(j:Resource)
OPTIONAL MATCH (b)-[:BODY_TYPE]->(t:Resource)
UNWIND [b.name] + coalesce(b.nameMore, []) AS name
UNWIND CASE WHEN b.kind IS NULL THEN [null] ELSE [b.kind] + coalesce(b.kindMore, []) END AS kind
UNWIND coalesce(b.alias, [name]) AS alias
RETURN b.uri AS body, name, kind, t.uri AS body_type, j.uri AS place, alias
