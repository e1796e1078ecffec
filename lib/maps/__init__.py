"""Maps: DataFrames in, folium map and feature groups out."""
