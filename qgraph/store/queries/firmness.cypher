// The words that say how firmly the targets of one plan are meant; a target without any has no row.
MATCH (p:Resource {uri: $plan})<-[:OF_PLAN]-(t:Target)
WHERE t.firmnessAsWritten IS NOT NULL
RETURN t.uri AS target, p.uri AS plan, t.firmnessAsWritten AS firmness_as_written
