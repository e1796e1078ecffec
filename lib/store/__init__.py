"""The store: schema, build, checks, connections, ledger."""
