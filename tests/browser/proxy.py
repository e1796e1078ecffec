"""nginx before a dashboard: the project's own configuration, on free ports."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lib.paths import ROOT
from tests.browser.server import free_port
from tests.browser.watch import PATIENCE

SERVER = "server {{ listen 127.0.0.1:{port}{tls}; {blocks} }}"
TLS = "ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;"
WHOLE = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {servers}
}}
"""


def there() -> bool:
    """Whether this machine has nginx."""
    return shutil.which("nginx") is not None


def certificate(folder: Path) -> None:
    """``cert.pem`` and ``key.pem`` for localhost, for a day."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.DNSName("localhost")
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(private)


def below_a_path(port: int, *, strips: bool) -> str:
    """``deploy/nginx-path.conf`` for a dashboard on this port."""
    blocks = (ROOT / "deploy" / "nginx-path.conf").read_text(encoding="utf-8")
    slash = "/" if strips else ""
    return re.sub(r"(?m)^( +proxy_pass http://127\.0\.0\.1:)8501", rf"\g<1>{port}{slash}", blocks)


def server(blocks: str, folder: Path, *, tls: bool = False) -> tuple[str, str]:
    """A server block on a free port, and its address."""
    port = free_port()
    own = TLS.format(folder=folder) if tls else ""
    text = SERVER.format(port=port, tls=" ssl" if tls else "", blocks=own + blocks)
    return text, f"{'https' if tls else 'http'}://localhost:{port}"


@contextmanager
def nginx(servers: list[str], folder: Path, asked: str) -> Iterator[None]:
    """nginx with these servers; runs once ``asked`` (http) is answered."""
    written = folder / "nginx.conf"
    written.write_text(WHOLE.format(folder=folder, servers="\n".join(servers)), encoding="utf-8")
    command = ["nginx", "-c", str(written), "-p", str(folder), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command)
    try:
        _wait(asked, process)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(asked: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("nginx stopped at once")
        try:
            urllib.request.urlopen(asked, timeout=PATIENCE).read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("nginx did not start")
