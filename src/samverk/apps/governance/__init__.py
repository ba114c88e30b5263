"""What the association has done of what it must: days that people note, for things that have no table of their own."""
