"""Words of the screen, data only: a file a page (`duty.json` holds the keys `duty.…`) and `shared.json`; each key in both languages."""
