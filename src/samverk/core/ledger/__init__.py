"""Accounts, vouchers, balances, dimensions."""
