"""Outcomes (resultat för deltagare): what records of participation come to, defined once. No names, no numbers."""
