// Suggestions below the search box: a combobox after the ARIA Authoring Practices, with a list and manual selection.
// Enter asks what was typed, unless a suggestion was chosen with the arrows.
"use strict";

{
  const WAIT = 150; // milliseconds without a key before suggestions are fetched
  const KINDS = {
    question: "question", title: "document", heading: "heading", correction: "spelling", completion: "word",
  };

  class Combobox {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[name=q]");
      this.options = [];
      this.active = -1;
      this.asked = 0;
      this.list = document.createElement("ul");
      this.list.id = "suggestions";
      this.list.className = "suggestions";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", "Suggestions");
      this.input.after(this.list);
      for (const [name, value] of Object.entries({
        role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
        "aria-haspopup": "listbox",
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
      if (!typed.trim()) {
        this.show([]);
        return;
      }
      this.request = new AbortController();
      const address = new URL(this.form.dataset.suggest, location.href);
      address.searchParams.set("q", typed);
      const documents = this.form.querySelector("input[name=document]");
      if (documents) address.searchParams.set("document", documents.value);
      try {
        const response = await fetch(address, { signal: this.request.signal });
        const found = response.ok ? (await response.json()).suggestions : [];
        if (asked === this.asked && document.activeElement === this.input) this.show(found); // else it came too late
      } catch {
        // Suggestions are no need: asking will tell what is wrong.
      }
    }

    show(found) {
      this.options = found.map(({ text, kind }, i) => {
        const option = document.createElement("li");
        option.id = `suggestion-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = text;
        const words = document.createElement("span");
        words.dir = "auto";
        words.textContent = text;
        const what = document.createElement("span");
        what.className = "kind";
        what.textContent = KINDS[kind] ?? kind;
        option.append(words, " ", what);
        return option;
      });
      this.list.replaceChildren(...this.options);
      this.active = -1;
      if (this.options.length) this.open();
      else this.close();
      clearTimeout(this.telling);
      const count = this.options.length;
      this.telling = setTimeout(() => {
        if (!this.list.hidden) say(count === 1 ? "1 suggestion" : `${count} suggestions`);
      }, 600);
    }

    open() {
      if (!this.options.length) return;
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
    }

    close() {
      this.activate(-1);
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
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

  document.querySelectorAll("form.ask").forEach((form) => new Combobox(form));
}
