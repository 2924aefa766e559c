"""Typed wrappers around our own small browser components; data reach the page only through `textContent`."""
