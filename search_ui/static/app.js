// The pages work without this; it only adds keys.
"use strict";
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("q");
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  const combined = event.altKey || event.shiftKey;
  if ((event.ctrlKey || event.metaKey) && !combined && event.key.toLowerCase() === "k") {
    event.preventDefault();
    box.focus();
    box.select();
    return;
  }
  if (typing || combined || event.ctrlKey || event.metaKey) return;
  if (event.key === "/") {
    event.preventDefault();
    box.focus();
    box.select();
  }
  const link = { n: "next", p: "prev" }[event.key];
  if (link) document.querySelector(`a[rel=${link}]`)?.click();
});
