"""Names → places, bodies, indicators, published figures: the only code that knows aliases.

Decisions
---------
* Each registry is one table of `ontology/data`, read once (`functools.cache`) into dictionaries; a look-up costs microseconds.
* A name that fits several things fits none: `resolve` and `identify` leave it open, `candidates` shows what it could be.
* An unsound table raises `DataError` with its file and line at the first look-up; `check.problems()` lists all that is wrong.
"""
