"""Exports: bytes and documents out of a plan or a store. They only format; every number was computed before."""
