/* The moderation desk: every button's form is sent in place, and single keys press the buttons.

Nothing here is needed: without this file the same forms post and come back. What readers wrote reaches the page only
as HTML that the server escaped, or as text. */
(() => {
  "use strict";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;

  const OFF = "comments-desk-shortcuts-off";
  const said = document.querySelector("[data-desk-said]");
  const toast = document.querySelector("[data-desk-toast]");
  const dialog = (name) => document.getElementById(`desk-${name}`);
  let isBusy = false;
  let lastDecided = "";
  let asked = null;

  /* Rows and focus */

  const rows = () => [...document.querySelectorAll("[data-desk-row]")];
  const rowOf = (element) => element && element.closest("[data-desk-row]");
  const stopOf = (row) => row.querySelector("[data-desk-done]") || row.querySelector("[data-desk-comment]");
  const current = () => rowOf(document.activeElement) || document.querySelector("[data-desk-row][data-desk-current]");

  function focusRow(row) {
    if (!row) return;
    rows().forEach((other) => other.removeAttribute("data-desk-current"));
    row.setAttribute("data-desk-current", "");
    const stop = stopOf(row);
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    const place = all.indexOf(current());
    focusRow(all[place < 0 ? 0 : Math.min(Math.max(place + by, 0), all.length - 1)]);
  }

  function focusNextUndecided(row) {
    const all = rows();
    const place = all.indexOf(row);
    const open = (other) => !other.hasAttribute("data-desk-decided");
    focusRow(all.slice(place + 1).find(open) || all.slice(0, place).reverse().find(open) || row);
  }

  function say(text, level = "success") {
    said.textContent = "";
    toast.hidden = false;
    toast.dataset.level = level;
    toast.firstElementChild.textContent = text;
    window.setTimeout(() => { said.textContent = text; }, 50);
    window.clearTimeout(say.timer);
    say.timer = window.setTimeout(() => { toast.hidden = true; }, 8000);
  }

  /* Answers of the server */

  function cellFrom(html) {
    const holder = document.createElement("template");
    holder.innerHTML = `<table><tbody><tr>${html}</tr></tbody></table>`;
    return holder.content.querySelector("td");
  }

  function showCells(row, cells) {
    row.removeAttribute("data-desk-decided");
    row.querySelectorAll("[data-desk-cell], [data-desk-done-cell]").forEach((cell) => cell.remove());
    Object.values(cells).forEach((html) => row.append(cellFrom(html)));
  }

  function showDone(row, html) {
    const box = row.querySelector("[data-bulk-action-checkbox]");
    if (box && box.checked) box.click();
    row.setAttribute("data-desk-decided", "");
    row.querySelectorAll("[data-desk-cell]").forEach((cell) => cell.remove());
    const cell = document.createElement("td");
    cell.colSpan = 2;
    cell.setAttribute("data-desk-done-cell", "");
    cell.innerHTML = html;
    row.append(cell);
  }

  function showCounts(answer) {
    document.querySelectorAll("[data-desk-count]").forEach((place) => {
      const lane = place.dataset.deskCount;
      place.textContent = lane ? answer.counts[lane] : answer.count;
    });
  }

  function showFindings(form, findings) {
    const place = form.querySelector("[data-desk-findings]");
    if (!place) return;
    place.replaceChildren(...findings.map((finding) => {
      const line = document.createElement("p");
      const words = document.createElement("mark");
      words.textContent = finding.words;
      line.append(words, ` ${finding.why} ${finding.instead}`);
      return line;
    }));
  }

  async function send(url, body) {
    const response = await fetch(url, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    if (!response.ok || !isJson) throw new Error(String(response.status));
    return response.json();
  }

  async function submit(form, submitter, more = {}) {
    if (isBusy) return;
    const row = rowOf(form);
    const kind = form.dataset.deskForm;
    const decide = row.querySelector('[data-desk-form="decide"]');
    const body = new FormData(form);
    if (decide && decide !== form) {
      for (const name of ["csrfmiddlewaretoken", "version", "next"]) {
        if (!body.has(name)) body.set(name, decide.elements[name].value);
      }
    }
    if (submitter && submitter.name) body.set(submitter.name, submitter.value);
    Object.entries(more).forEach(([name, value]) => body.set(name, value));
    const url = (submitter && submitter.getAttribute("formaction")) || form.getAttribute("action");
    isBusy = true;
    row.setAttribute("aria-busy", "true");
    try {
      receive(await send(url, body), { row, form, kind, submitter, more });
    } catch (error) {
      say(desk.dataset.deskFault, "error");
    } finally {
      isBusy = false;
      row.removeAttribute("aria-busy");
    }
  }

  function receive(answer, { row, form, kind, submitter, more }) {
    if (kind === "reveal") {
      const place = row.querySelector("[data-desk-text] .desk-text") || row.querySelector(".desk-text");
      place.textContent = answer.text;
      place.classList.add("desk-revealed");
      form.hidden = true;
      say(answer.message);
      focusRow(row);
      return;
    }
    say(answer.message, answer.level);
    if (answer.counts) showCounts(answer);
    if (answer.ask) {
      asked = { form, submitter, more };
      if (answer.ask === "reply") showFindings(form, answer.findings);
      else openDialog(answer.ask);
      return;
    }
    if (kind === "reply" && answer.level === "error") return;
    if (!answer.cells) {
      const all = rows();
      const place = all.indexOf(row);
      row.remove();
      focusRow(all[place + 1] || all[place - 1]);
      return;
    }
    if (answer.done) {
      lastDecided = row.dataset.deskRow;
      showDone(row, answer.done);
      focusNextUndecided(row);
    } else {
      showCells(row, answer.cells);
      focusRow(row);
    }
  }

  /* Buttons */

  function openDialog(name) {
    const box = dialog(name);
    box.querySelectorAll('input[type="text"]').forEach((field) => { field.value = ""; });
    box.showModal();
  }

  function askReason(form, submitter) {
    asked = { form, submitter, more: {} };
    openDialog("reasons");
  }

  function decideWith(value, more = {}) {
    const { form, more: earlier } = asked;
    const name = form.dataset.deskForm === "reply" ? "details" : "decision";
    submit(form, null, { ...earlier, ...more, [name]: value });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-desk-form]");
    if (!form || !rowOf(form)) return;
    event.preventDefault();
    const button = event.submitter;
    const isRefusal = button && button.name === "decision" && button.value.startsWith("refuse");
    if (isRefusal && !form.elements.reason.value) askReason(form, button);
    else submit(form, button);
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button, a");
    if (!target) return;
    const row = rowOf(target);
    if (target.matches("[data-desk-help]")) openDialog("help");
    else if (target.matches("[data-desk-reason]")) {
      target.closest("dialog").close();
      submit(asked.form, asked.submitter, { reason: target.dataset.deskReason });
    } else if (target.matches("[data-desk-go]")) {
      const box = target.closest("dialog");
      const word = box.querySelector('input[type="text"]');
      box.close();
      decideWith(target.dataset.deskGo, word ? { confirm: word.value } : {});
    } else if (target.matches("[data-desk-cancel]")) {
      target.closest("form").remove();
      focusRow(row);
    } else if (row && target.matches("[data-desk-reply]")) {
      event.preventDefault();
      openForm(row, "reply");
    } else if (row && target.matches("[data-desk-note]")) {
      event.preventDefault();
      openForm(row, "note");
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-desk-template]")) {
      const form = event.target.closest("form");
      const chosen = event.target.selectedOptions[0];
      form.elements.template.value = chosen.value;
      if (chosen.value) form.elements.reply.value = chosen.dataset.text;
    } else if (event.target.matches("[data-desk-shortcuts]")) {
      keepShortcuts(event.target.checked);
    }
  });

  document.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    rows().forEach((other) => other.toggleAttribute("data-desk-current", other === row));
  });

  /* A dialog gives the focus back to its row, whichever way it closes. */
  document.querySelectorAll(".desk-dialog").forEach((box) => {
    box.addEventListener("close", () => { if (!isBusy) focusRow(current()); });
    box.addEventListener("keydown", (event) => {
      if (box.id.startsWith("desk-confirm") && event.key === "Enter" && event.target.matches("input")) {
        event.preventDefault();
        box.querySelector("[data-desk-go]").click();
      }
    });
  });

  function openForm(row, kind) {
    const place = row.querySelector("[data-desk-place]");
    if (!place) return;
    const form = document.getElementById(`desk-${kind}-form`).content.firstElementChild.cloneNode(true);
    form.setAttribute("action", new URL(`${row.dataset.deskRow}/${kind}/`, new URL(desk.dataset.deskHome, window.location)).pathname);
    place.replaceChildren(form);
    form.querySelector("textarea").focus();
  }

  /* Keys */

  const storage = () => { try { return window.localStorage; } catch { return null; } };
  const shortcutsAreOn = () => !(storage() && storage().getItem(OFF));
  function keepShortcuts(isOn) {
    if (!storage()) return;
    if (isOn) storage().removeItem(OFF);
    else storage().setItem(OFF, "1");
  }
  document.querySelectorAll("[data-desk-shortcuts]").forEach((box) => { box.checked = shortcutsAreOn(); });

  const isWriting = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const press = (selector) => {
    const row = current();
    const button = row && row.querySelector(selector);
    if (button) button.click();
  };
  const undo = () => {
    const own = rowOf(document.activeElement);
    const row = own && own.hasAttribute("data-desk-decided") ? own : document.getElementById(`row-${lastDecided}`);
    const form = row && row.querySelector('[data-desk-form="undo"]');
    if (form) form.requestSubmit();
    else document.querySelector("[data-desk-undo-last]").requestSubmit();
  };
  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press('button[name="decision"][value="approve"]'),
    r: () => press("[data-desk-reply]"),
    s: () => press('button[name="decision"][value="spam"]'),
    x: () => press('button[name="decision"][aria-keyshortcuts="x"]'),
    c: () => press("[data-desk-claim]"),
    n: () => press("[data-desk-note]"),
    u: undo,
    "/": () => document.querySelector("[data-search-form] input[name=q]").focus(),
    "?": () => openDialog("help"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !shortcutsAreOn()) return;
    if (isWriting(event.target)) {
      if (event.key === "Escape") focusRow(current());
      return;
    }
    if (dialog("reasons").open) {
      const place = "1234567890".indexOf(event.key);
      if (place >= 0) {
        event.preventDefault();
        dialog("reasons").querySelectorAll("[data-desk-reason]")[place].click();
      }
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
