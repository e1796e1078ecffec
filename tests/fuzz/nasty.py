"""Values that broke something somewhere, beside those that hypothesis makes up."""

from __future__ import annotations

#: nothing of this mark may come back as markup
MARK = "<gx-fuzz"
TEXTS = (
    "", " ", "0", "-1", "1e309", "NaN", "null", "None", "undefined", "true", "[]", "{}",
    "\x00", "a\x00b", "\r\nSet-Cookie: a=b", "\u202e倒", "\ud7ff", "\uffff", "👩‍👩‍👧‍👦", "ﷺ" * 50,
    "街" * 200, "x" * 5000, "../" * 12 + "etc/passwd", "..\\..\\secrets.toml",
    ".streamlit/secrets.toml", "store.db", "file:///etc/passwd", "http://169.254.169.254/",
    f'"><gx-fuzz onload=1>{MARK}', f"'><script>{MARK}</script>", "javascript:alert(1)",
    "' or 1=1 --", "%", "_", "\\", "{{7*7}}", "{}[]", "${7*7}", "%s%n", "=cmd|' /C calc'!A0",
    "__proto__", "constructor", "&amp;", "&lt;gx-fuzz&gt;", "#", "?a=b", "(" * 60, "a" * 60 + "!",
)  # fmt: skip
DAYS = (
    "2025-12-31", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "2026-1-1",
    "２０２５-01-01", "2025-12-31T00:00", "-2025-01-01", "today", "2025-12-31\x00", "20251231",
)  # fmt: skip
#: as they stand in a path: percent signs are already there
SEGMENTS = (
    "..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%2e%2e%5c", "%00", "a%00b", "%ff%fe", "%ed%a0%80",
    "%c0%ae%c0%ae", "%", "%zz", "%252e%252e%252f", "..;", "~", ".git/config", "store.db",
    "a" * 3000, "%E8%A1%97", "//", "\\\\evil\\x", "%0d%0aX-A:%20b", "index.html",
    "_stcore/stream", "x.png", "C:%5cwindows", "?", ";a=b", "%23", "static", "_stcore/health",
)  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "get", "X" * 40)
HEADERS = {
    "Host": ("localhost", "evil.example", "a b", "", "localhost:99999", "[::1]", "x" * 300,
             "localhost;x", "127.0.0.1@evil.example"),
    "Origin": ("null", "http://evil.example", "http://[::1", "file://", "x" * 3000, ""),
    "Range": ("bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=abc", "bytes=99999999999999-",
              "bytes=" + ",".join(f"{n}-{n}" for n in range(300)), "lines=1-2"),
    "If-Range": ('"x"', "Thu, 01 Jan 1970 00:00:00 GMT", "x"),
    "If-None-Match": ("*", '"x"', 'W/"x"', "x" * 5000, ","),
    "If-Modified-Since": ("Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "9" * 400),
    "Accept-Encoding": ("gzip", "br, zstd", "identity;q=0", "*;q=0", "gzip;q=x", "," * 500),
    "Accept": ("text/html", "*/*;q=9", "x" * 2000),
    "X-Forwarded-For": ("1.2.3.4", "1.2.3.4, 5.6.7.8", "x", "::1", "2001:db8::1", ",,,", "é"),
    "X-Forwarded-Proto": ("https", "wss", "ftp", "x" * 100),
    "X-Forwarded-Host": ("evil.example",),
    "X-Forwarded-Prefix": ("/evil",),
    "Forwarded": ("for=1.2.3.4;host=evil.example",),
    "Cookie": ("_streamlit_user=x", "_streamlit_xsrf=2|a|b|c; _streamlit_user=\"2|1:0\"", "=;=;",
               "a=" + "b" * 4000, "_streamlit_session=eyJ9.x.y"),
    "Content-Type": ("application/json", "text/plain", "multipart/form-data", "application/json;x"),
    "Upgrade": ("h2c", "websocket", "x"),
    "Connection": ("Upgrade", "keep-alive, x", "x" * 200),
    "Sec-WebSocket-Key": ("dGhlIHNhbXBsZSBub25jZQ==", "x", ""),
    "Sec-WebSocket-Version": ("13", "8", "x"),
    "Sec-WebSocket-Protocol": ("streamlit", "a b", ",,", "streamlit, x, " + "y" * 500, "é"),
    "Expect": ("100-continue", "200-ok"),
    "Authorization": ("Basic eDp5", "Bearer x"),
    "X-HTTP-Method-Override": ("DELETE",),
    "Referer": ("http://evil.example/", "x" * 4000),
    "User-Agent": ("", "x" * 4000, "curl/8"),
    "Transfer-Encoding": ("chunked", "gzip, chunked", "x"),
}  # fmt: skip
BODIES = (
    b"", b"{}", b"[]", b"null", b"1", b'"x"', b"[" * 390, b"1" * 399, b"\xff\xfe", b"{" * 4000,
    b'{"key": 1, "scene": 2}', b'{"key": "x", "scene": "y"}', b'{"key": null, "scene": []}',
    b'{"key": "aaaaaaaaaaaaaaaaaaaaaaaa", "scene": "x", "blank": 1}', b"NaN",
    b'{"key": "aaaaaaaaaaaaaaaaaaaaaaaa", "scene": "../x"}', b'{"key": "\\ud800"}', b"a" * 5000,
)  # fmt: skip
#: what is no request at all
RAW = (
    b"\r\n\r\n", b"\x00\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
    b"\x16\x03\x01\x02\x00\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: a\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n", b"GET / HTTP/1.1\r\nBad Name: x\r\n\r\n",
    b"POST /live/scene HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    b"POST /live/scene HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"POST /live/scene HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
)  # fmt: skip
URLS = (
    "", "http://localhost/", "javascript:alert(1)", "http://[::1", "http://evil.example/present",
    "x" * 200_000, "http://" + "x" * 5000, "http://a b/", "//x", "http://localhost:99999999/",
    "\x00", f"http://localhost/{MARK}", "data:text/html,x",
)  # fmt: skip
ZONES = ("Asia/Shanghai", "", "Mars/Base", "../../etc/passwd", "x" * 100_000, "\x00", "UTC", "亚洲")
#: what a browser might send for a component that is drawn, or for one that is not
VALUES = (
    None, 0, -1, 1, 1e308, True, "", "x" * 1000, [], {}, [[[]]], {"number": True},
    {"number": 2**70}, {"number": 1, "name": None, "content": None},
    {"number": 2, "name": "x" * 5000, "content": "!"},
    {"number": 3, "name": "../../x.xlsx", "content": "UEsDBA=="}, {"number": 4, "content": "AAAA"},
    {"number": 5, "name": f"{MARK}.csv", "content": "5Yy65Z+fLHgKMSwyCg=="},
    {"number": 6, "name": "a.csv", "content": "LCwsLCwsCiwsLAo=" * 2000},
    {"at": 1}, {"at": True, "office": []}, {"at": 2**70, "office": {"x": 1}}, {"at": "x"},
    {"at": 3, "office": "nobody", "says": MARK}, {"at": 4, "office": "fuwu", "says": "不是我的"},
    {"at": 5, "office": "yingshang", "says": ""}, {"at": 6, "office": "yingshang", "says": "\x00"},
    {"at": 7, "office": "yingshang", "says": "x", "due": "x", "project": "x"},
    {"at": 8, "office": "yingshang", "says": "x", "due": "0001-01-01", "project": MARK},
)  # fmt: skip
