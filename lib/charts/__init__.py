"""Charts: DataFrame in, alt.Chart out; knows only the palette."""
