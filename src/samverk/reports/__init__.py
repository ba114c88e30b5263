"""Facts → one Document → HTML, PDF, DOCX, XLSX, JSON."""
