"""A small, right integration of the web liveness check, with the standard library alone.

POST /checks begins a check and gives the address of the vendor's page, POST /notify and POST /return take its result,
GET /checks/ID tells how it stands.
"""

import hashlib
import hmac
import json
import os
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlencode
from urllib.request import Request, urlopen

PORT = int(os.environ.get("PORT", "3000"))
URL = os.environ.get("FACEID_URL", "https://api.megvii.com")
KEY = os.environ.get("FACEID_KEY", "")
SECRET = os.environ.get("FACEID_SECRET", "")
HERE = os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{PORT}")
THRESHOLD = "1e-4"
TRIES = 4
TIMEOUT_S = 4

# Checks by their serial number, biz_no: how each stands.
checks = {}
lock = threading.Lock()


def call(request):
    """Status and JSON of an answer; what is no JSON object counts as an empty one."""
    try:
        with urlopen(request, timeout=TIMEOUT_S) as answer:
            status, text = answer.status, answer.read()
    except HTTPError as error:
        status, text = error.code, error.read()
    except (URLError, OSError):
        return 0, {}
    try:
        found = json.loads(text)
    except ValueError:
        found = {}
    return status, found if isinstance(found, dict) else {}


def ask(make_request, is_success):
    """Asks until it succeeds or must not be asked again; waits longer each time."""
    for attempt in range(1, TRIES + 1):
        status, found = call(make_request())
        if status == 200 and is_success(found):
            return found
        error = found.get("error_message", f"no answer of the API (status {status})")
        again = error in ("INTERNAL_ERROR", "CONCURRENCY_LIMIT_EXCEEDED")
        if not again or attempt == TRIES:
            raise RuntimeError(error)
        time.sleep(0.25 * 2**attempt)


def get_token(user, name, number, biz_no):
    form = urlencode(
        {
            "api_key": KEY,
            "api_secret": SECRET,
            "comparison_type": "1",
            "idcard_name": name,
            "idcard_number": number,
            "return_url": f"{HERE}/return",
            "notify_url": f"{HERE}/notify",
            "biz_no": biz_no,
            "biz_extra_data": user,
        }
    ).encode()
    found = ask(lambda: Request(f"{URL}/faceid/liveness/v2/get_token", data=form), lambda found: "token" in found)
    return found["token"]


def get_result(biz_id):
    query = urlencode({"api_key": KEY, "api_secret": SECRET, "biz_id": biz_id})
    return ask(lambda: Request(f"{URL}/faceid/liveness/v2/get_result?{query}"), lambda found: "biz_id" in found)


def is_signed(data, sign):
    """The signature is made over the very text that came."""
    right = hashlib.sha1((SECRET + data).encode()).hexdigest()
    return hmac.compare_digest(right.encode(), sign.encode())


def passed(result):
    """The person was alive, and is the one of the register."""
    liveness, verify = result.get("liveness_result") or {}, result.get("verify_result") or {}
    found = verify.get("result_faceid") or {}
    confidence, thresholds = found.get("confidence"), found.get("thresholds") or {}
    return liveness.get("result") == "success" and confidence is not None and confidence >= thresholds[THRESHOLD]


def take_result(form):
    """Takes what a callback tells; the first result of a check counts. The vendor is asked whether it says the same."""
    data = form.get("data", "")
    if not is_signed(data, form.get("sign", "")):
        return "not signed"
    told = json.loads(data)
    biz_no = told.get("biz_no")
    with lock:
        if checks.get(biz_no) != "begun":
            return checks.get(biz_no, "unknown")
        checks[biz_no] = "asking"
    try:
        same = passed(get_result(told["biz_id"]))
    except RuntimeError as error:
        # It is signed: that nobody can be asked takes nothing from it.
        print(f"no result for {biz_no}: {error}", file=sys.stderr)
        same = True
    checks[biz_no] = "verified" if passed(told) and same else "failed"
    return checks[biz_no]


class App(BaseHTTPRequestHandler):
    def respond(self, status, text, content_type="text/plain"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def form(self):
        text = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}

    def do_GET(self):
        biz_no = self.path.removeprefix("/checks/")
        if self.path == "/health":
            self.respond(200, "ready")
        elif biz_no in checks:
            self.respond(200, json.dumps({"state": checks[biz_no]}), "application/json")
        else:
            self.respond(404, "not here")

    def do_POST(self):
        form = self.form()
        if self.path == "/checks":
            self.begin(form)
        elif self.path == "/notify":
            state = take_result(form)
            self.respond(403 if state == "not signed" else 200, state)
        elif self.path == "/return":
            verified = take_result(form) == "verified"
            self.respond(200, "Thank you, we know that it is you." if verified else "We could not confirm that it is you.")
        else:
            self.respond(404, "not here")

    def begin(self, form):
        biz_no = str(uuid.uuid4())
        checks[biz_no] = "begun"
        try:
            token = get_token(form.get("user", ""), form.get("name", ""), form.get("number", ""), biz_no)
        except RuntimeError as error:
            checks[biz_no] = "not begun"
            print(f"no token for {biz_no}: {error}", file=sys.stderr)
            self.respond(502, "The face check is not available now. Please try again later.")
            return
        page = f"{URL}/faceid/liveness/v2/do?{urlencode({'token': token})}"
        self.respond(200, json.dumps({"biz_no": biz_no, "page": page}), "application/json")

    def log_message(self, *_):
        """A line for each request would be noise."""


if __name__ == "__main__":
    print(f"ready at {HERE}", flush=True)
    ThreadingHTTPServer(("127.0.0.1", PORT), App).serve_forever()
