from django.contrib.auth import views as auth_views
from django.contrib.staticfiles.views import serve
from django.urls import include, path, re_path

urlpatterns = [
    path("", include("store.urls")),
    path("sign-in/", auth_views.LoginView.as_view(), name="login"),
    path("sign-out/", auth_views.LogoutView.as_view(next_page="/"), name="logout"),
    # One process serves everything: this is a sample, not a deployment.
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
]
