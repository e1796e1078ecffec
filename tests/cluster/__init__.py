"""Many machines on this one: nginx, a writer, readers, Litestream between them."""
