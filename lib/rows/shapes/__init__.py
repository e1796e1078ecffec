"""The shapes of the rows: what each key holds, for every subject of the store.

A row is a plain dict; None where the documents or reports say nothing. Days are texts as
documents give them: ``2024``, ``2024-05`` or ``2024-05-20``. Degrees are WGS-84, lengths
metres, areas km². ``tests/rows/test_shapes.py`` holds the real rows against this.
"""
