// The titles each plan says it follows.
MATCH (p:Plan)
UNWIND p.basis AS basis
RETURN p.uri AS plan, basis
