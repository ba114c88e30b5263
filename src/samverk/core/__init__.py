"""What is true: values and pure functions. No files, clock, network or database."""
