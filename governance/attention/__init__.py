"""What needs attention: found among the judged figures, weighed, and said in a sentence."""
