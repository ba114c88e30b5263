"""Coded rules over a document and its facts, and the findings they give."""
