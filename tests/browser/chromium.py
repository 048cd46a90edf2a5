"""A real browser for the tests of the page: Debian's chromium, without a screen and without a network.

Debian: apt-get install --no-install-recommends chromium chromium-driver fonts-noto-cjk
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOTS = Path(__file__).parent.parent.parent / "build" / "screenshots"
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--hide-scrollbars", "--lang=zh-CN",
)  # fmt: skip


class Browser:
    """A page opened from disk, and what the browser noted about it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(
        self, page: Path, *, width: int = 1280, height: int = 1000, dark: bool = False, address: str = ""
    ) -> Browser:
        """Open a page of that size, always in Chinese and without what an earlier page has kept."""
        self.driver.get("about:blank")
        self._size(width, height)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        self.messages()
        self.requests()
        self.driver.get(page.as_uri() + address)
        if self.one("#language").text == "中文":
            self.click("#language")
        return self

    def _size(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def messages(self) -> list[str]:
        """What stands in the console since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses asked for since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def busy(self) -> float:
        """Seconds that the page's thread has worked; what other programs took meanwhile is not counted."""
        metrics = self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def all(self, selector: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements("css selector", selector)
        return found

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def click(self, selector: str) -> None:
        """Click what the selector finds first, wherever it stands."""
        element = self.one(selector)
        self.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def wait(self, script: str) -> Any:
        """Wait until ``script`` returns something true; ten seconds at most."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, 10, poll_frequency=0.05).until(
            lambda driver: driver.execute_script(script)
        )

    def make_all_sections(self) -> None:
        """A section is made when the reader comes near: go through them all."""
        for name in ("disagree", "articles", "entities", "numbers"):
            self.run(f"document.getElementById('{name}').scrollIntoView({{behavior: 'instant'}})")
            self.wait(f"return document.querySelector('#{name} > .body').childElementCount")
        self.run("scrollTo({top: 0, behavior: 'instant'})")

    def shot(self, name: str, *, whole: bool = False) -> Path:
        """Take a picture into build/screenshots."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        if whole:
            width, height = self.run("return [innerWidth, document.documentElement.scrollHeight]")
            self._size(width, min(height, 12_000))
        target = SHOTS / f"{name}.png"
        assert self.driver.save_screenshot(str(target))
        return target


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile, closed at the end."""
    program, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    assert program, (
        "chromium is not here: apt-get install --no-install-recommends chromium chromium-driver fonts-noto-cjk"
    )
    assert chromedriver, "chromedriver is not here: apt-get install --no-install-recommends chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    try:
        yield Browser(driver)
    finally:
        driver.quit()
