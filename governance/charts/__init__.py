"""Values as charts, cards and tables: what is drawn, told without Streamlit."""
