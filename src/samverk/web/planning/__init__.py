"""Budget och plan: the grid, the rolling plan, scenarios, room to grant, forecast."""
