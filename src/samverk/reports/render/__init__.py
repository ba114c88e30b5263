"""The look of each output format; knows nodes, no figures."""
