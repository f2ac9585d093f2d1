// The page about the API, which is complete without this: opens what a link leads to, and shows answers on the page itself.
"use strict";

{
  /** Opens what the address names; browsers do it by themselves for some links only. */
  const open = () => {
    const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = named && named.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    named.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  /** The place for the answer to a form, made when it is first needed. */
  const placeFor = (form) => {
    const there = form.nextElementSibling;
    if (there) return there;
    const made = document.createElement("pre");
    made.className = "cited";
    made.tabIndex = 0;
    made.setAttribute("role", "status");
    form.after(made);
    return made;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form.try");
    if (!form) return;
    event.preventDefault();
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const place = placeFor(form);
    place.textContent = "…";
    try {
      const answer = await fetch(`${form.action}?${asked}`);
      const text = JSON.stringify(await answer.json(), null, 2);
      place.textContent = `${answer.status} ${decodeURI(new URL(answer.url).pathname)}?${asked}\n${text.slice(0, 20000)}${text.length > 20000 ? "\n…" : ""}`;
    } catch {
      place.textContent = "The server does not answer.";
    }
  });
}
