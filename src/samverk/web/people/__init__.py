"""Personer: who has which role; the register of personal data."""
