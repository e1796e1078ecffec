"""Charts: rows in, alt.Chart out; knows only the palette."""
