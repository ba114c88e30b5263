"""Disclosure (röjande): what printed counts of people give away about single persons. Pure functions."""
