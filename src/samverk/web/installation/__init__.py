"""The installation: its associations, its health, its accessibility statement."""
