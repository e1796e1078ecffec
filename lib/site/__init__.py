"""The whole dashboard as plain pages: the same bodies, no server, no script needed."""
