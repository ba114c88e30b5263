"""What registers tell the association about participants: returns received, figures, targets, and what is released."""
