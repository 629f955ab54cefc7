# SPDX-License-Identifier: Apache-2.0
"""What a test does with a browser: opens pages, finds things by role and name, uses them, looks at the result."""
import contextlib
import pathlib

from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from harness import wait
from harness.httpd import Httpd
from harness.modules import REPOSITORY

from . import axe, console, layout, lookup, traffic
from .process import Chromium

SCREENSHOTS = REPOSITORY / "build" / "screenshots"
TIMEOUT = 20.0  # seconds: no claim about time, only where a test gives up; a busy machine needs most of it
# Keys by the names that the DOM gives them; a letter is itself.
KEYS = {"Tab": Keys.TAB, "Enter": Keys.ENTER, "Escape": Keys.ESCAPE, "Space": Keys.SPACE, "Backspace": Keys.BACKSPACE,
        "Delete": Keys.DELETE, "Home": Keys.HOME, "End": Keys.END, "PageUp": Keys.PAGE_UP, "PageDown": Keys.PAGE_DOWN,
        "ArrowUp": Keys.ARROW_UP, "ArrowDown": Keys.ARROW_DOWN, "ArrowLeft": Keys.ARROW_LEFT,
        "ArrowRight": Keys.ARROW_RIGHT, "Shift": Keys.SHIFT, "Control": Keys.CONTROL, "Alt": Keys.ALT}


def only(found: list):
    """The only one of a list, else None."""
    return found[0] if len(found) == 1 else None


# Commands that the next test undoes or gives anew. After any other one, a profile is not used again.
UNDONE = {"Page.resetNavigationHistory", "Network.clearBrowserCookies", "Network.clearBrowserCache",
          "Network.setExtraHTTPHeaders", "Emulation.setDeviceMetricsOverride", "Emulation.setEmulatedMedia",
          "Input.dispatchMouseEvent", "Input.dispatchKeyEvent"}

# By its own script, so that the renderer stays: to start another one is half of the work of a short test.
LEAVE = """
addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
localStorage.clear();
sessionStorage.clear();
location.replace("about:blank");
"""


