"""What the monitor's pages say of their subjects: frames in, charts and tables in words out."""
