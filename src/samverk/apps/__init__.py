"""What is remembered: tables, the actions that change them, the questions that read them, who may do what."""
