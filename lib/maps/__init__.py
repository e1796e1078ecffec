"""Maps: rows in, folium map and feature groups out."""
