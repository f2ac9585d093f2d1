// What belongs to a result and would make its page heavy (citations, pictures of pages) comes when it is opened, from the page
// of its source.
"use strict";

document.addEventListener("toggle", async (event) => {
  const opened = event.target;
  if (!opened.open || !opened.dataset?.from) return;
  const address = opened.dataset.from;
  delete opened.dataset.from;
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const wanted = page.querySelector(opened.dataset.take);
    if (!wanted) throw new Error("nothing of it");
    opened.querySelector("p").replaceWith(wanted);
    reveal(opened);
  } catch {
    opened.dataset.from = address; // the link is still there
  }
}, true);
