"""The cart lives in the session: product id -> quantity."""

from .models import Product


def lines(session):
    quantities = session.get("cart", {})
    products = Product.objects.filter(pk__in=quantities)
    return [(product, quantities[str(product.pk)]) for product in products]


def add(session, product):
    quantities = session.setdefault("cart", {})
    quantities[str(product.pk)] = quantities.get(str(product.pk), 0) + 1
    session.modified = True


def clear(session):
    session.pop("cart", None)


def context(request):
    return {"cart_count": sum(request.session.get("cart", {}).values())}
