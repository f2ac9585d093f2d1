// The check is complete without this. With it the text stays while it is checked, files can be dropped, and keys lead from
// problem to problem.
"use strict";

{
  const main = document.getElementById("content");
  let request = null;
  let current = -1;

  const form = () => document.getElementById("draft-form");

  /** Says what is wrong above the form; the text stays. */
  const tellWrong = (text) => {
    main.querySelector("#draft-trouble")?.remove();
    if (!text) return;
    const notice = document.createElement("p");
    notice.id = "draft-trouble";
    notice.className = "notice trouble-here";
    notice.setAttribute("role", "alert");
    const strong = document.createElement("strong");
    strong.textContent = message("That could not be checked.");
    notice.append(strong, ` ${text}`);
    form().before(notice);
    notice.scrollIntoView({ block: "nearest" });
  };

  /** What is wrong, as far as can be seen before anything is sent; "" where nothing is wrong. */
  const wrongWith = (sent) => {
    const limits = form().dataset;
    const file = sent.get("file");
    if (file?.size > Number(limits.bytes)) return message("{file} is too large: at most {size} MiB are taken at once. passageway check in a shell has no limit.", { file: file.name, size: Math.floor(Number(limits.bytes) / 1048576) });
    const length = [...sent.get("text")].length;
    if (!file?.size && length > Number(limits.characters)) {
      return message("The draft has {count} characters; at most {limit} are checked at once. Your text is still here.", { count: grouped(length), limit: grouped(Number(limits.characters)) });
    }
    return "";
  };

  const busy = (is) => {
    const shown = document.getElementById("checking");
    shown.hidden = !is;
    form().setAttribute("aria-busy", String(is));
    form().querySelector("button[type=submit]").disabled = is;
    if (is) {
      say(message("Your draft is being checked"));
      shown.scrollIntoView({ block: "nearest" });
    }
  };

  const check = async (by) => {
    const sent = new FormData(form(), by);
    const wrong = wrongWith(sent);
    tellWrong(wrong);
    if (wrong) return;
    request?.abort();
    const mine = request = new AbortController();
    busy(true);
    try {
      const response = await fetch(form().action, { method: "POST", body: sent, signal: mine.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (mine !== request) return;
      if (!page.body?.classList.contains("checking")) {
        const detail = page.querySelector(".detail, .hint, h1")?.textContent ?? message("The server gave no reason.");
        tellWrong(`${detail} ${message("Your text is still here.")}`);
        return;
      }
      tellTrouble("");
      show(page);
    } catch (error) {
      if (mine === request && error.name !== "AbortError") {
        tellTrouble(message("The server does not answer. Your text is still here."), () => check(by));
      }
    } finally {
      if (mine === request) {
        request = null;
        if (document.getElementById("checking")) busy(false);
      }
    }
  };

  /** Puts what was answered in place of what is shown. */
  const show = (page) => {
    document.title = page.title;
    main.replaceChildren(...page.getElementById("content").childNodes);
    current = -1;
    ready();
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
    say(main.querySelector(".sum, .trouble-here")?.textContent.trim() ?? "");
  };

  /** Puts each note beside the line that its piece begins on, or below the note before where that is too long. */
  const align = () => {
    for (const row of main.querySelectorAll(".checked .row")) {
      const notes = [...row.querySelectorAll(".verdict-note")];
      notes.forEach((note) => { note.style.marginTop = ""; });
      if (getComputedStyle(row).display !== "grid") continue;
      const top = row.querySelector(".margin").getBoundingClientRect().top;
      let reached = 0;
      for (const note of notes.filter(isShown)) {
        const line = document.getElementById(note.id.replace("note", "piece")).getClientRects()[0].top - top;
        const space = Math.max(line - reached, reached ? 4 : 0);
        note.style.marginTop = `${space}px`;
        reached += space + note.offsetHeight;
      }
    }
  };

  let resized;
  addEventListener("resize", () => { cancelAnimationFrame(resized); resized = requestAnimationFrame(align); });
  main.addEventListener("toggle", align, true);
  main.addEventListener("change", (event) => { if (event.target.matches(".filters input")) align(); });

  const isShown = (note) => note.getClientRects().length > 0;
  const problems = () => [...main.querySelectorAll(".verdict-note.problem")].filter(isShown);

  /** Goes to the problem so many after the present one, round and round. */
  const step = (by) => {
    const all = problems();
    if (!all.length) return;
    const at = all.findIndex((note) => note.id === `note-${current}`);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
    current = Number(next.id.slice("note-".length));
    main.querySelector(".piece.at")?.classList.remove("at");
    const piece = document.getElementById(`piece-${current}`);
    piece.classList.add("at");
    piece.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: isShownWithin(next) });
    const position = main.querySelector(".problems .at");
    if (position) position.textContent = message("{number} of {count}", { number: all.indexOf(next) + 1, count: all.length });
  };

  const isShownWithin = (note) => {
    const box = note.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  };

  const chosen = (files) => {
    if (!files.length) return;
    form().elements.file.files = files;
    tellFile();
  };

  const tellFile = () => {
    const [file] = form().elements.file.files;
    const chosen = document.getElementById("draft-file");
    chosen.hidden = !file;
    chosen.textContent = file ? message("{file} will be checked instead of the text in the box.", { file: file.name }) : "";
  };

  /** What has to be done anew when the page's content is new. */
  const ready = () => {
    reveal(main);
    align();
    for (const copying of main.querySelectorAll(".copy-draft")) {
      copying.hidden = false;
      copying.addEventListener("click", async () => {
        try {
          await copy(form().elements.text.value);
          say(message("The text is copied"));
          copying.textContent = message("Copied");
        } catch {
          copying.textContent = message("Could not be copied");
        }
        setTimeout(() => { copying.textContent = message("Copy the text"); }, 2000);
      });
    }
    const here = form();
    here.addEventListener("submit", (event) => {
      if (event.submitter?.hasAttribute("formaction")) return; // a file to keep: the browser's own business
      event.preventDefault();
      check(event.submitter);
    });
    here.elements.file.addEventListener("change", tellFile);
    here.elements.text.addEventListener("input", () => tellWrong(""));
    here.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      here.classList.add("over");
    });
    here.addEventListener("dragleave", () => here.classList.remove("over"));
    here.addEventListener("drop", (event) => {
      here.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      chosen(event.dataTransfer.files);
    });
    document.getElementById("stop-checking").addEventListener("click", () => {
      request?.abort();
      request = null;
      busy(false);
      say(message("Stopped"));
    });
  };

  const keys = { n: 1, "]": 1, p: -1, "[": -1 };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // A checkbox of the filters takes no letters.
    if (isTyping(event.target) && !event.target.matches(".filters input")) return;
    if (!(event.key in keys) || !problems().length) return;
    event.preventDefault();
    step(keys[event.key]);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".problems a");
    if (!link) return;
    event.preventDefault();
    step(link.rel === "next" ? 1 : -1);
  });

  ready();
}
