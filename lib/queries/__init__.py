"""Queries: SQL constants and short functions that return rows as dicts."""
