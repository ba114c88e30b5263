"""Addresses of people and roles."""

from __future__ import annotations

from django.urls import path

from samverk.web.people.views import account_deed, end_role, give_role, handed_link, people, person, privacy_register

urlpatterns = [
    path("", people, name="people"),
    path("ny/", give_role, name="give_role"),
    path("personuppgifter/", privacy_register, name="privacy_register"),
    path("<int:pk>/", person, name="person"),
    path("<int:pk>/konto/", account_deed, name="person_account"),
    path("<int:pk>/lank/", handed_link, name="person_link"),
    path("<int:pk>/roll/<int:role>/", end_role, name="end_role"),
]
