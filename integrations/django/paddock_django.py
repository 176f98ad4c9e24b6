"""Paddock for Django 3.2 and newer: a file to copy beside manage.py. Nothing in it breaks a page; without a DSN it does nothing. See README.md."""

import functools
import logging
import os
import re
import sys
import urllib.parse
import uuid
from contextvars import ContextVar

from django import template
from django.conf import settings
from django.utils.deprecation import MiddlewareMixin
from django.utils.html import format_html, format_html_join

register = template.Library()
current_request = ContextVar("paddock_request", default=None)


def or_nothing(function):
    @functools.wraps(function)
    def quiet(*args):
        try:
            return function(*args) or ""
        except Exception:
            return ""

    return quiet


@or_nothing
def option(name):
    """What sentry_sdk.init was given: dsn, release, environment, server_name."""
    sdk = sys.modules.get("sentry_sdk")
    client = sdk and (sdk.get_client() if hasattr(sdk, "get_client") else sdk.Hub.current.client)
    return client.options.get(name) if client else ""


@or_nothing
def destination():
    """(address of Paddock, key, number of the project) out of the DSN."""
    dsn = urllib.parse.urlsplit(str(getattr(settings, "PADDOCK_DSN", None) or option("dsn")))
    path, _, project = dsn.path.rpartition("/")
    return dsn.username and ("%s://%s%s" % (dsn.scheme, dsn.netloc.rpartition("@")[2], path), dsn.username, project)


@or_nothing
def trace_of(request):
    """"trace id-span id" of what is being done: sentry_sdk's, else the one that the middleware made for the request."""
    if not option("dsn"):
        return getattr(request, "paddock_trace", "")
    sdk = sys.modules["sentry_sdk"]
    trace = sdk.get_traceparent() if hasattr(sdk, "get_traceparent") else sdk.Hub.current.scope.span.to_traceparent()
    return "-".join(trace.split("-")[:2])


@or_nothing
def route_of(request):
    """As sentry_sdk names it: /product/{slug}/."""
    groups = re.sub(r"\(\?P<(\w+)>[^)]*\)+|<(?:[^>:]+:)?(\w+)>", r"{\1\2}", request.resolver_match.route)
    return "/" + re.sub(r"\\[AZ]|[$^?\\]", "", groups).lstrip("/")


@or_nothing
def user_of(user):
    """What settings.PADDOCK_USER says of who is signed in; without that setting nobody is named."""
    return str(settings.PADDOCK_USER(user)) if user and user.is_authenticated else ""


@register.simple_tag(takes_context=True)
@or_nothing
def paddock(context):
    """The whole script tag, or nothing where no DSN is known."""
    address, key, _ = destination()
    request = context.get("request") or current_request.get()
    attributes = {
        "nonce": getattr(request, "csp_nonce", ""),
        "data-key": key,
        "data-trace": trace_of(request),
        "data-route": route_of(request),
        "data-user": or_nothing(lambda: user_of(request.user))(),
        "data-release": option("release"),
        "data-environment": option("environment"),
    }
    written = format_html_join("", ' {}="{}"', ((name, value) for name, value in attributes.items() if value))
    return format_html('<script defer src="{}/js/paddock.js"{}></script>', getattr(settings, "PADDOCK_URL", address), written)


@register.simple_tag
@or_nothing
def paddock_error_reference():
    """What a customer may tell support of the error behind this page: the first digits of the id of what sentry_sdk sent last in this request, or nothing."""
    return sys.modules["sentry_sdk"].last_event_id()[:8]


class Middleware(MiddlewareMixin):
    """Remembers the request while it is served: for log lines, and for pages that are rendered without one, as Django's 500 is."""

    def process_request(self, request):
        request.paddock_trace = "%s-%s" % (uuid.uuid4().hex, os.urandom(8).hex())
        current_request.set(request)

    def process_response(self, request, response):
        current_request.set(None)
        return response


class TraceFilter(logging.Filter):
    """Gives each record trace_id, span_id and user_id, "" when unknown. A user is known once the site itself has asked for request.user: a log line asks no database."""

    def filter(self, record):
        request = current_request.get()
        record.trace_id, _, record.span_id = trace_of(request).partition("-")
        record.user_id = user_of(getattr(request, "_cached_user", None))
        return True
