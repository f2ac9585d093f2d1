// On the page of results, the next results come without loading the page anew: the old ones stay until the new ones are there.
// Addresses, titles and the browser's history are as they would be without this.
"use strict";

if (document.body.classList.contains("results")) {
  const main = document.getElementById("content");
  let asked = 0;
  let request = null;

  // A result is one stop of the Tab key: the arrows lead on to what can be done with it.
  const REACHED = "a[href], button, summary";
  const isSeen = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
  const results = () => [...main.querySelectorAll(".hits > li")];
  const reached = (hit) => [...hit.querySelectorAll(REACHED)].filter(isSeen);
  const title = (hit) => hit.querySelector("h2 a");

  /** Leaves one element of a result in the order of Tab. */
  const stop = (hit, at) => {
    hit.querySelectorAll(REACHED).forEach((element) => { element.tabIndex = element === at ? 0 : -1; });
  };

  const begin = () => results().forEach((hit) => stop(hit, title(hit)));

  /** The result that has the focus; else, for the keys, none. */
  const current = () => document.activeElement?.closest(".hits > li") ?? null;

  const step = (by) => {
    const all = results().filter(isSeen);
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    title(next).focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const copyQuote = async () => {
    const copying = (current() ?? results()[0])?.querySelector(".copying");
    if (!copying) return;
    await fill(copying);
    copying.querySelector("button[data-copy]")?.click();
  };

  Object.assign(keys, { j: () => step(1), k: () => step(-1), c: copyQuote });

  main.addEventListener("keydown", (event) => {
    const hit = current();
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!hit || !by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!event.target.matches(REACHED)) return;
    const all = reached(hit);
    const next = all[all.indexOf(event.target) + by];
    if (!next) return;
    event.preventDefault();
    stop(hit, next);
    next.focus();
  });

  // Tab comes back to a result by its title.
  main.addEventListener("focusout", (event) => {
    const hit = event.target.closest(".hits > li");
    if (hit && !hit.contains(event.relatedTarget)) stop(hit, title(hit));
  });

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
    if (box.value === typed) box.value = fresh.querySelector("[name=q]").value;
    fit();
    reveal(main);
    awaitNear(main);
    if (push) history.pushState({ results: true }, "", address);
    if (top) window.scrollTo(0, 0);
    begin();
    const lines = [...main.querySelectorAll(".verdict .said, .how-many")].map((line) => line.textContent);
    say(lines.join(" ").replace(/\s+/g, " ").trim());
  };

  /** Fetches a page of results and shows it; what comes after a later question is dropped. */
  const go = async (address, { push = true, focus = null, top = push } = {}) => {
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
      show(page, response.url, { push, top, typed });
      if (focus) focus();
    } catch (error) {
      if (mine === asked && error.name !== "AbortError") {
        tellTrouble(message("The server does not answer. What you see are the results from before."), () => go(address, { push }));
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
    const form = event.target.closest("form.ask, form[data-within]");
    if (!form) return;
    const words = new FormData(form);
    if (!String(words.get("q")).trim()) return;
    event.preventDefault();
    const address = new URL(form.action);
    words.set("q", String(words.get("q")).replace(/\s+/g, " ").trim());
    address.search = new URLSearchParams(words).toString();
    go(address.href);
  });

  // A ticked box acts at once, as the words beside it do; the button is for those without scripts.
  main.addEventListener("change", (event) => {
    const form = event.target.closest?.("form.facets");
    if (!form || !event.target.matches("[type=checkbox]")) return;
    const { name, value } = event.target;
    const ticked = `.facets [name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`;
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form)).toString();
    go(address.href, { focus: () => main.querySelector(ticked)?.focus({ preventScroll: true }), top: false });
  });

  // What is opened, or came later, has no stop of its own either.
  const stopAgain = (event) => {
    const hit = event.target.closest?.(".hits > li");
    if (hit) stop(hit, hit.contains(document.activeElement) ? document.activeElement : title(hit));
  };
  main.addEventListener("toggle", stopAgain, true);
  main.addEventListener("filled", stopAgain);

  begin();

  window.addEventListener("popstate", () => {
    if (!location.hash) go(location.href, { push: false });
  });
}
