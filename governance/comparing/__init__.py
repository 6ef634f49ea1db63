"""Areas side by side: any metrics of two to eight of them, and whether they can be told apart."""
