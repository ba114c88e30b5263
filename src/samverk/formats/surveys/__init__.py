"""Results of surveys as tables people fill in. No question's text."""
