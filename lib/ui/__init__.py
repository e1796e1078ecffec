"""The rim: the only Streamlit in lib besides the shell."""
