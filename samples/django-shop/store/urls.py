from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("product/<slug:slug>/", views.product, name="product"),
    path("product/<slug:slug>/add/", views.add_to_cart, name="add"),
    path("checkout/", views.checkout, name="checkout"),
]
