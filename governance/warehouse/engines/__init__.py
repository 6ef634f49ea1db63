"""What computes the derived part of a warehouse: DuckDB on this machine, or a Spark cluster."""
