"""What needs attention: signals for the worse and missed targets, weighed and put in words."""
