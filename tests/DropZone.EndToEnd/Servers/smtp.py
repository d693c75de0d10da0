"""A mail server for tests. It requires STARTTLS and a password, and writes each accepted mail to a file.

Usage: smtp.py PORT FOLDER CERTIFICATE KEY PASSWORD. While FOLDER/answer exists, its text is the reply to every mail.
"""
import os
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

port, folder, certificate, key, password = sys.argv[1:]


class Keeper:
    mails = 0

    async def handle_DATA(self, server, session, envelope):
        answer = f"{folder}/answer"
        if os.path.exists(answer):
            return open(answer).read()
        self.mails += 1
        with open(f"{folder}/{self.mails:04}.part", "wb") as mail:
            mail.write(f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode() + envelope.content)
        os.rename(f"{folder}/{self.mails:04}.part", f"{folder}/{self.mails:04}.eml")
        return "250 taken"


def check(server, session, envelope, mechanism, login):
    return AuthResult(success=login.password == password.encode())


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
Controller(
    Keeper(), hostname="127.0.0.1", port=int(port), tls_context=context, require_starttls=True,
    auth_required=True, authenticator=check,
).start()
while True:
    time.sleep(3600)
