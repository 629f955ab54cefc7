# SPDX-License-Identifier: Apache-2.0
"""Certificates for tests, and the authority that signs them."""
import pathlib
import subprocess

NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


class Authority:
    """Has NAME.pem and NAME.key in its folder, for itself and for each that it certifies."""

    def __init__(self, folder: pathlib.Path, name: str = "ca"):
        self.folder, self.name = folder, name
        self._openssl("req", "-x509", *NEW_KEY, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", "/CN=authority",
                      "-days", "2")

    def certify(self, name: str, *subjects: str) -> None:
        """Certifies a key for the name, or for other subjects: DNS:NAME, IP:ADDRESS."""
        (self.folder / f"{name}.ext").write_text(f"subjectAltName = {','.join(subjects or (f'DNS:{name}',))}\n")
        self._openssl("req", *NEW_KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        self._openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{self.name}.pem", "-CAkey", f"{self.name}.key",
                      "-CAcreateserial", "-extfile", f"{name}.ext", "-out", f"{name}.pem", "-days", "2")

    def _openssl(self, *words) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)
