"""Kills at random moments: of imports, builds, backups, restores and servers, under readers."""
