"""Data only: the vocabulary, the shapes, the competency questions and the reference facts. See docs/architecture.md."""
