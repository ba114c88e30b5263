"""Review (granskning): a stranger's file, read as lines and grids, becomes a document tree that rules can try."""
