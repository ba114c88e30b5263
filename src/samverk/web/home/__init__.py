"""Hem: the year wheel, what to do now, how things stand; search and the calendar feed."""
