"""Queries: SQL constants and short functions that return DataFrames."""
