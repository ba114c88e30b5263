"""Budget versions, the rolling plan, scenarios and the room to grant."""
