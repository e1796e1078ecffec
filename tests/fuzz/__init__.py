"""`make fuzz`: crafted requests and messages against the real server; see ``__main__``."""
