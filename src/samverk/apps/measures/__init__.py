"""The funded measures: facts, goals and targets, owner and funders."""
