"""Uppföljning: does it help? Returns from registers, what they tell, and what is released of it."""
