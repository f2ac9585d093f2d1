// The box gets room for a long question, which wraps; without scripts it is one line, as Enter sends it by itself only there.
// This comes right behind the box, before what is below it is seen: nothing moves then, and no letter typed early is lost.
"use strict";

document.documentElement.classList.add("keys"); // app.js does so for pages without the box

{
  const line = document.getElementById("q");
  const area = document.createElement("textarea");
  for (const { name, value } of line.attributes) if (!["type", "value"].includes(name)) area.setAttribute(name, value);
  area.rows = 1;
  area.value = line.value;
  line.replaceWith(area);
  // On the form, so that a chosen suggestion has taken the key before.
  area.form.addEventListener("keydown", (event) => {
    if (event.target !== area || event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    area.form.requestSubmit();
  });
}
