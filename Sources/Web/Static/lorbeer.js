// Everything here only adds to pages that work without it.
"use strict";

const once = (root, selector, use) => root.querySelectorAll(selector).forEach(use);
const isTextInput = (node) => node.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

function focusFirstMessage() {
  const message = document.querySelector(".error-summary[data-focus]") || document.querySelector("[data-focus]");
  if (message && !window.location.hash) message.focus();
}

function closeMenus() {
  const close = (menu, focusSummary) => {
    if (!menu.open) return;
    menu.open = false;
    if (focusSummary) menu.querySelector("summary").focus();
  };
  once(document, "details.account", (menu) => {
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") close(menu, true); });
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(menu, false); });
  });
}

// Character counters. They count what a reader calls a character, as Swift's `String.count` does on the server.

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("de", { granularity: "grapheme" }) : null;

function lengthOf(text) {
  let length = 0;
  for (const part of segmenter ? segmenter.segment(text) : text) length += part ? 1 : 0;
  return length;
}

function startCounter(counter) {
  const field = document.getElementById(counter.dataset.counter);
  if (!field) return;
  const maximum = Number(counter.dataset.maximum);
  const grouped = new Intl.NumberFormat("de-DE");
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  counter.after(spoken);
  let pause;
  const update = (event) => {
    const remaining = maximum - lengthOf(field.value);
    counter.textContent = remaining >= 0
      ? `Noch ${grouped.format(remaining)} Zeichen frei`
      : `${grouped.format(-remaining)} Zeichen zu viel`;
    counter.classList.toggle("field__counter--over", remaining < 0);
    if (!event) return;
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = counter.textContent; }, 1200);
  };
  field.addEventListener("input", update);
  update();
}

// Unsaved text: what a form holds, compared with what the server last confirmed.

const untracked = new Set(["csrf", "operation", "revision"]);

function contentOf(form) {
  return Array.from(new FormData(form)).filter(([name, value]) => !untracked.has(name) && typeof value === "string");
}

// Spaces at the ends don't count: the server may trim them. Nor does the decimal sign of points.
const settled = (name, value) => (name.startsWith("points-") ? value.trim().replace(".", ",") : value.trim());
const fingerprint = (content) => JSON.stringify(content.map(([name, value]) => [name, settled(name, value)]));

class GuardedForm {
  constructor(form) {
    this.form = form;
    this.confirmed = "unsaved" in form.dataset ? "" : fingerprint(contentOf(form));
    this.leaving = false;
    form.addEventListener("submit", () => { this.leaving = true; });
    window.addEventListener("pageshow", () => { this.leaving = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.isUnsaved) event.preventDefault();
    });
  }

  get isUnsaved() { return fingerprint(contentOf(this.form)) !== this.confirmed; }
}

// Autosave. A request without an answer is repeated unchanged, because its operation id stands for exactly that body.

const pauseBeforeSaving = 1500;
const pauseBeforeRetry = 8000;
const sentences = {
  saving: "Wird gespeichert …",
  unsaved: "Noch nicht gespeichert",
  offline: "Noch nicht bestätigt: keine Verbindung. Ihr Text ist in diesem Fenster gesichert und wird von selbst erneut gesendet.",
  signedOut: "Ihre Anmeldung ist abgelaufen. Ihr Text ist in diesem Fenster gesichert: Melden Sie sich erneut an und stellen Sie ihn dann wieder her.",
  conflict: "Diese Seite wurde inzwischen an anderer Stelle geändert. Ihr Text bleibt hier stehen. „Speichern“ zeigt Ihnen beide Fassungen.",
  refused: "Nicht gespeichert. Bitte prüfen Sie Ihre Angaben; „Speichern“ zeigt Ihnen, was fehlt. Ihr Text bleibt hier stehen.",
};

