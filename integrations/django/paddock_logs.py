"""Log lines for sentry_sdk before 2.35, or without it: a logging handler to copy beside paddock_django.py. See README.md."""

import collections
import gzip
import json
import logging
import os
import threading
import time
import urllib.error
import urllib.request

from paddock_django import TraceFilter, destination, option


class LogHandler(logging.Handler):
    """Sends records in the form of newer sentry_sdk, from a thread of its own: nobody waits for Paddock, and lines that found no room are told to its ledger."""

    CAPACITY, BATCH, SECONDS, LONGEST = 10000, 500, 2.0, 8192

    def __init__(self):
        super().__init__()
        self.addFilter(TraceFilter())
        self.waiting, self.dropped, self.sender = collections.deque(), 0, None
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.waiting.clear)  # the parent sends them

    def emit(self, record):
        try:
            if not destination():
                return
            if len(self.waiting) < self.CAPACITY:
                self.waiting.append(self.item_of(record))
            else:
                self.dropped += 1
            if self.sender is None or not self.sender.is_alive():  # threads do not survive a fork
                self.sender = threading.Thread(target=self.run, name="paddock-logs", daemon=True)
                self.sender.start()
        except Exception:
            self.handleError(record)

    def item_of(self, record):
        message = record.getMessage() + ("\n" + logging.Formatter().formatException(record.exc_info) if record.exc_info else "")
        attributes = {
            "logger.name": record.name,
            "sentry.message.template": str(record.msg)[: self.LONGEST] if record.args else "",
            "code.file.path": record.pathname,
            "code.line.number": str(record.lineno),
            "code.function.name": record.funcName,
            "user.id": record.user_id,
            "sentry.release": option("release"),
            "sentry.environment": option("environment"),
            "server.address": option("server_name"),
        }
        item = {
            "timestamp": record.created,
            "severity_number": min(21, max(1, record.levelno // 10 * 4 + 1)),  # DEBUG 5, INFO 9, WARNING 13, ERROR 17, CRITICAL 21
            "body": message[: self.LONGEST],
            "trace_id": record.trace_id,
            "span_id": record.span_id,
            "attributes": {name: {"value": value, "type": "string"} for name, value in attributes.items() if value},
        }
        return {name: value for name, value in item.items() if value != ""}

    def run(self):
        while True:
            time.sleep(self.SECONDS)
            self.flush()

    def flush(self):
        """All that waits. logging itself calls this when the program ends."""
        while self.waiting or self.dropped:
            batch = []
            try:
                while len(batch) < self.BATCH:
                    batch.append(self.waiting.popleft())
            except IndexError:
                pass  # that was all
            if not self.send(batch):
                return

    def send(self, batch):
        address, key, project = destination()
        dropped, self.dropped = self.dropped, 0
        lines = [{}]
        if batch:
            lines += [{"type": "log", "item_count": len(batch), "content_type": "application/vnd.sentry.items.log+json"}, {"items": batch}]
        if dropped:
            lines += [{"type": "client_report"}, {"timestamp": time.time(), "discarded_events": [{"reason": "queue_overflow", "category": "log_item", "quantity": dropped}]}]
        request = urllib.request.Request("%s/api/%s/envelope/" % (address, project), gzip.compress("\n".join(map(json.dumps, lines)).encode()))
        request.headers.update({"Content-type": "application/x-sentry-envelope", "Content-encoding": "gzip", "X-sentry-auth": "Sentry sentry_version=7, sentry_key=" + key})
        try:
            urllib.request.urlopen(request, timeout=5).close()
            return True
        except Exception as failure:
            self.dropped += dropped
            # Only what was surely not taken is sent again: the log has no ids by which a second copy would be known.
            refused = isinstance(failure, urllib.error.URLError) and getattr(failure, "code", 503) in (429, 503)
            if refused and len(self.waiting) + len(batch) <= self.CAPACITY:
                self.waiting.extendleft(reversed(batch))
            else:
                self.dropped += len(batch)
            return False
