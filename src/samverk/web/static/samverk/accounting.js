/* Tells at once that a chosen file is too large; the server says the same to those without a script. */
"use strict";

document.querySelectorAll("input[type=file][data-most-bytes]").forEach((field) => {
  field.addEventListener("change", () => {
    const most = Number(field.dataset.mostBytes);
    const file = field.files[0];
    const mega = (bytes) => Math.floor(bytes / 1000000);
    field.setCustomValidity(file && file.size > most
      ? `Filen är ${mega(file.size)} MB. Samverk läser SIE-filer upp till ${mega(most)} MB. Kontrollera att det är rätt fil, eller exportera ett år i taget.`
      : "");
    if (field.form) field.reportValidity();
  });
});
