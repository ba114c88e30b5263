"""The addresses of signing in, with the names django-allauth knows them by. What is not here does not exist."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, path, re_path

from samverk.apps.users.openid import PROVIDER
from samverk.web.account import openid_views
from samverk.web.account.views import forgotten_password, own_account

urlpatterns: list[URLPattern | URLResolver] = [
    path("", own_account, name="account"),
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("stangt/", account.account_inactive, name="account_inactive"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("losenord/", account.password_change, name="account_change_password"),
    path("losenord/saknas/", account.password_set, name="account_set_password"),
    path("losenord/glomt/", forgotten_password, name="account_reset_password"),
    re_path(
        r"^losenord/valj/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("losenord/valt/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("tvasteg/", mfa.index, name="mfa_index"),
    path("tvasteg/kod/", mfa.authenticate, name="mfa_authenticate"),
    path("tvasteg/bekrafta/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tvasteg/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tvasteg/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tvasteg/reservkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tvasteg/reservkoder/nya/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tvasteg/reservkoder/fil/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("oidc/", openid_views.sign_in, name="openid_sign_in"),
    path("oidc/koppla/", openid_views.connect, name="openid_connect"),
    path("oidc/koppla-bort/", openid_views.disconnect, name="openid_disconnect"),
    path(
        f"oidc/{PROVIDER}/login/callback/",
        openid_views.callback,
        {"provider_id": PROVIDER},
        name="openid_connect_callback",  # django-allauth asks for it by that name
    ),
]
