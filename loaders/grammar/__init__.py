"""Grammar: how plans say targets, duties, seats, money and programmes. One module a kind of fact; rules and their examples are data."""
