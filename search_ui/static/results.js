// On the page of results, the next results come without loading the page anew: the old ones stay until the new ones are there.
// Addresses, titles and the browser's history are as they would be without this.
"use strict";

if (document.body.classList.contains("results")) {
  const main = document.getElementById("content");
  let asked = 0;
  let request = null;

  const isResults = (page) => page.body?.classList.contains("results");

  /** Puts what was fetched in place of what is shown. */
  const show = (page, address, { push, top, typed }) => {
    document.title = page.title;
    main.replaceChildren(...page.getElementById("content").childNodes);
    const form = document.querySelector(".top form.ask");
    const fresh = page.querySelector(".top form.ask");
    form.querySelectorAll("input[type=hidden]").forEach((input) => input.remove());
    form.querySelector(".line").append(...fresh.querySelectorAll("input[type=hidden]"));
    // What has been typed since the question was sent is the next question.
    if (box.value === typed) box.value = fresh.querySelector("input[name=q]").value;
    reveal(main);
    if (push) history.pushState({ results: true }, "", address);
    if (top) window.scrollTo(0, 0);
    const lines = [...main.querySelectorAll(".verdict p")].map((line) => line.textContent.replace(/\s+/g, " ").trim());
    say(lines.join(" "));
  };

  /** Fetches a page of results and shows it; what comes after a later question is dropped. */
  const go = async (address, { push = true, focus = null } = {}) => {
    const mine = asked += 1;
    const typed = box.value;
    request?.abort();
    request = new AbortController();
    main.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { signal: request.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (mine !== asked) return;
      if (!response.ok || !isResults(page)) {
        location.assign(address);
        return;
      }
      tellTrouble("");
      show(page, response.url, { push, top: push, typed });
      if (focus) focus();
    } catch (error) {
      if (mine === asked && error.name !== "AbortError") {
        tellTrouble("The server does not answer. What you see are the results from before.", () => go(address, { push }));
      }
    } finally {
      if (mine === asked) main.removeAttribute("aria-busy");
    }
  };

  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-within]");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    go(link.href, { focus: () => main.focus({ preventScroll: true }) });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.ask");
    if (!form) return;
    const words = new FormData(form);
    if (!String(words.get("q")).trim()) return;
    event.preventDefault();
    const address = new URL(form.action);
    address.search = new URLSearchParams(words).toString();
    go(address.href);
  });

  window.addEventListener("popstate", () => {
    if (!location.hash) go(location.href, { push: false });
  });
}
