"""All that knows Streamlit: the view in the address, what is cached, and what pages share."""
