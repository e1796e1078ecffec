"""What the screens show: queries joined with the rules, as plain rows."""
