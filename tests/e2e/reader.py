"""Somebody who reads the pages of the console, in a browser that notes whatever goes wrong behind their back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Route

from tests.e2e.local_cloud import LocalCloud

WATCHING: Final = """
window.violations = [];
window.shifts = 0;
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""
PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1440, "height": 900}


@dataclass
class Reader:
    """One tab. `refusals`: whether answers that are none are part of the plan, which browsers log as errors."""

    cloud: LocalCloud
    page: Page
    refusals: bool = False
    requests: list[Request] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def in_browser(cls, browser: Browser, cloud: LocalCloud, **more: Any) -> Reader:
        """A new tab that shares nothing with others; `more` is for the browser's context."""
        context = browser.new_context(**{"locale": "en-GB", "viewport": DESKTOP, **more})
        context.add_init_script(WATCHING)
        reader = cls(cloud, context.new_page())
        reader.page.on("request", lambda request: reader.requests.append(request))  # noqa: PLW0108 - marks are set on it
        reader.page.on("pageerror", lambda error: reader.errors.append(str(error)))
        reader.page.on("console", reader._log)
        return reader

    def _log(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not (self.refusals and "Failed to load resource" in message.text):
            self.errors.append(message.text)

    def close(self) -> None:
        """Close the tab. Raises AssertionError where the browser had anything to complain about."""
        violations = self.page.evaluate("window.violations ?? []")
        self.page.context.close()
        assert (self.errors, violations) == ([], [])
        assert {urlsplit(each.url).netloc for each in self.requests if not each.url.startswith("blob:")} <= {
            urlsplit(self.cloud.base_url).netloc
        }

    def visit(self, name: str, query: str = "") -> None:
        self.page.goto(f"{self.cloud.base_url}/console/{name}{query}")

    def sign_in(self, who: str = "matrix42") -> None:
        credentials = self.cloud.credentials["matrix42"]
        credentials = credentials if who == "matrix42" else credentials[who]
        self.enter(credentials["login"], credentials["password"])
        self.signed_in.wait_for()

    def enter(self, login: str, password: str) -> None:
        self.page.get_by_label("Login", exact=True).fill(login)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    def read(self, name: str, query: str = "", **who: str) -> None:
        """Go to a page and sign in."""
        self.visit(name, query)
        self.sign_in(**who)
        self.page.locator("[data-service], .day").first.wait_for()

    def choose(self, service: str, operation: str = "") -> None:
        self.service(service).click()
        if operation:
            self.operation(operation).click()
            self.documented()

    def documented(self) -> None:
        """Wait until the whole contract is there."""
        self.documentation.get_by_role("heading", name="Status codes").wait_for()

    def service(self, name: str) -> Locator:
        return self.page.locator(f'[data-service="{name}"]')

    def operation(self, name: str) -> Locator:
        return self.page.locator(f'[data-operation="{name}"]')

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    @property
    def signed_in(self) -> Locator:
        return self.button("Sign out")

    @property
    def services(self) -> Locator:
        return self.page.locator("[data-service]")

    @property
    def search(self) -> Locator:
        return self.page.get_by_role("searchbox")

    @property
    def preview(self) -> Locator:
        return self.page.locator("#preview")

    @property
    def documentation(self) -> Locator:
        return self.page.locator("#documentation")

    @property
    def alert(self) -> Locator:
        return self.page.get_by_role("alert").filter(visible=True)

    @property
    def place(self) -> str:
        """Path and query of where one is."""
        parts = urlsplit(self.page.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    @property
    def kept(self) -> str:
        """Everything that the tab keeps of the session."""
        return str(self.page.evaluate("JSON.stringify(sessionStorage)"))

    def calls(self, part: str) -> list[Request]:
        """What was asked of addresses that contain `part`."""
        return [each for each in self.requests if part in each.url]

    def answer(self, part: str, status: int, body: str = "{}", **headers: str) -> None:
        """From now on, give this answer wherever the address contains `part`."""

        def fulfil(route: Route) -> None:
            route.fulfill(status=status, body=body, headers={"Content-Type": "application/json", **headers})

        self.refusals = True
        self.page.route(lambda url: part in url, fulfil)
