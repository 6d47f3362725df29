"use strict";
(() => {
  const form = document.getElementById("filters");
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) { one.open = true; opened.push(one); }
  });
  addEventListener("afterprint", () => { while (opened.length) opened.pop().open = false; });
  if (!form) return;
  const notes = [...document.querySelectorAll(".note")];
  const words = notes.map((note) => {
    const para = note.closest(".para");
    return (note.textContent + " " + (para ? para.firstElementChild.textContent : "")).toLowerCase();
  });
  const marks = [...document.querySelectorAll("mark[data-notes], a.ref[data-notes]")];
  const lists = [...document.querySelectorAll(".notes")];
  const output = form.querySelector("output");
  const chosen = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));

  function filter() {
    const severities = chosen("severity"), families = chosen("family");
    const wanted = form.elements.search.value.trim().toLowerCase();
    const shown = new Set();
    notes.forEach((note, n) => {
      const fits = severities.has(note.dataset.severity) && families.has(note.dataset.family) && words[n].includes(wanted);
      note.hidden = !fits;
      if (fits) shown.add(note.id.slice(1));
    });
    for (const mark of marks) {
      const fits = mark.dataset.notes.trim().split(" ").some((number) => shown.has(number));
      if (mark.tagName === "A") mark.hidden = !fits; else mark.classList.toggle("off", !fits);
    }
    for (const list of lists) {
      const fits = [...list.children].some((note) => !note.hidden);
      const para = list.closest(".para");
      if (para) para.classList.toggle("shown", fits);
    }
    document.body.classList.toggle("only", form.elements.only.checked);
    output.textContent = form.dataset.counted.replace("{n}", shown.size).replace("{total}", notes.length);
  }

  function step(by) {
    const open = notes.filter((note) => !note.hidden);
    if (!open.length) return;
    const at = open.indexOf(current);
    current = open[at < 0 ? (by > 0 ? 0 : open.length - 1) : (at + by + open.length) % open.length];
    current.focus();
    current.scrollIntoView({ block: "center" });
  }

  let current = null;
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.previous.addEventListener("click", () => step(-1));
  form.elements.next.addEventListener("click", () => step(1));
  filter();
})();
