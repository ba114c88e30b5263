"""Budget versions, the rolling three-year plan, forecast, room to grant."""
