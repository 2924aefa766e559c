"""Reviews: what people decide about what was read, kept apart from it and never lost.

    entries ─► log (a file a plan) ─► state ─► applied to the plan as read ─► its graph

Decisions
---------
* The log is the record: one readable file a plan, `DIR/reviews/<plan key>.jsonl`, to which lines are only ever added. Nothing edits or
  drops one; an undo is a line of its own. A line that cannot be read (a kill in the middle of writing) stays and is told.
* The state is a pure function of the lines, in the order of their times and ids, so logs that were written apart and merged in any order,
  with lines twice or not, give one state.
* A decision names its fact by the fact's own identity (`qgraph.rdf.identity`), as the reader read it: it holds after a corrected file, a
  new reader or a re-issued plan, and its URI stays while its values are corrected. A decision whose fact is gone stays in the log and is
  listed, with the words the fact had.
* A corrected fact has the person's values where questions look for them, and says so by its status; what the reader read stands in the
  decision's own node beside it. What people set stands in nodes of classes of their own (`Decision`, `Proposal`, `Report`, `YearlyValue`)
  in the plan's graph: so one transaction replaces both, a sync carries both, and an export leaves them out unless asked.
* Who decides says what they saw (`seen`): where somebody else decided in between, nothing is written and they are told.
"""
