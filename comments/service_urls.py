"""Where other services send readers back to: one address each, which is registered there.

The names are those that allauth looks for.
"""

from django.urls import path

from comments.views import services

urlpatterns = [
    path("qua/google/ve/", services.come_back, {"provider_id": "google"}, name="google_callback"),
    path(
        "qua/facebook/ve/",
        services.come_back,
        {"provider_id": "facebook"},
        name="facebook_callback",
    ),
    path("qua/<slug:provider_id>/ve/", services.come_back, name="openid_connect_callback"),
    path("qua/khong/", services.to_the_door, name="socialaccount_login_cancelled"),
    path("cua/", services.to_the_door, name="account_login"),
]
