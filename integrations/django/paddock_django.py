"""Paddock for Django: one file to copy beside your settings. Needs sentry_sdk (1.9 or newer), which already knows where Paddock is.

Pages: the whole script tag, with the trace and the route of the page, so that a visit leads to the request that served it.

    TEMPLATES[0]["OPTIONS"]["libraries"] = {"paddock": "paddock_django"}      # settings.py; add to what is there
    {% load paddock %}{% paddock %}                                           # in <head>
    PADDOCK_USER = lambda user: str(user.pk)                                  # settings.py, only if pages may say who is signed in

Logs: sentry_sdk 2.35 and newer sends them itself (enable_logs=True). Older ones do not; then

    "handlers": {"paddock": {"class": "paddock_django.LogHandler"}},          # settings.py, in LOGGING; add it to the root's handlers
    "filters": {"paddock": {"()": "paddock_django.TraceFilter"}},             # gives any other handler %(trace_id)s, %(span_id)s and %(user_id)s
"""

import atexit
import json
import logging
import queue
import threading
import time
import urllib.request

import sentry_sdk
from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join

register = template.Library()


def _client():
    return sentry_sdk.get_client() if hasattr(sentry_sdk, "get_client") else sentry_sdk.Hub.current.client


def _dsn():
    """(address of Paddock, key) of the DSN that sentry_sdk was given; (None, None) without one."""
    client = _client()
    transport = client and client.transport
    if not transport or not transport.parsed_dsn:
        return None, None
    dsn = transport.parsed_dsn
    port = "" if dsn.port in (None, 80, 443) else ":%d" % dsn.port
    return "%s://%s%s%s" % (dsn.scheme, dsn.host, port, dsn.path.rstrip("/")), dsn.public_key


def _scope():
    return sentry_sdk.get_current_scope() if hasattr(sentry_sdk, "get_current_scope") else sentry_sdk.Hub.current.scope


def _trace():
    """(trace_id, span_id) of what is being done, each "" when there is none."""
    span = _scope().span
    return (span.trace_id, span.span_id) if span else ("", "")


@register.simple_tag(takes_context=True)
def paddock(context):
    """The script tag, or nothing where sentry_sdk has no DSN."""
    address, key = _dsn()
    if not key:
        return ""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    user = getattr(request, "user", None)
    name_of = getattr(settings, "PADDOCK_USER", None)
    trace_id, span_id = _trace()
    attributes = [
        ("data-key", key),
        ("data-trace", "%s-%s" % (trace_id, span_id) if trace_id else ""),
        ("data-route", "/" + match.route.lstrip("/^") if match else ""),
        ("data-user", name_of(user) if name_of and user and user.is_authenticated else ""),
    ]
    return format_html(
        '<script defer src="{}/js/paddock.js"{}></script>',
        address,
        format_html_join("", ' {}="{}"', [(name, value) for name, value in attributes if value]),
    )


class TraceFilter(logging.Filter):
    """Lets every record say in which trace and for whom it was written: trace_id, span_id, user_id, each "" when unknown."""

    def filter(self, record):
        record.trace_id, record.span_id = _trace()
        record.user_id = str((getattr(_scope(), "_user", None) or {}).get("id") or "")
        return True


class LogHandler(logging.Handler):
    """Sends records to Paddock from a thread of its own. Never waits: what it cannot keep is counted, and the count is sent with the next batch."""

    CAPACITY, BATCH, SECONDS = 10000, 500, 2.0

    def __init__(self):
        super().__init__()
        self.addFilter(TraceFilter())
        self.records, self.dropped, self.thread, self.lock_of_thread = queue.Queue(self.CAPACITY), 0, None, threading.Lock()

    def emit(self, record):
        try:
            self.records.put_nowait(self._written(record))
        except queue.Full:
            self.dropped += 1
        except Exception:
            self.handleError(record)
        if self.thread is None or not self.thread.is_alive():  # also after a fork, which threads do not survive
            self._start()

    def _start(self):
        with self.lock_of_thread:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._run, name="paddock-logs", daemon=True)
                self.thread.start()
                atexit.register(self._send_all)

    def _written(self, record):
        def attribute(key, value):
            return {"key": key, "value": {"stringValue": str(value)}}

        attributes = [attribute("code.file.path", record.pathname), attribute("code.line.number", record.lineno), attribute("code.function.name", record.funcName)]
        if record.args:
            attributes.append(attribute("paddock.template", record.msg))
        if record.exc_info:
            attributes.append(attribute("exception.stacktrace", logging.Formatter().formatException(record.exc_info)))
        if record.user_id:
            attributes.append(attribute("user.id", record.user_id))
        return record.name, {
            "timeUnixNano": str(int(record.created * 1e9)),
            "severityNumber": 21 if record.levelno >= 50 else 17 if record.levelno >= 40 else 13 if record.levelno >= 30 else 9 if record.levelno >= 20 else 5,
            "severityText": record.levelname,
            "body": {"stringValue": record.getMessage()},
            "traceId": record.trace_id,
            "spanId": record.span_id,
            "attributes": attributes,
        }

    def _run(self):
        while True:
            time.sleep(self.SECONDS)
            self._send_all()

    def _send_all(self):
        while not self.records.empty():
            batch = []
            while len(batch) < self.BATCH and not self.records.empty():
                batch.append(self.records.get_nowait())
            try:
                self._send(batch)
            except OSError:  # Paddock is away: as for sentry_sdk, the site comes first
                self.dropped += len(batch)

    def _send(self, batch):
        address, key = _dsn()
        if not key:
            return
        options = _client().options
        resource = {"service.name": options.get("server_name"), "host.name": options.get("server_name"), "service.version": options.get("release"), "deployment.environment.name": options.get("environment")}
        resource["paddock.dropped_logs"], self.dropped = self.dropped or None, 0
        scopes = {}
        for logger, record in batch:
            scopes.setdefault(logger, []).append(record)
        body = {"resourceLogs": [{
            "resource": {"attributes": [{"key": name, "value": {"stringValue": str(value)}} for name, value in resource.items() if value]},
            "scopeLogs": [{"scope": {"name": logger}, "logRecords": records} for logger, records in scopes.items()],
        }]}
        request = urllib.request.Request(address + "/v1/logs", json.dumps(body).encode(), {"Content-Type": "application/json", "Authorization": "Bearer " + key})
        urllib.request.urlopen(request, timeout=5).close()
