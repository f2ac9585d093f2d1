// What would make a page heavy or late comes when it is wanted, from a page of its own whose link stands in its place:
// citations and pictures of pages when they are opened, related questions when one comes near them.
"use strict";

/** Puts what an element stands for in the place of the link to it. */
const fill = async (place) => {
  const address = place.dataset.from;
  delete place.dataset.from;
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const wanted = page.querySelector(place.dataset.take);
    if (!wanted) throw new Error("nothing of it");
    const link = place.querySelector("p");
    const isFocused = link.contains(document.activeElement);
    // Nothing moves under who sees it: the room that was kept is given back only where nobody looks.
    const isSeen = place.getBoundingClientRect().top < innerHeight;
    if ("none" in wanted.dataset) {
      if (isSeen) place.classList.add("none");
      else place.remove();
      return;
    }
    link.replaceWith(wanted);
    if (!isSeen) delete place.dataset.near;
    if (isFocused) wanted.querySelector("summary")?.focus();
    reveal(place);
  } catch {
    place.dataset.from = address; // the link is still there
  }
};

document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.dataset?.from) fill(target);
}, true);

/** Fills what is a screen away, or less, from what is seen. */
const nearing = new IntersectionObserver((places) => {
  for (const { target } of places.filter((each) => each.isIntersecting)) {
    nearing.unobserve(target);
    fill(target);
  }
}, { rootMargin: "0px 0px 100% 0px" });

/** Watches for the places of a page that one may come near. */
const awaitNear = (root) => root.querySelectorAll("[data-near]").forEach((place) => nearing.observe(place));

awaitNear(document);
