"""The year wheel: every deadline from law, charter, mandates and the state of the work, as pure functions of a day."""
