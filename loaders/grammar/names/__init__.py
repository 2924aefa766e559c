"""Names of bodies: lists split, prefixes and suffixes restored, kinds told. The words are in `words.toml`."""

from loaders.grammar.names.kinds import bare, doubted, is_body, is_collective, is_place, kind_of
from loaders.grammar.names.split import Name, is_open, level_of, own_place, split_bodies

__all__ = ["Name", "bare", "doubted", "is_body", "is_collective", "is_open", "is_place", "kind_of", "level_of", "own_place", "split_bodies"]
