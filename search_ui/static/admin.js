// A run as it gets on. The page is complete without this: then it is loaded again to see how far the run is.
"use strict";

/** Milliseconds between two questions where no stream of events is to be had. */
const PATIENCE = 3000;

const following = (region) => {
  let stage = region.querySelector(".stage")?.textContent;

  const show = (state) => {
    region.innerHTML = state.html; // made by the server, as it makes the page
    if (state.stage !== stage) say(state.stage);
    stage = state.stage;
    if (state.over) location.reload();
    return state.over;
  };

  const ask = async () => {
    try {
      const response = await fetch(region.dataset.ask, { cache: "no-store" });
      if (!response.ok) throw new Error(response.statusText);
      tellTrouble("");
      if (show(await response.json())) return;
    } catch {
      tellTrouble("The server does not answer just now. The run goes on without it.");
    }
    setTimeout(ask, PATIENCE);
  };

  const stream = new EventSource(region.dataset.follow);
  stream.addEventListener("message", (event) => {
    tellTrouble("");
    if (show(JSON.parse(event.data))) stream.close();
  });
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) ask(); // refused, as others follow: browsers do not come back then
  });
};

document.querySelectorAll("[data-follow]").forEach(following);
