"""One line of text that follows the query parameter ``n``."""

import streamlit as st

st.html(f"<p id='n'>n = {st.query_params.get('n', '')}</p>")
