"""The association: members, shares, mandates, charter, officers. Rows of what `core.organisation` knows."""
