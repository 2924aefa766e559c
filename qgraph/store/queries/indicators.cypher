// All indicators, one row a second name; one without any: its name.
MATCH (i:Indicator)
UNWIND coalesce(i.alias, [i.name]) AS alias
RETURN i.uri AS indicator, i.name AS name, i.aggregation AS aggregation, i.unit AS unit, i.direction AS direction, alias
