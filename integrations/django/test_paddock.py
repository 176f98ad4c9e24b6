"""Run with the Python that has Django, and sentry_sdk where the test says so: python3 -m unittest, in this folder."""

import asyncio
import contextlib
import gzip
import http.server
import json
import logging
import os
import sys
import threading
import types
import unittest
from unittest import mock

import django
import sentry_sdk
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.template import engines
from django.test import AsyncClient, RequestFactory
from django.urls import path, re_path
from sentry_sdk.integrations.django import DjangoIntegration

import paddock_django
import paddock_logs

PAGE = "{% load paddock %}<head>{% paddock %}</head>"
ERROR_PAGE = PAGE + "{% paddock_error_reference as reference %}<p>{{ reference }}</p>"
KEY = "0123456789abcdef0123456789abcdef"


def page(request, **parts):
    if "who" in request.GET:
        request.user = request._cached_user = types.SimpleNamespace(is_authenticated=True, pk=request.GET["who"])
    logging.getLogger("shop").info("looked at %s", request.path)
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


def broken(request):
    request.user = request._cached_user = types.SimpleNamespace(is_authenticated=True, pk=7)
    raise ZeroDivisionError("no average")


async def asynchronous(request):
    return page(request)


def server_error(request):
    return HttpResponse(engines["django"].from_string(ERROR_PAGE).render({}), status=500)  # as Django does: without a request


urlpatterns = [path("", page), path("product/<slug:slug>/", page), re_path(r"^old/(?P<year>[0-9]{4})/$", page), path("broken/", broken), path("async/", asynchronous)]
handler500 = server_error

