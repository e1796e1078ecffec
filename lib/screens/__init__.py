"""Screens: a view in, HTML or a specification out; no Streamlit."""
