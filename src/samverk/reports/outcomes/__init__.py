"""What returns tell, as tables and charts of a document."""
