"""Words of the screen, data only: zh.json and en.json with the same keys and placeholders."""
