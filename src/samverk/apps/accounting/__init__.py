"""The books: versions of SIE files, their vouchers, the mapping of accounts, and what they come to."""
