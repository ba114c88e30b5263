"""Samverk: the open office system of a Swedish coordination association (samordningsförbund)."""

__version__ = "0.1.0"
