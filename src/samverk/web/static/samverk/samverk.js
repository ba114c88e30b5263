/* What makes pages easier with a script; every page works without it. No page sets behaviour inline. */
"use strict";

// ── for the whole page, once ──

document.addEventListener("keydown", (event) => {
  // Ctrl+K goes to the search field from anywhere.
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const field = document.querySelector("[data-search]");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  }
  if (event.key === "Escape") {
    document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  }
});

// A menu closes when the person goes elsewhere.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// The room one is in is seen even where the words do not fit.
const here = document.querySelector(".rooms [aria-current]");
if (here) {
  const strip = here.closest(".rooms");
  strip.scrollLeft = Math.max(0, here.offsetLeft - strip.clientWidth / 2 + here.offsetWidth / 2);
}

// ── for every part of a page, also those that are fetched later ──

const bound = new WeakSet();
const bind = (root, selector, how) => {
  const found = [...root.querySelectorAll(selector)];
  if (root.matches && root.matches(selector)) found.push(root);
  found.forEach((element) => { if (!bound.has(element)) { bound.add(element); how(element); } });
};

// What must be read first gets the focus: the list of faults in a form.
const focusFirst = (element) => element.focus();

// A file dropped on the field is chosen; its name is told.
const dropzone = (zone) => {
  const field = zone.querySelector("input[type=file]");
  ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); }));
  ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("over")));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; field.dispatchEvent(new Event("change", { bubbles: true })); }
  });
};

// A form that takes time says how far it has come.
const progress = (form) => form.addEventListener("submit", (event) => {
  const field = form.querySelector("input[type=file]");
  if (!field || !field.files.length) return;
  event.preventDefault();
  const bar = form.querySelector("progress");
  const told = form.querySelector("[data-told]");
  const button = form.querySelector("button[type=submit]");
  const request = new XMLHttpRequest();
  const content = new FormData(form);
  bar.hidden = false;
  button.disabled = true;
  told.textContent = "Skickar filen …";
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) { bar.max = sent.total; bar.value = sent.loaded; }
    if (sent.loaded === sent.total) { bar.removeAttribute("value"); told.textContent = "Läser in och stämmer av …"; }
  });
  request.addEventListener("load", () => {
    const moved = request.responseURL && request.responseURL !== window.location.href;
    if (moved && request.status < 400) { window.location.assign(request.responseURL); return; }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    document.querySelector("main").replaceWith(answer);
    start(answer);
  });
  request.addEventListener("error", () => { bar.hidden = true; button.disabled = false; told.textContent = "Filen kom inte fram. Kontrollera nätet och försök igen; ingenting har ändrats."; });
  request.open("POST", form.action || window.location.href);
  request.send(content);
});

// A text that is to be handed on is copied with one press.
const copy = (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    const told = document.querySelector("[data-copied]");
    if (told) told.hidden = false;
  });
};

// The suggestions of the search are walked with the arrow keys; Enter opens one, or searches.
const search = (field) => {
  const box = document.getElementById(field.dataset.search);
  if (!box) return;
  const options = () => [...box.querySelectorAll("[role=option]")];
  const active = () => box.querySelector("[role=option].active");
  const close = () => { box.replaceChildren(); field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const choose = (option) => {
    options().forEach((each) => { each.classList.toggle("active", each === option); each.setAttribute("aria-selected", String(each === option)); });
    if (option) { field.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
  };
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", box.id);
  field.setAttribute("aria-expanded", "false");
  box.addEventListener("htmx:afterSwap", () => field.setAttribute("aria-expanded", String(options().length > 0)));
  field.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(active());
    if (event.key === "ArrowDown" && all.length) { event.preventDefault(); choose(all[(at + 1) % all.length]); }
    if (event.key === "ArrowUp" && all.length) { event.preventDefault(); choose(all[(at - 1 + all.length) % all.length]); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); window.location.assign(all[at].href); }
    if (event.key === "Escape" && all.length) { event.preventDefault(); close(); }
  });
  field.addEventListener("input", () => { if (!field.value.trim()) close(); });
  document.addEventListener("click", (event) => { if (!field.form.contains(event.target)) close(); });
  field.form.addEventListener("focusout", (event) => { if (event.relatedTarget && !field.form.contains(event.relatedTarget)) close(); });
};

// The head of a table follows the page where the table fits; a wider table scrolls in a box of its own.
const stickyTable = (box) => {
  const table = box.querySelector(":scope > table.sticky");
  if (table) new ResizeObserver(() => box.classList.toggle("fits", table.offsetWidth <= box.clientWidth)).observe(box);
};

const start = (root) => {
  bind(root, "[data-focus]", focusFirst);
  bind(root, "[data-dropzone]", dropzone);
  bind(root, "form[data-progress]", progress);
  bind(root, "[data-copy]", copy);
  bind(root, "[data-search]", search);
  bind(root, ".scroll", stickyTable);
};
start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
