// The citations of a result come when they are asked for, from the page of its source.
"use strict";

document.addEventListener("toggle", async (event) => {
  const shown = event.target;
  if (!shown.open || !shown.dataset?.from) return;
  const address = shown.dataset.from;
  delete shown.dataset.from;
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const styles = page.querySelector(".cites dl");
    if (!styles) throw new Error("no citations");
    shown.querySelector("p").replaceWith(styles);
    reveal(shown);
  } catch {
    shown.dataset.from = address; // the link is still there
  }
}, true);
