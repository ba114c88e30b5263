"""Workflows (arbetsflöden): states and allowed moves, each as a dict."""
