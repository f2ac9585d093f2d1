// The page of a source, which is complete without this: names the section that is read, and moves by the slider at once.
"use strict";

{
  const bar = document.querySelector(".bar");
  const named = bar?.querySelector(".section");
  const title = bar?.querySelector(".document").textContent;
  const headings = [...document.querySelectorAll(".source :is(h1, h2, h3, h4, h5, h6)[id]")];
  const first = named?.textContent ?? "";

  /** The last heading that has passed below the bar. */
  const name = () => {
    const edge = bar.getBoundingClientRect().bottom + 60;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < edge).at(-1);
    const text = passed ? passed.textContent.trim().replace(/\s+/g, " ") : first;
    named.textContent = text === title ? "" : text;
  };

  // Where the header has several rows, those above the box scroll away.
  const header = document.querySelector("header.top");
  const box = header.querySelector("form.ask");
  const settle = () => {
    const above = box.getBoundingClientRect().top - header.getBoundingClientRect().top - 8;
    header.style.setProperty("--above-box", `${-Math.max(above, 0)}px`);
  };
  settle();
  addEventListener("resize", settle, { passive: true });

  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; name(); });
  };
  if (named && headings.length) addEventListener("scroll", later, { passive: true });

  const slider = document.getElementById("position");
  if (slider) {
    const at = slider.closest(".parting").querySelector(".at");
    slider.form.querySelector("button").hidden = true;
    slider.addEventListener("input", () => {
      const place = message("Part {number} of {count}", { number: slider.value, count: slider.max });
      at.textContent = place;
      slider.setAttribute("aria-valuetext", place);
    });
    // Keys move it step by step: only what it is left at is gone to.
    let moved;
    slider.addEventListener("change", () => {
      clearTimeout(moved);
      moved = setTimeout(() => slider.form.requestSubmit(), 400);
    });
  }
}
