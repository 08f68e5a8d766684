"""Watches one browser page for what none of ours may do: call outside, complain, break, or weigh too much."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

PAGE_WEIGHT_LIMIT = 100_000  # bytes on the wire for a page and all it needs, with a cold cache
NOT_PART_OF_THE_PAGE = ("XHR", "Fetch", "Ping", "Preflight")


@dataclass
class _Load:
    """One page as it came over the wire."""

    url: str
    weight: int = 0
    is_page: bool = True


@dataclass
class Watch:
    """What went wrong in a page, collected from its events; `problems` says it in sentences."""

    address: str
    complaints: list[str] = field(default_factory=list)
    loads: list[_Load] = field(default_factory=list)
    unanswered: dict[str, str] = field(default_factory=dict)
    _load_of_request: dict[str, _Load] = field(default_factory=dict)

    def attach(self, context: BrowserContext, page: Page) -> None:
        """Start watching; call it before the page goes anywhere."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"a script failed: {error}"))
        page.on("response", self._on_response)
        wire = context.new_cdp_session(page)
        handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "Network.requestWillBeSent": self._on_request_sent,
            "Network.responseReceived": self._on_response_received,
            "Network.loadingFinished": self._on_loading_finished,
            "Network.loadingFailed": self._on_loading_failed,
        }
        for event, handler in handlers.items():
            wire.on(event, handler)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})  # every page is weighed as a first one

    def problems(self) -> list[str]:
        """Everything wrong so far, one sentence each."""
        heavy = [
            f"{load.url} weighs {load.weight} bytes, more than {PAGE_WEIGHT_LIMIT}"
            for load in self.loads
            if load.is_page and load.weight > PAGE_WEIGHT_LIMIT
        ]
        return [*self.complaints, *heavy]

    def _on_console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 403 on purpose is reported as a failed load of itself.
        of_a_page = any(load.url == message.location.get("url") for load in self.loads)
        if message.type == "error" and not (of_a_page and message.text.startswith("Failed to load resource")):
            self.complaints.append(f"the console says: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url} answered {response.status}")

    def _on_request_sent(self, event: dict[str, Any]) -> None:
        kind, url = event.get("type"), event["request"]["url"]
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"the page asked outside for {url}")
        self.unanswered[event["requestId"]] = f"{event['request']['method']} {event['request']['url']}"
        if kind == "Document" and "redirectResponse" not in event:
            self.loads.append(_Load(event["request"]["url"]))
        elif kind == "Document" and self.loads:
            self.loads[-1].url = event["request"]["url"]
        if self.loads and kind not in NOT_PART_OF_THE_PAGE:
            self._load_of_request[event["requestId"]] = self.loads[-1]

    def _on_response_received(self, event: dict[str, Any]) -> None:
        load = self._load_of_request.get(event["requestId"])
        if load and event.get("type") == "Document":
            load.is_page = event["response"]["mimeType"] == "text/html"

    def _on_loading_failed(self, event: dict[str, Any]) -> None:
        self.unanswered.pop(event["requestId"], None)

    def _on_loading_finished(self, event: dict[str, Any]) -> None:
        self.unanswered.pop(event["requestId"], None)
        load = self._load_of_request.get(event["requestId"])
        if load:
            load.weight += int(event["encodedDataLength"])
