// All published figures: reference facts, not read from a plan in the store.
MATCH (i:Resource)<-[:INDICATOR]-(f:PublishedFigure)-[:OF_JURISDICTION]->(j:Resource)
RETURN f.uri AS figure, j.uri AS place, j.name AS place_name, j.level AS level, i.uri AS indicator,
  f.indicatorAsWritten AS indicator_as_written, f.document AS document, f.year AS year, f.nature AS nature,
  f.comparator AS comparator, f.valueExact AS value, f.valueHighExact AS value_high, f.unit AS unit, f.deadline AS deadline, f.doubt AS doubt,
  f.address AS address, f.sourceKind AS source_kind
