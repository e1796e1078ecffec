"""Help for browser tests: a real server, a real Chromium, nothing from outside."""
