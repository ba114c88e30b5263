/* The grid of the budget: keys move between cells, a block from a spreadsheet lands where it is pasted. */
"use strict";

document.documentElement.classList.add("has-script");

document.querySelectorAll("[data-grid]").forEach((form) => {
  const rows = () => [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input[name*='.']")]).filter((cells) => cells.length);
  const place = (input) => {
    const all = rows();
    const row = all.findIndex((cells) => cells.includes(input));
    return row < 0 ? null : { all, row, column: all[row].indexOf(input) };
  };
  const move = (input, down, right) => {
    const at = place(input);
    const next = at && at.all[at.row + down] && at.all[at.row + down][at.column + right];
    if (next) { next.focus(); next.select(); }
    return Boolean(next);
  };

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.name.includes(".") || event.altKey || event.ctrlKey || event.metaKey) return;
    const atStart = input.selectionStart === 0 && (input.selectionEnd === 0 || input.selectionEnd === input.value.length);
    const atEnd = input.selectionEnd === input.value.length && (input.selectionStart === input.value.length || input.selectionStart === 0);
    const steps = { Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (atStart) steps.ArrowLeft = [0, -1];
    if (atEnd) steps.ArrowRight = [0, 1];
    const step = steps[event.key];
    if (!step) return;
    if (event.key === "Enter" || move(input, ...step)) event.preventDefault();
    if (event.key === "Enter") move(input, ...step);
  });

  // A block of cells fills the fields from here down and to the right; cells with words go the long way, with a preview.
  form.addEventListener("paste", (event) => {
    const input = event.target;
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!(input instanceof HTMLInputElement) || !input.name.includes(".") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const block = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    const at = place(input);
    const fits = block.every((cells, down) => cells.every((_, right) => at.all[at.row + down] && at.all[at.row + down][at.column + right]));
    const words = block.some((cells) => cells.some((cell) => /[a-zåäö]/i.test(cell)));
    if (!fits || words) { preview(text); return; }
    block.forEach((cells, down) => cells.forEach((cell, right) => {
      if (cell.trim()) at.all[at.row + down][at.column + right].value = cell.trim();
    }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    tell(`${block.length} rader är inklistrade men inte sparade.`);
  });

  const preview = (text) => {
    if (isChanged) { tell("Du har belopp som inte är sparade. Spara dem först och klistra sedan in igen."); return; }
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = form.dataset.paste;
    [["text", text], ["csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value]].forEach(([name, value]) => {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      sent.append(field);
    });
    sent.hidden = true;
    document.body.append(sent);
    isLeaving = true;
    sent.submit();
  };

  const tell = (words) => {
    const told = document.createElement("p");
    told.className = "message";
    told.textContent = words;
    document.getElementById("besked").replaceChildren(told);
  };

  // What is typed and not saved is not lost by a slip.
  let isLeaving = false;
  let isChanged = Boolean(form.querySelector("[aria-invalid]")) || Boolean(document.querySelector(".message.error"));
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("change", () => { isChanged = true; });
  form.addEventListener("submit", () => { isLeaving = true; });
  window.addEventListener("beforeunload", (event) => { if (isChanged && !isLeaving) event.preventDefault(); });
});
