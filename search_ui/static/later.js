// What would make a page heavy or late comes when it is wanted, from a page of its own whose link stands in its place: what
// can be copied, why, and pictures of pages when they are opened, related questions when one comes near them.
"use strict";

/** The page that was read last, of which more than one thing may be wanted. */
let read = { address: "", page: null };

const pageAt = (address) => {
  if (read.address !== address) {
    const page = fetch(address)
      .then((response) => response.text())
      .then((text) => new DOMParser().parseFromString(text, "text/html"));
    read = { address, page };
  }
  return read.page;
};

/** Puts what an element stands for in the place of the link to it. */
const fill = async (place) => {
  const { take } = place.dataset;
  if (!take) return;
  delete place.dataset.take;
  place.classList.add("coming");
  const link = place.querySelector("p");
  const address = link.querySelector("a").href.replace(/#.*/, "");
  try {
    const page = await pageAt(address);
    // Of what the index has not any more, it is said that it has not.
    const wanted = (page.querySelector(take) ?? page.querySelector(".no-more"))?.cloneNode(true);
    if (!wanted) throw new Error("nothing of it");
    const isFocused = link.contains(document.activeElement);
    // Nothing moves under who sees it: the room that was kept is given back only where nobody looks.
    const isSeen = place.getBoundingClientRect().top < innerHeight;
    if ("none" in wanted.dataset) {
      if (isSeen) place.classList.add("none");
      else place.remove();
      return;
    }
    wanted.removeAttribute("id");
    wanted.querySelector(".cites")?.removeAttribute("open"); // on their own page they are what one came for
    link.replaceWith(wanted);
    if (!isSeen) delete place.dataset.near;
    reveal(place);
    if (isFocused) wanted.querySelector("a[href], button, summary")?.focus();
    place.dispatchEvent(new Event("filled", { bubbles: true }));
  } catch {
    read = { address: "", page: null };
    place.dataset.take = take; // the link is still there
  } finally {
    place.classList.remove("coming");
  }
};

document.addEventListener("toggle", ({ target }) => {
  if (target.open) fill(target);
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
