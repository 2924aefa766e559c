// All plans. place_name: the register's name of the place, null where it is masked.
MATCH (p:Plan)-[:SOURCE]->(s:SourceFile), (p)-[:OF_JURISDICTION]->(j:Resource)
RETURN p.uri AS plan, p.title AS title, p.docNumber AS doc_number, p.issuer AS issuer, p.issuedOn AS issued_on,
  p.periodStart AS period_start, p.periodEnd AS period_end,
  p.effectiveUntil AS effective_until, p.repealed AS repealed, p.nature AS nature, p.publicity AS publicity, p.level AS level, j.uri AS place,
  j.name AS place_name, s.sha256 AS sha256, s.fileName AS file
