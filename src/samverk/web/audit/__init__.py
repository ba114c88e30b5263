"""Revisorns rum: the trail, its proof, and its export."""
