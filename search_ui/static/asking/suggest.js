// Below the box while a question is typed: suggestions, and the best passages so far. Keys as in the combobox of the ARIA
// Authoring Practices: Enter asks what was typed, unless something was chosen with the arrows. Its role is left out, which a
// box of several lines may not have.
"use strict";

{
  const WAIT = 150; // milliseconds without a key before anything is fetched

  class SuggestionList {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("[name=q]");
      this.options = [];
      this.active = -1;
      this.asked = 0;
      this.list = document.createElement("div");
      this.list.id = "suggestions";
      this.list.className = "suggestions";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", message("Suggestions and passages"));
      this.input.after(this.list);
      for (const [name, value] of Object.entries({
        "aria-controls": this.list.id, "aria-autocomplete": "list", "aria-haspopup": "listbox",
      })) this.input.setAttribute(name, value);
      this.input.addEventListener("input", () => this.later());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
      this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
      form.addEventListener("submit", () => this.stop());
    }

    later() {
      clearTimeout(this.timer);
      this.request?.abort(); // what it would bring is of the past
      this.activate(-1);
      this.timer = setTimeout(() => this.fetch(), WAIT);
    }

    /** Nothing that is under way is shown any more. */
    stop() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.asked += 1;
      this.close();
    }

    async fetch() {
      const typed = this.input.value;
      const asked = this.asked += 1;
      this.request?.abort();
      if (!typed.trim() || typed.length > Number(this.form.dataset.limit)) {
        this.show([]);
        return;
      }
      this.request = new AbortController();
      const address = new URL(this.form.dataset.typed, location.href);
      address.search = new URLSearchParams(new FormData(this.form)).toString(); // the filters, too
      try {
        const response = await fetch(address, { signal: this.request.signal });
        const piece = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html");
        if (asked === this.asked && document.activeElement === this.input) this.show(piece.body.children); // else too late
      } catch {
        // Suggestions are no need: asking will tell what is wrong.
      }
    }

    show(groups) {
      this.list.replaceChildren(...groups);
      this.options = [...this.list.querySelectorAll("[role=option]")];
      this.options.forEach((option, i) => { option.id = `suggestion-${i}`; });
      this.active = -1;
      if (this.options.length) this.open();
      else this.close();
      clearTimeout(this.telling);
      const passages = this.list.querySelectorAll(".passage-option").length;
      const count = this.options.length - passages;
      const told = [];
      if (count) told.push(count === 1 ? message("1 suggestion") : message("{count} suggestions", { count }));
      if (passages) told.push(passages === 1 ? message("1 passage") : message("{count} passages", { count: passages }));
      this.telling = setTimeout(() => {
        if (!this.list.hidden) say(told.join(", "));
      }, 600);
    }

    open() {
      if (!this.options.length) return;
      this.list.hidden = false;
    }

    close() {
      this.activate(-1);
      this.list.hidden = true;
    }

    activate(number) {
      this.active = number;
      this.options.forEach((option, i) => option.setAttribute("aria-selected", String(i === number)));
      if (number < 0) {
        this.input.removeAttribute("aria-activedescendant");
        return;
      }
      this.input.setAttribute("aria-activedescendant", this.options[number].id);
      this.options[number].scrollIntoView({ block: "nearest" });
    }

    choose(option) {
      if (!option) return;
      if (option.dataset.opens) {
        this.stop();
        location.assign(option.dataset.opens);
        return;
      }
      this.input.value = option.dataset.text;
      this.stop();
      this.form.requestSubmit();
    }

    key(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const open = !this.list.hidden;
      const last = this.options.length - 1;
      if (event.key === "ArrowDown" && this.options.length) {
        event.preventDefault();
        if (!open) this.open();
        if (!event.altKey) this.activate(this.active >= last ? -1 : this.active + 1);
      } else if (event.key === "ArrowUp" && this.options.length) {
        event.preventDefault();
        if (event.altKey) this.close();
        else {
          if (!open) this.open();
          this.activate(this.active < 0 ? last : this.active - 1);
        }
      } else if (event.key === "Enter" && open && this.active >= 0) {
        event.preventDefault();
        this.choose(this.options[this.active]);
      } else if (event.key === "Escape" && (open || this.input.value)) {
        event.preventDefault();
        if (open) this.close();
        else this.input.value = "";
      }
    }
  }

  document.querySelectorAll("form.ask").forEach((form) => new SuggestionList(form));
}
