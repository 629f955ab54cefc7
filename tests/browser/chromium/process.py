# SPDX-License-Identifier: Apache-2.0
"""One headless Chromium, in which every test has a profile of its own."""
import json
import os
import pathlib
import tempfile
import urllib.request

import trio
import trio_websocket
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

# The whole browser, and the same without its own windows, menus and their processes, which takes half the time.
# The quick one shows no transitions, as for users who prefer less motion: drawing their frames is a tenth of the work.
BROWSERS = {"whole": "/usr/bin/chromium", "quick": "/usr/bin/chromium-headless-shell"}
OF_KIND = {"whole": (), "quick": ("--force-prefers-reduced-motion",)}
DRIVER = "/usr/bin/chromedriver"
# A process ahead of a navigation that may come, and the pages of the address bar's popup, two for each window.
WITHOUT = ("SpareRendererForSitePerProcess", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en-US",
    f"--disable-features={','.join(WITHOUT)}",
    "--host-resolver-rules=MAP *.test 127.0.0.1",  # such an origin is no secure context
)


class Chromium:
    """The browser, its driver, and the folder that holds all that they write."""

    def __init__(self, kind: str):
        self.folder = tempfile.TemporaryDirectory(prefix="tokenadmin-chromium-", ignore_cleanup_errors=True)
        options = webdriver.ChromeOptions()
        options.binary_location = self._launcher(BROWSERS[kind])
        for flag in (*FLAGS, *OF_KIND[kind], f"--user-data-dir={self.folder.name}/profile"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
        service = Service(DRIVER, env={**os.environ, "HOME": self.folder.name})
        try:
            self.driver = webdriver.Chrome(service=service, options=options)
        except Exception:
            self.folder.cleanup()
            raise
        self.driver.set_page_load_timeout(30)
        address = self.driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        with urllib.request.urlopen(f"http://{address}/json/version", timeout=10) as answer:
            self.socket = json.load(answer)["webSocketDebuggerUrl"]
        self.first_window = self.driver.current_window_handle

    def _launcher(self, browser: str) -> str:
        """A script that starts the browser with a window: the driver looks for one, and this browser opens none by itself."""
        path = pathlib.Path(self.folder.name) / "launch"
        path.write_text(f'#!/bin/sh\nexec {browser} --headless=new "$@" about:blank\n')
        path.chmod(0o755)
        return str(path)

    def command(self, method: str, **parameters) -> dict:
        """Gives a command to the browser as a whole; those to one page go through the driver."""
        async def talk() -> dict:
            async with trio_websocket.open_websocket_url(self.socket) as socket:
                await socket.send_message(json.dumps({"id": 1, "method": method, "params": parameters}))
                while True:
                    message = json.loads(await socket.get_message())
                    if message.get("id") == 1:
                        assert "result" in message, message
                        return message["result"]
        return trio.run(talk)

    def new_profile(self) -> str:
        """Makes a profile without cookies, storage, cache or credentials, opens a window in it, and returns its id."""
        profile = self.command("Target.createBrowserContext")["browserContextId"]
        window = self.command("Target.createTarget", url="about:blank", browserContextId=profile)["targetId"]
        self.driver.switch_to.window(window)
        return profile

    def end_profile(self, profile: str) -> None:
        """Closes the windows and connections of a profile and forgets it."""
        self.driver.switch_to.window(self.first_window)
        self.command("Target.disposeBrowserContext", browserContextId=profile)

    def quit(self) -> None:
        """Ends the browser and its driver, and removes their folder."""
        self.driver.quit()
        self.folder.cleanup()
