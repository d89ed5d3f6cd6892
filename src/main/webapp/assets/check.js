/*
 * Checks a file while the page waits. Whoever leaves the page, closes it or presses Stop ends the check on the server. Without
 * script the browser posts the form, with the same result.
 */

const form = document.getElementById("upload-form");
const checking = document.getElementById("checking");
const checked = document.getElementById("checked");

class Check {
  constructor(file) {
    this.controller = new AbortController();
    this.button = document.getElementById("check");
    this.note = checking.querySelector("[role=status]");
    this.note.textContent = form.dataset.checking;
    checking.querySelector("button").onclick = () => this.controller.abort();
    // a browser may keep a page that was left, with all it waits for, to show it again at once
    addEventListener("pagehide", () => this.controller.abort(), { once: true });
    this.show(true);
    this.ask(file).finally(() => this.show(false));
  }

  show(active) {
    checking.hidden = !active;
    this.button.disabled = active;
  }

  async ask(file) {
    try {
      const answer = await fetch(`${form.dataset.checks}?fileName=${encodeURIComponent(file.name)}`, {
        method: "POST",
        body: file,
        headers: { "Content-Type": "text/csv", "X-Forgery-Token": form.elements["forgery-token"].value },
        signal: this.controller.signal,
      });
      if (answer.status === 401) {
        location.reload();
        return;
      }
      // blanks may come before the value, and after them a problem comes with the status of a success
      const result = await answer.json();
      if (result.detail) refuse(result.detail);
      else show(result);
    } catch (failed) {
      if (failed.name !== "AbortError") refuse(form.dataset.broken);
    }
  }
}

function refuse(sentence) {
  const template = document.getElementById("refusal-template").content.cloneNode(true);
  template.querySelector("[data-sentence]").textContent = sentence;
  document.getElementById("refusal").replaceChildren(template);
}

function show(result) {
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const figures = { recordCount: result.recordCount, ...result.counts };
  for (const place of checked.querySelectorAll("[data-check]")) {
    const name = place.dataset.check;
    place.textContent = name === "fileName" ? result.fileName : numbers.format(figures[name]);
  }
  const rows = result.problems.map((problem) => {
    const row = document.createElement("tr");
    row.append(
      cell("number", numbers.format(problem.line)),
      cell("column", problem.column ?? ""),
      cell("value", problem.value ?? ""),
      cell("reason", problem.message),
    );
    return row;
  });
  document.getElementById("apply").setAttribute("formaction", `${form.action}?sha256=${result.sha256}`);
  checked.querySelector("tbody").replaceChildren(...rows);
  checked.querySelector(".sheet").hidden = rows.length === 0;
  checked.hidden = false;
}

function cell(name, text) {
  const made = document.createElement("td");
  made.className = name;
  made.textContent = text;
  return made;
}

form?.addEventListener("submit", (event) => {
  if (event.submitter?.id !== "check") return;
  event.preventDefault();
  const file = form.elements.file.files[0];
  document.getElementById("refusal").replaceChildren();
  checked.hidden = true;
  if (file.size > Number(form.dataset.maxBytes)) refuse(form.dataset.tooLarge);
  else new Check(file);
});
