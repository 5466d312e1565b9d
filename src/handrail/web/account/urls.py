"""Where those pages are. No address holds a code, a token or a name."""

from __future__ import annotations

from django.urls import path

from handrail.web.account import passkeys, signing_in, views
from handrail.web.guide import addresses as addresses

urlpatterns = [
    path("account", views.account, name="account"),
    path("account/sign-in", signing_in.sign_in, name="sign_in"),
    path("account/code", signing_in.code, name="sign_in_code"),
    path("account/second", signing_in.second_sign, name="second_sign"),
    path("account/new", signing_in.new_account, name="new_account"),
    path("account/passkey/begin", passkeys.begin, name="begin_passkey"),
    path("account/passkey", passkeys.sign_in, name="passkey"),
    path("account/passkeys", passkeys.listed, name="passkeys"),
    path("account/move-in", views.move_in, name="move_in"),
    path("account/leave-under-code", views.leave_under_code, name="leave_under_code"),
    path("account/who-looked", views.who_looked, name="who_looked"),
    path("account/who-looked/take", views.take_log, name="take_log"),
    path("account/who-looked/verifier", views.verifier, name="log_verifier"),
    path("account/devices", views.devices, name="devices"),
    path("account/sign-out", views.sign_out, name="sign_out"),
    path("account/signed-out", views.done, {"what": "signed_out"}, name="signed_out"),
    path("account/confirm/<name:then>", views.confirm, name="confirm"),
    path("account/recovery-codes", views.recovery_codes, name="recovery_codes"),
    path("account/erase", views.erase, name="erase_account"),
    path("account/erased", views.done, {"what": "erased"}, name="account_erased"),
]
