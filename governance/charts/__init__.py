"""Values as charts, cards and tables: what is drawn, independent of Streamlit."""
