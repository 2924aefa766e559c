"""Returns: ledgers that come back filled in, read, held against the ledger of today, and taken into the log once somebody has looked.

    files ─► sheet (rows with what was written) ─► matching (rows ─► measures) ─► differences ─► taking (entries) ─► desk

Decisions
---------
* A file is read by the readers of plans (bounded, hidden columns too), so a workbook, a CSV and a Word table all come back.
* Only the columns that people keep are taken; what was changed in the plan's own columns is listed and left.
* A row is known by its hidden id, else by the very wording of its measure; one that is only like a measure is asked about, never guessed.
* Nothing is taken before the differences were shown; every row that is not taken is listed with its reason. An emptied cell takes nothing
  back: reports are added to, and what was reported last month stays in the log.
* Two returns that say different things of one measure for the same office are a conflict: neither is taken until one is left out.
"""

from qgraph.returns.differences import Conflict, Difference, Returned, compare
from qgraph.returns.taking import take

__all__ = ["Conflict", "Difference", "Returned", "compare", "take"]
