/* What makes pages easier with a script; every page works without it. No page sets behaviour inline. */
"use strict";

// Ctrl+K goes to the search field from anywhere.
document.addEventListener("keydown", (event) => {
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

// What must be read first gets the focus: the list of faults in a form.
const first = document.querySelector("[data-focus]");
if (first) first.focus();

// A file dropped on the field is chosen; its name is told.
document.querySelectorAll("[data-dropzone]").forEach((zone) => {
  const field = zone.querySelector("input[type=file]");
  ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); }));
  ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("over")));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; field.dispatchEvent(new Event("change", { bubbles: true })); }
  });
});

// A form that takes time says how far it has come.
document.querySelectorAll("form[data-progress]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    const field = form.querySelector("input[type=file]");
    if (!field || !field.files.length) return;
    event.preventDefault();
    const bar = form.querySelector("progress");
    const told = form.querySelector("[data-told]");
    const button = form.querySelector("button[type=submit]");
    const request = new XMLHttpRequest();
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
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      document.querySelector("main").replaceWith(answer.querySelector("main"));
      const faults = document.querySelector("[data-focus]");
      if (faults) faults.focus();
    });
    request.addEventListener("error", () => { bar.hidden = true; button.disabled = false; told.textContent = "Filen kom inte fram. Kontrollera nätet och försök igen; ingenting har ändrats."; });
    request.open("POST", form.action || window.location.href);
    request.send(new FormData(form));
  });
});
