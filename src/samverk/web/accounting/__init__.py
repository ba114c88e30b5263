"""Bokföring: versions of the books, reconciliation, mapping, statements, and every figure down to its voucher."""
