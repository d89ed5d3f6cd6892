/*
 * Checks a file while the page waits. Whoever leaves the page, closes it or presses Stop ends the check on the server. Without
 * script the browser posts the form, with the same result.
 */

const form = document.getElementById("upload-form");
const checking = document.getElementById("checking");
const checked = document.getElementById("checked");
const columns = document.getElementById("columns");
const choices = document.getElementById("choices");

/** A longer address is not taken by every server; the browser then posts the form. */
const LONGEST_ADDRESS = 6000;

class Check {
  constructor(file, address) {
    this.address = address;
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
      const answer = await fetch(this.address, {
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

/** The address of a check with all that the form says about the file, as the API names it. */
function addressOf(file) {
  const query = new URLSearchParams({ fileName: file.name });
  for (const field of choices.querySelectorAll("[name]")) {
    if (field.value) query.append(field.name, field.value);
  }
  for (const [name, choice] of chosenColumns()) {
    if (choice) query.append("column", `${name}:${choice}`);
  }
  return `${form.dataset.checks}?${query}`;
}

/** What the form says of each column, by its name. */
function chosenColumns() {
  const chosen = new Map();
  for (const row of columns.querySelectorAll("tbody tr")) {
    const choice = row.querySelector("select");
    if (choice) chosen.set(row.querySelector("input").value, choice.value);
  }
  return chosen;
}

function refuse(sentence) {
  // what is needed may be a choice
  choices.open = true;
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
  fill(document.getElementById("problems"), rows);
  fill(document.getElementById("warnings"), result.warnings.map((warning) => warningRow(warning, numbers)));
  showReading(result.reading);
  document.getElementById("changed").textContent = "";
  document.getElementById("apply").hidden = false;
  checked.hidden = false;
}

/** Puts the rows into the table of a part of the page, which is hidden when there are none. */
function fill(part, rows) {
  for (const row of rows) {
    row.setAttribute("role", "row");
    for (const made of row.cells) made.setAttribute("role", "cell");
  }
  part.querySelector("tbody").replaceChildren(...rows);
  part.hidden = rows.length === 0;
}

function warningRow(warning, numbers) {
  const row = document.createElement("tr");
  const lines = warning.lines.map((line) => numbers.format(line)).join(", ");
  row.append(
    cell("number", numbers.format(warning.count)),
    cell("column", warning.column ?? ""),
    cell("lines", warning.count > warning.lines.length ? `${lines}, …` : lines),
    cell("reason", warning.message),
  );
  return row;
}

/** Asks what becomes of records without a safe key; until then the button of the checked file does nothing. */
function askAbout(unsafeKeys) {
  const words = document.getElementById("reading-words").content;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const unsafe = document.getElementById("unsafe");
  const list = unsafe.querySelector("ul");
  list.replaceChildren(
    ...unsafeKeys.map((keys) => {
      const values = [numbers.format(keys.count), keys.column, numbers.format(keys.firstLine), keys.example];
      const item = document.createElement("li");
      item.textContent = words
        .querySelector(`[data-word="${keys.code}"]`)
        .textContent.replace(/\{(\d)\}/g, (place, number) => values[number]);
      return item;
    }),
  );
  list.hidden = false;
  unsafe.hidden = unsafe.disabled = unsafeKeys.length === 0;
  unsafe.querySelector("input").checked = false;
  allow();
}

function allow() {
  const unsafe = document.getElementById("unsafe");
  document.getElementById("apply").disabled = !unsafe.hidden && !unsafe.querySelector("input").checked;
}

function showReading(reading) {
  askAbout(reading.unsafeKeys);
  document.getElementById("read-as").textContent = sentence(reading);
  const notes = document.getElementById("notes");
  notes.replaceChildren(
    ...reading.notes.map((note) => {
      const item = document.createElement("li");
      item.textContent = note.message;
      return item;
    }),
  );
  notes.hidden = reading.notes.length === 0;
  const chosen = chosenColumns();
  const repeated = new Set();
  const seen = new Set();
  for (const { name } of reading.columns) (seen.has(name) ? repeated : seen).add(name);
  fill(columns, reading.columns.map((column, number) => columnRow(column, number, repeated, chosen)));
}

/** The sentence that the server makes for a page without script, from the same words. */
function sentence(reading) {
  const words = document.getElementById("reading-words").content;
  // a value may have a dollar sign in it, which replace() would read as a pattern
  const word = (name, value) =>
    words.querySelector(`[data-word="${name}"]`)?.textContent.replace("{0}", () => value ?? "");
  const pieces = [word(reading.kind.toLowerCase().replace("_", "-"))];
  if (reading.encoding) pieces.push(word(reading.encodingAssumed ? "encoding-assumed" : "encoding", reading.encoding));
  if (reading.delimiter) {
    const named = { "\t": word("tab"), " ": word("space") }[reading.delimiter];
    pieces.push(word("delimiter", named ?? reading.delimiter));
  }
  if (reading.headerLine === 0) pieces.push(word("no-header"));
  else if (reading.headerLine) pieces.push(word("header", reading.headerLine));
  const shop = word(reading.layout);
  if (shop) pieces.push(word("layout", shop));
  pieces.push(word(reading.currencyAssumed ? "currency-assumed" : "currency", reading.currency));
  return word("sentence", pieces.join(", "));
}

function columnRow(column, number, repeated, chosen) {
  const template = document.getElementById("column-row");
  const row = template.content.firstElementChild.cloneNode(true);
  const name = row.querySelector("[data-name]");
  const hidden = row.querySelector("input");
  const choice = row.querySelector("select");
  const field = column.field ?? column.suggestion;
  const use = column.use.toLowerCase();
  name.textContent = column.name;
  for (const word of row.querySelectorAll("[data-use]")) if (word.dataset.use !== use) word.remove();
  row.querySelector("[data-reason]").textContent = column.reason ?? "";
  if (field) {
    const label = [...choice.options].find((option) => option.value === field)?.textContent ?? field;
    row.querySelector("[data-field]").textContent = use === "unsure" ? `${label}?` : label;
  }
  if (number >= Number(template.dataset.most)) {
    hidden.remove();
    choice.remove();
    return row;
  }
  name.id = `column-name-${number}`;
  hidden.name = `column-name.${number}`;
  hidden.value = reference(column.name, number, repeated);
  choice.name = `column.${number}`;
  choice.setAttribute("aria-labelledby", `column-choice ${name.id}`);
  choice.value = chosen.get(hidden.value) ?? "";
  return row;
}

/** A column is named by its number where its name is long, blank or repeated, as the server does it. */
function reference(name, number, repeated) {
  const plain = name !== "" && name === name.trim() && !/\p{Cc}/u.test(name) && !/^#\d{1,4}$/.test(name);
  const clear = plain && name.length <= 50 && !repeated.has(name);
  return clear ? name : `#${number + 1}`;
}

function cell(name, text) {
  const made = document.createElement("td");
  made.className = name;
  made.textContent = text;
  return made;
}

form?.addEventListener("submit", (event) => {
  if (event.submitter?.dataset.does !== "check") return;
  const file = form.elements.file.files[0];
  const address = addressOf(file);
  if (address.length > LONGEST_ADDRESS) return;
  event.preventDefault();
  document.getElementById("refusal").replaceChildren();
  checked.hidden = true;
  if (file.size > Number(form.dataset.maxBytes)) refuse(form.dataset.tooLarge);
  else new Check(file, address);
});

form?.addEventListener("change", (event) => {
  if (event.target.name === "unsafeKeys") {
    allow();
  } else if (event.target.type === "file") {
    const name = event.target.files[0]?.name;
    const last = checked.querySelector("[data-check=fileName]").textContent;
    // the columns of one file say nothing about another
    if (name && last && name !== last) fill(columns, []);
    if (name !== last) askAbout([]);
  } else if (!checked.hidden) {
    // what was checked is not what would be imported now
    const changed = document.getElementById("changed");
    changed.textContent = changed.dataset.changed;
    document.getElementById("apply").hidden = true;
  }
});
