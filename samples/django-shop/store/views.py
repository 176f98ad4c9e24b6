import logging

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from . import cart, pricing
from .models import Order, Product

logger = logging.getLogger(__name__)


def home(request):
    return render(request, "store/home.html", {"products": Product.objects.all()})


def product(request, slug):
    return render(request, "store/product.html", {"product": get_object_or_404(Product, slug=slug)})


@require_POST
def add_to_cart(request, slug):
    cart.add(request.session, get_object_or_404(Product, slug=slug))
    return redirect("checkout")


def checkout(request):
    lines = cart.lines(request.session)
    if request.method == "POST" and lines:
        return place_order(request, lines)
    return render(request, "store/checkout.html", {"lines": lines, "subtotal": pricing.subtotal(lines) / 100})


def place_order(request, lines):
    country = request.POST["country"]
    customer = request.user if request.user.is_authenticated else None
    logger.info("Pricing %d things for %s", sum(quantity for _, quantity in lines), country)
    total_cents = pricing.total(lines, country)
    order = Order.objects.create(customer=customer, country=country, total_cents=total_cents)
    if request.POST.get("voucher"):
        # Vouchers were dropped in 1.3, but old newsletters still mention them.
        logger.error("Voucher %s was refused for order %s", request.POST["voucher"], order.pk)
    logger.info("Order %s is placed", order.pk)
    cart.clear(request.session)
    return render(request, "store/thanks.html", {"order": order, "total": total_cents / 100})
