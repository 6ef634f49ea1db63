"""What every room uses: contracts, words, days, areas, colours, SQL; it knows no other room."""
