"""The ledger as the files an office hands on: `workbook.py` for Excel, `word.py` for Word; `columns.py` says what stands in them."""