class AutosavedForm extends GuardedForm {
  constructor(form) {
    super(form);
    this.url = form.dataset.autosave;
    this.state = form.querySelector("[data-save-state]") || document.querySelector("[data-save-state]");
    const account = document.querySelector("[data-account]");
    this.key = ["lorbeer", account ? account.dataset.account : "", window.location.pathname, form.getAttribute("id")].join("|");
    this.pending = null;
    this.stopped = false;
    this.sending = null;
    this.offerCopy();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => { if (this.pending) this.send(); });
  }

  show(kind, text, link) {
    if (!this.state) return;
    this.state.className = `save-state save-state--${kind}`;
    this.state.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.text;
    anchor.addEventListener("click", () => { this.leaving = true; });
    this.state.append(" ", anchor);
  }

  changed() {
    if (!this.isUnsaved) return;
    this.keepCopy();
    if (this.stopped) return;
    if (!this.pending) this.show("unsaved", sentences.unsaved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pauseBeforeSaving);
  }

  send() {
    if (this.sending || this.stopped) return;
    if (!this.pending) {
      if (!this.isUnsaved) return;
      const fields = Array.from(new FormData(this.form)).filter(([, value]) => typeof value === "string");
      this.pending = { body: new URLSearchParams(fields).toString(), content: fingerprint(contentOf(this.form)) };
      this.show("saving", sentences.saving);
    }
    clearTimeout(this.timer);
    this.sending = this.post(this.pending).finally(() => { this.sending = null; });
  }

  async post(request) {
    let answer;
    let saved = null;
    try {
      answer = await fetch(this.url, {
        method: "POST",
        body: request.body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "lorbeer-autosave", Accept: "application/json" },
      });
      if ((answer.headers.get("Content-Type") || "").includes("json")) saved = await answer.json();
    } catch {
      return this.retryLater();
    }
    if (answer.ok && saved && saved.ok) return this.acknowledged(request, saved);
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return this.retryLater();
    this.pending = null;
    const message = saved && saved.message;
    if (answer.status === 409) return this.stop(message || sentences.conflict);
    if (answer.status === 401 || answer.status === 403 || answer.redirected) {
      return this.stop(message || sentences.signedOut, { href: window.location.href, text: "Erneut anmelden" });
    }
    this.show("failed", message || sentences.refused);
  }

  acknowledged(request, saved) {
    this.pending = null;
    this.confirmed = request.content;
    this.form.elements.namedItem("revision").value = saved.revision;
    this.form.elements.namedItem("operation").value = saved.operation;
    this.show("saved", `Gespeichert um ${saved.savedAt}`);
    if (this.isUnsaved) this.changed(); else this.dropCopy();
  }

  retryLater() {
    this.show("failed", sentences.offline);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pauseBeforeRetry);
  }

  stop(text, link) {
    this.stopped = true;
    this.show("failed", text, link);
  }

  // A save that is under way must be answered first, or both would carry the same revision.
  submitted(event) {
    clearTimeout(this.timer);
    if (!this.sending) return;
    event.preventDefault();
    const { submitter } = event;
    this.leaving = false;
    this.sending.finally(() => this.form.requestSubmit(submitter));
  }

  keepCopy() {
    try { window.sessionStorage.setItem(this.key, JSON.stringify(contentOf(this.form))); } catch { /* a full or closed store leaves the page itself */ }
  }

  dropCopy() {
    try { window.sessionStorage.removeItem(this.key); } catch { /* as above */ }
  }

  storedCopy() {
    try { return JSON.parse(window.sessionStorage.getItem(this.key)); } catch { return null; }
  }

  offerCopy() {
    const copy = this.storedCopy();
    if (!copy) return;
    if (fingerprint(copy) === this.confirmed) this.dropCopy();
    else if (fingerprint(copy) !== fingerprint(contentOf(this.form))) this.askAboutCopy(copy);
  }

  askAboutCopy(copy) {
    const notice = document.createElement("div");
    notice.className = "notice notice--warning";
    notice.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = "In diesem Fenster liegt Text, den der Server noch nicht bestätigt hat. Möchten Sie ihn einsetzen?";
    const actions = document.createElement("p");
    const button = (label, act) => {
      const node = document.createElement("button");
      node.type = "button";
      node.className = "button button--small";
      node.textContent = label;
      node.addEventListener("click", () => { act(); notice.remove(); });
      actions.append(node, " ");
    };
    button("Text einsetzen", () => this.restore(copy));
    button("Verwerfen", () => this.dropCopy());
    notice.append(text, actions);
    this.form.prepend(notice);
  }

  restore(copy) {
    const values = new Map();
    copy.forEach(([name, value]) => values.set(name, (values.get(name) || []).concat(value)));
    Array.from(this.form.elements).forEach((field) => {
      if (!field.name || untracked.has(field.name) || field.type === "hidden" || field.type === "file" || field.type === "submit") return;
      const stored = values.get(field.name) || [];
      if (field.type === "radio" || field.type === "checkbox") field.checked = stored.includes(field.value);
      else field.value = stored.length > 0 ? stored.shift() : "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

function forgetCopiesAtSignOut() {
  once(document, "form[action='/abmelden']", (form) => form.addEventListener("submit", () => {
    Object.keys(window.sessionStorage).filter((key) => key.startsWith("lorbeer|")).forEach((key) => window.sessionStorage.removeItem(key));
  }));
}

// The running total of a score sheet, counted as the rules count it: exact fractions, one rounding at the end.

function decimal(text) {
  const match = /^\s*(-?)(\d+)(?:[.,](\d{1,6}))?\s*$/.exec(text);
  if (!match) return null;
  const scaled = BigInt(match[2] + (match[3] || "").padEnd(6, "0"));
  return match[1] ? -scaled : scaled;
}

function pointsOf(criterion) {
  const checked = criterion.querySelector("input[type=radio]:checked");
  const notApplicable = criterion.querySelector("[data-not-applicable]:checked");
  if (notApplicable) return "n/a";
  if (checked) return checked.value === "n/a" ? "n/a" : decimal(checked.value);
  const input = criterion.querySelector("[data-points]");
  return input ? decimal(input.value) : null;
}

function runningTotal(criteria) {
  let numerator = 0n;
  let denominator = 1n;
  let weights = 0n;
  let done = 0;
  criteria.forEach((criterion) => {
    const points = pointsOf(criterion);
    if (points === null) return;
    if (points === "n/a") { done += 1; return; }
    const minimum = decimal(criterion.dataset.minimum);
    const range = decimal(criterion.dataset.maximum) - minimum;
    const reached = points - minimum;
    if (reached < 0n || reached > range) return;
    const weight = decimal(criterion.dataset.weight);
    numerator = numerator * range + weight * reached * denominator;
    denominator *= range;
    weights += weight;
    done += 1;
  });
  if (weights === 0n) return { done, text: "–" };
  const divisor = denominator * weights;
  const hundredths = (numerator * 20000n + divisor) / (divisor * 2n);
  const digits = hundredths.toString().padStart(3, "0");
  return { done, text: `${digits.slice(0, -2)},${digits.slice(-2)}` };
}

function startTotal(form) {
  const criteria = Array.from(form.querySelectorAll("[data-weight]"));
  const value = form.querySelector("[data-total]");
  const note = form.querySelector("[data-total-note]");
  if (!value || criteria.length === 0) return;
  const update = () => {
    const total = runningTotal(criteria);
    if (value.textContent !== total.text) value.textContent = total.text;
    if (note) note.textContent = `${total.done} von ${criteria.length} Kriterien bewertet`;
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

// Keys on a score sheet. They can be switched off (WCAG 2.1.4) and never act while someone types.

function startKeyboard(form) {
  const help = form.querySelector("[data-keyboard-help]");
  const toggle = form.querySelector("[data-keyboard-toggle]");
  const criteria = Array.from(form.querySelectorAll("[data-weight]"));
  if (!help || !toggle || criteria.length === 0) return;
  const setting = "lorbeer.keyboard";
  help.hidden = false;
  try { toggle.checked = window.localStorage.getItem(setting) !== "off"; } catch { toggle.checked = true; }
  toggle.addEventListener("change", () => {
    try { window.localStorage.setItem(setting, toggle.checked ? "on" : "off"); } catch { /* then it holds for this page */ }
  });

  let current = -1;
  let typed = "";
  let typedAt = 0;
  const mark = (index) => {
    current = index;
    criteria.forEach((criterion, position) => criterion.classList.toggle("score-criterion--current", position === index));
  };
  criteria.forEach((criterion, index) => criterion.addEventListener("focusin", () => mark(index)));

  const go = (index) => {
    if (index < 0 || index >= criteria.length) return;
    typed = "";
    const target = criteria[index].querySelector("input[type=radio]:checked") || criteria[index].querySelector("input, textarea");
    target.focus();
    criteria[index].scrollIntoView({ block: "nearest" });
  };

  const setPoints = (digit, now) => {
    const criterion = criteria[Math.max(current, 0)];
    typed = now - typedAt < 700 ? typed + digit : digit;
    typedAt = now;
    const wanted = [typed, digit].map(decimal);
    const radios = Array.from(criterion.querySelectorAll("input[type=radio]"));
    const radio = wanted.map((points) => radios.find((node) => decimal(node.value) === points)).find(Boolean);
    if (!radio) return;
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || isTextInput(event.target)) return;
    if (event.key === "?") help.open = !help.open;
    else if (event.key === "j") go(current + 1);
    else if (event.key === "k") go(current - 1);
    else if (/^\d$/.test(event.key)) setPoints(event.key, event.timeStamp);
    else return;
    event.preventDefault();
  });
}

focusFirstMessage();
closeMenus();
forgetCopiesAtSignOut();
once(document, "[data-counter]", startCounter);
once(document, "form[data-autosave]", (form) => new AutosavedForm(form));
once(document, "form[data-guard]:not([data-autosave])", (form) => new GuardedForm(form));
once(document, "[data-score-sheet]", startTotal);
once(document, "[data-keyboard]", startKeyboard);
