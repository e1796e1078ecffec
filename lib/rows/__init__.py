"""What is known on a day, a module a subject: SQL constants joined with the rules."""