settings.configure(
    SECRET_KEY="tests",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["paddock_django.Middleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"libraries": {"paddock": "paddock_django"}, "context_processors": ["django.template.context_processors.request"]}}],
    LOGGING_CONFIG=None,
)
django.setup()
logging.getLogger("django.request").setLevel(logging.CRITICAL)  # the tests break pages on purpose


class Paddock(http.server.BaseHTTPRequestHandler):
    """What Paddock is to its clients: it answers, and keeps what it was sent."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append((self.path, self.headers, gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.end_headers()

    def log_message(self, *_):
        pass


class PaddockTests(unittest.TestCase):
    def setUp(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Paddock)
        self.server.bodies, self.server.answers = [], []
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.address = "http://127.0.0.1:%d" % self.server.server_port
        self.dsn = self.address.replace("//", "//%s@" % KEY) + "/1"
        self.addCleanup(sentry_sdk.init)
        sentry_sdk.init()

    def set(self, **values):
        changed = mock.patch.multiple(settings, create=True, **values)
        changed.start()
        self.addCleanup(changed.stop)

    def get(self, address):
        """The page as a server would make it, and the attributes of its script tag."""
        request = RequestFactory().get(address)
        answer = {}
        body = b"".join(get_wsgi_application()(request.environ, lambda status, headers, *_: answer.update(status=status))).decode()
        return body, dict(part.split('="') for part in body.partition("<script defer ")[2].partition('"></script>')[0].split('" ') if part)

    def logger(self):
        handler = paddock_logs.LogHandler()
        handler.SECONDS = 3600  # the tests flush by hand
        logger = logging.getLogger("shop")
        logger.setLevel(1)
        logger.addHandler(handler)
        self.addCleanup(logger.removeHandler, handler)
        return logger, handler

    def items(self, type):
        """Of all envelopes that came: the payloads of one type, and their headers' words."""
        for path, _, body in self.server.bodies:
            lines = [json.loads(line) for line in body.decode().splitlines() if line]
            for header, payload in zip(lines[1::2], lines[2::2]):
                if header.get("type") == type:
                    yield payload

    def lines(self):
        return [line for payload in self.items("log") for line in payload["items"]]

    # Pages

    def test_without_a_dsn_there_is_nothing(self):
        self.assertEqual("<head></head>", self.get("/")[0])
        logger, handler = self.logger()
        logger.error("unheard")
        handler.flush()
        self.assertEqual([], self.server.bodies)

    def test_the_tag_has_the_trace_and_the_route_of_the_request(self):
        sentry_sdk.init(self.dsn, integrations=[DjangoIntegration()], traces_sample_rate=1.0, release="shop@1", environment="staging")
        for address, route in {"/": "/", "/product/saddle/": "/product/{slug}/", "/old/2020/": "/old/{year}/"}.items():
            attributes = self.get(address)[1]
            sentry_sdk.flush()
            sent = list(self.items("transaction"))[-1]
            self.assertEqual((self.address + "/js/paddock.js", KEY, route), (attributes["src"], attributes["data-key"], attributes["data-route"]))
            self.assertEqual(("shop@1", "staging"), (attributes["data-release"], attributes["data-environment"]))
            self.assertEqual((sent["contexts"]["trace"]["trace_id"], sent["transaction"]), (attributes["data-trace"].split("-")[0], attributes["data-route"]))
            self.assertNotIn("data-user", attributes)

    def test_an_error_page_has_the_trace_of_its_error_also_without_tracing(self):
        sentry_sdk.init(self.dsn, integrations=[DjangoIntegration()])
        self.set(PADDOCK_USER=lambda user: user.pk)
        body, attributes = self.get("/broken/")
        sentry_sdk.flush()
        event = next((json.loads(body) for path, _, body in self.server.bodies if path.endswith("/store/")), None) or next(self.items("event"))
        self.assertEqual(event["contexts"]["trace"]["trace_id"], attributes["data-trace"].split("-")[0])
        self.assertEqual(("/broken/", "7"), (attributes["data-route"], attributes["data-user"]))
        self.assertIn("<p>%s</p>" % event["event_id"][:8], body)

    def test_without_sentry_sdk_the_middleware_makes_the_trace(self):
        self.set(PADDOCK_DSN=self.dsn)
        logger, handler = self.logger()
        with mock.patch.dict(sys.modules):
            del sys.modules["sentry_sdk"]
            first, second = self.get("/")[1], self.get("/")[1]
            self.assertIn("<p></p>", self.get("/broken/")[0])
            handler.flush()
        self.assertRegex(first["data-trace"], "^[0-9a-f]{32}-[0-9a-f]{16}$")
        self.assertNotEqual(first["data-trace"], second["data-trace"])
        self.assertEqual([first["data-trace"], second["data-trace"]], ["%(trace_id)s-%(span_id)s" % line for line in self.lines()])

    def test_asynchronous_views_are_seen_as_well(self):
        self.set(PADDOCK_DSN=self.dsn)
        _, handler = self.logger()
        body = asyncio.run(AsyncClient().get("/async/")).content.decode()
        handler.flush()
        self.assertIn('data-trace="%(trace_id)s-%(span_id)s" data-route="/async/"' % self.lines()[0], body)

    def test_what_comes_from_outside_is_escaped(self):
        self.set(PADDOCK_DSN=self.dsn.replace("/1", "/a'b<c/1"), PADDOCK_USER=lambda user: user.pk)
        body = self.get("/?who=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")[0]
        self.assertIn('data-user="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"', body)
        self.assertIn("a&#x27;b&lt;c/js/paddock.js", body)
        self.assertEqual(1, body.count("<script"))

    def test_a_user_is_named_only_where_the_setting_says_how(self):
        self.set(PADDOCK_DSN=self.dsn)
        self.assertNotIn("data-user", self.get("/?who=7")[1])
        self.set(PADDOCK_USER=lambda user: user.pk, PADDOCK_URL="https://stats.example.com")
        self.assertEqual(("7", "https://stats.example.com/js/paddock.js"), tuple(self.get("/?who=7")[1][name] for name in ("data-user", "src")))

    def test_nothing_that_breaks_in_here_breaks_a_page(self):
        def breaks(user):
            raise ValueError(user)

        self.set(PADDOCK_DSN=self.dsn, PADDOCK_USER=breaks)
        self.assertEqual(KEY, self.get("/?who=7")[1]["data-key"])
        for dsn in ("nonsense", "http://127.0.0.1/1", "http://[::1", 7, ""):
            self.set(PADDOCK_DSN=dsn)
            self.assertEqual("<head></head>", self.get("/")[0])
        self.set(PADDOCK_DSN=self.dsn)
        self.assertIn(KEY, engines["django"].from_string(PAGE).render({"request": object()}))

    # Log lines

    def test_log_lines_have_the_trace_and_the_user(self):
        sentry_sdk.init(self.dsn, integrations=[DjangoIntegration()], traces_sample_rate=1.0, release="shop@1", environment="staging", server_name="web-1")
        self.set(PADDOCK_USER=lambda user: user.pk)
        _, handler = self.logger()
        self.get("/product/saddle/?who=7")
        self.get("/product/saddle/")
        handler.flush()
        sentry_sdk.flush()
        first, second = self.lines()
        traces = [sent["contexts"]["trace"]["trace_id"] for sent in self.items("transaction")]
        self.assertEqual(traces, [first["trace_id"], second["trace_id"]])
        self.assertEqual(("looked at /product/saddle/", 9), (first["body"], first["severity_number"]))
        said = {name: attribute["value"] for name, attribute in first["attributes"].items()}
        self.assertLessEqual({"user.id": "7", "logger.name": "shop", "sentry.message.template": "looked at %s", "sentry.release": "shop@1", "server.address": "web-1"}.items(), said.items())
        self.assertNotIn("service.name", said)
        self.assertNotIn("user.id", second["attributes"])

    def test_log_lines_outside_of_requests_and_with_any_content_are_sent(self):
        self.set(PADDOCK_DSN=self.dsn)
        logger, handler = self.logger()
        try:
            raise KeyError("missing")
        except KeyError:
            logger.exception("it broke: %s", "\ud800 and more")
        logger.critical({"not": "text"})
        logger.log(3, "x" * 100_000)
        with mock.patch.object(logging, "raiseExceptions", False):
            logger.error("%d", "not a number")
        handler.flush()
        broke, thing, long = self.lines()
        self.assertIn("KeyError: 'missing'", broke["body"])
        self.assertEqual(([17, 21, 1], "{'not': 'text'}", 8192), ([line["severity_number"] for line in (broke, thing, long)], thing["body"], len(long["body"])))

    def test_lines_wait_while_paddock_is_away_and_what_finds_no_room_is_told_to_the_ledger(self):
        self.set(PADDOCK_DSN=self.dsn)
        logger, handler = self.logger()
        handler.CAPACITY = 3
        self.server.answers = [503, 429]
        for number in range(5):
            logger.info("line %d", number)
        for _ in range(4):
            handler.flush()
        self.assertEqual(["line 0", "line 1", "line 2"], [line["body"] for line in self.lines()][-3:])
        self.assertEqual({"queue_overflow": 2}, {event["reason"]: event["quantity"] for event in list(self.items("client_report"))[-1]["discarded_events"]})
        self.assertEqual(3, len(self.server.bodies))

    def test_a_batch_that_is_refused_for_good_is_counted_and_no_other_is_lost(self):
        self.set(PADDOCK_DSN=self.dsn)
        logger, handler = self.logger()
        self.server.answers = [400]
        logger.info("poison")
        handler.flush()
        logger.info("next")
        handler.flush()
        self.assertEqual("next", self.lines()[-1]["body"])
        self.assertEqual(1, next(self.items("client_report"))["discarded_events"][0]["quantity"])

    @unittest.skipUnless(hasattr(os, "fork"), "needs fork")
    def test_a_fork_sends_its_own_lines_and_not_its_parents(self):
        self.set(PADDOCK_DSN=self.dsn)
        logger, handler = self.logger()
        logger.info("parent")
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                logger.info("child")
                handler.flush()
            os._exit(0 if handler.sender.is_alive() else 1)
        self.assertEqual(0, os.waitpid(child, 0)[1])
        handler.flush()
        self.assertEqual(["child", "parent"], [line["body"] for line in self.lines()])


if __name__ == "__main__":
    unittest.main()
