// The pages are complete without scripts. This one adds keys and the hints for them, copying, and notices of trouble.
"use strict";

const words = JSON.parse(document.body.dataset.words ?? "{}");

/** What is said, in the language of the page, with values in the places that it has for them. */
const message = (english, values = {}) => (words[english] ?? english).replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A number as the language of the page writes it. */
const grouped = (number) => number.toLocaleString(document.documentElement.lang);

/** The box with room for a long question: asking/box.js, which comes right behind it, has made it so. */
const box = document.getElementById("q");

/** Says how long a question is, once it is near the limit. */
const count = () => {
  const counter = box.form.querySelector(".counter");
  const limit = Number(box.form.dataset.limit);
  const length = [...box.value].length;
  counter.querySelector(".typed-count").textContent = grouped(length);
  counter.hidden = length < 0.8 * limit;
  counter.classList.toggle("over", length > limit);
};

/** Makes the box as high as its question; most browsers do it by themselves. */
const fit = () => {
  count();
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
};

if (box) {
  box.addEventListener("input", fit);
  fit();
  // Where a finger types, the keys on the screen would hide the page.
  const first = document.body.classList.contains("home") && matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (first && !location.hash) box.focus();
}

/** Tells screen readers something, politely. */
const say = (text) => {
  const region = document.getElementById("said");
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 50);
};

/** Shows trouble above the page, or takes it away; what is on the page stays. */
const tellTrouble = (text, again) => {
  const region = document.getElementById("trouble");
  region.replaceChildren();
  region.hidden = !text;
  if (!text) return;
  region.append(text);
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = message("Try again");
    button.addEventListener("click", again);
    region.append(" ", button);
  }
};

const ask = () => {
  box.focus();
  box.select();
};

const follow = (rel) => document.querySelector(`.steps a[rel="${rel}"]`)?.click();

const sheet = document.getElementById("keys");

const keys = { "/": ask, "?": () => sheet.showModal(), n: () => follow("next"), p: () => follow("prev") };

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k" && box) {
    event.preventDefault();
    ask();
    return;
  }
  // "/" takes Shift on many keyboards, so Shift alone does not rule a key out.
  if (command || event.altKey || event.isComposing || isTyping(event.target) || sheet.open) return;
  const act = keys[event.key];
  if (!act || (event.key === "/" && !box)) return;
  event.preventDefault();
  act();
});

/** Puts text on the clipboard; over plain HTTP browsers only have the old way. */
const copy = async (text) => {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.className = "unseen";
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  if (!done) throw new Error("not copied");
};

/** Whether the link that a text ends with names this computer, which for others is theirs. */
const opensOnlyHere = (text) => /https?:\/\/(localhost|[^/\s:]*\.localhost|127\.[\d.]+|\[::1\])[:/]\S*\s*$/i.test(text);

/** Says something for a while behind a button, once for all that stand beside it. */
const warn = (button, text) => {
  const group = button.closest("ul, p");
  if (group.nextElementSibling?.matches(".only-here")) return;
  const note = document.createElement("p");
  note.className = "note only-here";
  note.textContent = text;
  group.after(note);
  setTimeout(() => note.remove(), 8000);
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const named = button.textContent;
  const text = button.dataset.copy || button.closest("dd").querySelector("pre").textContent;
  try {
    await copy(text);
    button.textContent = message("Copied");
    const warning = opensOnlyHere(text) ? ` ${message("Its link can only be opened on this computer.")}` : "";
    say(`${message("{button}: done.", { button: named })}${warning}`);
    if (warning) warn(button, warning.trim());
  } catch {
    button.textContent = message("Could not be copied");
    say(message("{button}: the browser does not allow it", { button: named }));
  }
  setTimeout(() => { button.textContent = named; }, 2000);
});

/** Shows what only works with scripts. */
const reveal = (root) => root.querySelectorAll(".copies[hidden]").forEach((list) => { list.hidden = false; });

reveal(document);

// A server on this machine needs no network.
const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
window.addEventListener("offline", () => {
  if (!isLocal) tellTrouble(message("You are offline. What you see stays; asking goes on when you are back."));
});
window.addEventListener("online", () => tellTrouble(""));

document.querySelector("[data-keys]")?.addEventListener("click", () => sheet.showModal());

document.documentElement.classList.add("keys");
