"""What an order costs. Two honest bugs live here, as in any shop that has grown."""

SHIPPING_CENTS = {"DE": 490, "AT": 790, "NL": 690}


class ShippingUnavailable(Exception):
    pass


def subtotal(lines):
    return sum(product.price_cents * quantity for product, quantity in lines)


def loyalty_discount(lines):
    """Ten percent of the average full-price item. A cart of sale items alone has no average."""
    full_price = [(product, quantity) for product, quantity in lines if not product.on_sale]
    items = sum(quantity for _, quantity in full_price)
    average = subtotal(full_price) // items
    return average // 10


def shipping(country):
    try:
        return SHIPPING_CENTS[country]
    except KeyError as missing:
        raise ShippingUnavailable(f"no shipping rate for {country}") from missing


def total(lines, country):
    return subtotal(lines) - loyalty_discount(lines) + shipping(country)
