// The headings of one plan; position: where the title begins in the reading text.
MATCH (:Resource {uri: $plan})<-[:OF_PLAN]-(c:Clause)
RETURN c.uri AS clause, c.level AS level, c.number AS number, c.title AS title, c.path AS path,
  c.readingStart AS position
