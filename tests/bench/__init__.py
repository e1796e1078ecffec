"""Benchmarks: ratios to an empty Streamlit app, never bare milliseconds."""