class Browser:
    """One window in a profile of its own, 1280 x 900."""

    def __init__(self, chromium: Chromium):
        self.chromium = chromium
        self.driver = chromium.driver
        self.traffic = traffic.Traffic()
        self.expected = []
        self.entries = []
        self.profile = None
        self.as_new = False

    def __enter__(self) -> "Browser":
        self._drop_logs()
        self.profile = self.chromium.new_profile()
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source=console.COLLECTOR)
        self.width(1280)
        self.as_new = True
        return self

    def __exit__(self, *_) -> None:
        self.chromium.end_profile(self.profile)

    def clean(self) -> None:
        """Makes the window and its profile as they were; raises if that can't be, for the profile to be ended."""
        if not self.as_new or len(self.driver.window_handles) != 2:
            raise WebDriverException("the profile is no more as it was made")
        self.run(LEAVE)
        self.wait(lambda: self.path == "blank", "for the page to be left", 5)
        for command in ("Page.resetNavigationHistory", "Network.clearBrowserCookies", "Network.clearBrowserCache"):
            self.cdp(command)
        self.cdp("Network.setExtraHTTPHeaders", headers={})
        self.cdp("Input.dispatchMouseEvent", type="mouseMoved", x=0, y=0)
        self.media()
        self.width(1280)
        self._drop_logs()
        self.traffic, self.expected, self.entries = traffic.Traffic(), [], []

    def new_profile(self) -> None:
        """Goes on as another user: without cookies, storage, cache and credentials. The console is still judged."""
        self._read_console()
        self.chromium.end_profile(self.profile)
        kept = self.entries, self.expected
        self.__enter__()
        self.entries, self.expected = kept

    def cdp(self, command: str, **parameters) -> dict:
        """Gives a command of the DevTools protocol to the page."""
        self.as_new = self.as_new and command in UNDONE
        return self.driver.execute_cdp_cmd(command, parameters)

    def run(self, script: str, *arguments):
        """Runs JavaScript in the page, whatever its policy forbids; `return` gives the answer."""
        return self.driver.execute_script(script, *arguments)

    # -- where ---------------------------------------------------------------------------------------------------

    def open(self, site: Httpd, path: str = "/", host: str = "127.0.0.1") -> None:
        """Opens a page; with a host such as portal.test it is no secure context."""
        self.driver.get(f"http://{host}:{site.port}{path}")

    def sign_in(self, site: Httpd, path: str, login: str, password: str = "pw", host: str = "127.0.0.1") -> None:
        """
        Signs in by Basic and opens a page. The credentials in the address are used once, and without scripts: a page
        that has them in its address can't fetch. Chromium remembers them for the realm.
        """
        self.cdp("Emulation.setScriptExecutionDisabled", value=True)
        self.driver.get(f"http://{login}:{password}@{host}:{site.port}{path}")
        self.cdp("Emulation.setScriptExecutionDisabled", value=False)
        self.driver.get("about:blank")
        self.forget_requests()
        self.open(site, path, host)

    def sign_in_by_form(self, site: Httpd, path: str, login: str, password: str = "pw", host: str = "127.0.0.1") -> None:
        """Signs in at the login page of sites.with_form() and opens a page."""
        self.as_new = False
        self.open(site, "/login.html", host)
        self.fill("User name", login)
        self.role("textbox", "Password").send_keys(password)
        self.role("button", "Sign in").click()
        self.wait(lambda: self.path == "/index.html", "for the page behind the login page")
        self.forget_requests()
        self.open(site, path, host)

    @property
    def path(self) -> str:
        """Path, query and fragment of the page."""
        return self.run("return location.pathname + location.search + location.hash")

    # -- finding -------------------------------------------------------------------------------------------------

    def wait(self, condition, what: str = "", timeout: float = TIMEOUT):
        """Waits until a function's answer is true, and returns it; an element that went away meanwhile is no answer."""
        def tried():
            with contextlib.suppress(WebDriverException):
                return condition()
            return None
        return wait.until(tried, timeout, 0.05, what)

    def roles(self, role: str, name=None, within: WebElement = None) -> list:
        """All elements that are there now with this role and name, the hidden ones left out; see role()."""
        return [element for found, element in lookup.nodes(self.driver, role, within) if lookup.matches(found, name)]

    def names(self, role: str, within: WebElement = None) -> list:
        """The accessible names of all elements that have this role."""
        return [name for name, _ in lookup.nodes(self.driver, role, within)]

    def role(self, role: str, name=None, within: WebElement = None, timeout: float = TIMEOUT) -> WebElement:
        """
        Waits for the only element with this role and accessible name: a text, a compiled pattern, or None for any. Roles
        are as Chromium calls them: those of ARIA, and `Date` for a date field, `DisclosureTriangle` for a summary.
        """
        try:
            return self.wait(lambda: only(self.roles(role, name, within)), timeout=timeout)
        except AssertionError:
            there = self.names(role, within)
        raise AssertionError(f"there is not one {role} {name!r} after {timeout} s; all of this role: {there}")

    def gone(self, role: str, name=None, within: WebElement = None) -> None:
        """Waits until there is no such element."""
        self.wait(lambda: not self.roles(role, name, within), f"for no {role} {name!r}")

    def row(self, text: str, within: WebElement = None) -> WebElement:
        """Waits for the only row one of whose cells has this text."""
        def found() -> list:
            return [row for row in self.roles("row", within=within)
                    if text in self.texts("cell", row) + self.texts("rowheader", row)]
        return self.wait(lambda: only(found()), f"for one row with {text!r}")

    def texts(self, role: str, within: WebElement = None) -> list:
        """The visible texts of all elements that have this role."""
        return [self.text_of(element) for element in self.roles(role, within=within)]

    def text_of(self, element: WebElement = None) -> str:
        """The visible text of an element, or of the page, white space collapsed."""
        return " ".join(self.run("return (arguments[0] || document.body).innerText", element).split())

    def facts(self, element: WebElement) -> dict:
        """What assistive technology is told beside role and name: description, invalid, required, expanded, focused …"""
        return lookup.describe(self.driver, element)[2]

    def focused(self):
        """Role and name of the element that has the focus; None if that is nothing but the page."""
        element = self.driver.switch_to.active_element
        return None if element.tag_name in ("body", "html") else lookup.describe(self.driver, element)[:2]

    # -- using ---------------------------------------------------------------------------------------------------

    def click(self, role: str, name=None, within: WebElement = None) -> None:
        """Clicks the element with this role and name as soon as it is there; again if the page replaced it before that."""
        for _ in range(5):
            with contextlib.suppress(StaleElementReferenceException):
                return self.role(role, name, within).click()
        raise AssertionError(f"{role} {name!r} was replaced each time")

    def fill(self, name: str, text: str, within: WebElement = None, role: str = "textbox") -> None:
        """Replaces what is in a field."""
        field = self.role(role, name, within)
        field.clear()
        field.send_keys(text)

    def press(self, *keys: str) -> None:
        """Presses keys, named as in the DOM, with Shift+, Control+ or Alt+ before them: press("Shift+Tab", "Enter")."""
        for key in keys:
            *modifiers, last = key.split("+") if len(key) > 1 else [key]
            chain = ActionChains(self.driver, duration=0)
            for modifier in modifiers:
                chain.key_down(KEYS[modifier])
            chain.send_keys(KEYS.get(last, last))
            for modifier in modifiers:
                chain.key_up(KEYS[modifier])
            chain.perform()

    # -- surroundings --------------------------------------------------------------------------------------------

    def width(self, width: int, height: int = 900) -> None:
        """Makes the viewport that wide; a window would not become narrower than 500."""
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, **features: str) -> None:
        """Sets what people prefer, and unsets all else: media(prefers_color_scheme="dark", forced_colors="active")."""
        self.cdp("Emulation.setEmulatedMedia", features=[{"name": name.replace("_", "-"), "value": value}
                                                         for name, value in features.items()])

    def dark(self) -> None:
        self.media(prefers_color_scheme="dark")

    def forced_colors(self) -> None:
        self.media(forced_colors="active")

    def reduced_motion(self) -> None:
        self.media(prefers_reduced_motion="reduce")

    def network(self, latency: int = 0, offline: bool = False) -> None:
        """Makes each answer so many milliseconds late, or takes the network away, also from what is under way."""
        self.cdp("Network.emulateNetworkConditions", offline=offline, latency=latency, downloadThroughput=-1,
                 uploadThroughput=-1)

    # -- checks --------------------------------------------------------------------------------------------------

    def axe(self) -> None:
        """Fails if the page breaks a rule of WCAG 2.2 A or AA or one of axe's best practices."""
        found = axe.violations(self.driver)
        assert not found, "\n".join(found)

    def axe_in_light_and_dark(self) -> None:
        """The same in both colour schemes, without the transition between them; afterwards no media are set."""
        for scheme in ("light", "dark"):
            self.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
            found = axe.violations(self.driver)
            assert not found, "\n".join([f"in {scheme}:", *found])
        self.media()

    def scrolls_sideways(self) -> list:
        """What is wider than its place: the page, an open dialog, something that scrolls in one. Empty is good."""
        return layout.too_wide(self.driver)

    def expect_console(self, *patterns: str) -> None:
        """Declares warnings and errors that this test causes, a failed request too; each must come."""
        self.expected.extend(patterns)

    def problems(self) -> list:
        """What is wrong with the console since the browser was opened."""
        self._read_console()
        return console.problems(self.entries, self.expected)

    def _read_console(self) -> None:
        self.entries += self.driver.get_log("browser")

    def _drop_logs(self) -> None:
        for kind in ("browser", "performance"):
            self.driver.get_log(kind)

    def requests(self) -> list:
        """The requests over HTTP since signing in or forget_requests(): method, url, path, kind, status."""
        self.traffic.read(self.driver.get_log("performance"))
        return self.traffic.all()

    def forget_requests(self) -> None:
        self.requests()
        self.traffic.forget()

    def screenshot(self, name: str) -> pathlib.Path:
        """Writes build/screenshots/NAME.png, of the viewport."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.driver.save_screenshot(str(path))
        return path
