"""Pure rules: lamps, pace, facets; thresholds come in as arguments."""
