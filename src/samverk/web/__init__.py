"""Pages: one folder per subject, each with views, forms, addresses and templates. No arithmetic lives here."""
