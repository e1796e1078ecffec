"""The presentation: scenes as data, and three renderers of the same scenes."""
