// The pages are complete without this: it adds keys, and shows the hints that tell of them.
"use strict";

const box = document.getElementById("q");

const ask = () => {
  box.focus();
  box.select();
};

const follow = (rel) => document.querySelector(`a[rel="${rel}"]`)?.click();

const keys = { "/": ask, n: () => follow("next"), p: () => follow("prev") };

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k" && box) {
    event.preventDefault();
    ask();
    return;
  }
  // "/" takes Shift on many keyboards, so Shift alone does not rule a key out.
  if (command || event.altKey || event.isComposing || isTyping(event.target)) return;
  const act = keys[event.key];
  if (!act || (event.key === "/" && !box)) return;
  event.preventDefault();
  act();
});

document.documentElement.classList.add("keys");
