"""One's own sign-in: password, authenticator, recovery codes. The views are django-allauth's."""
