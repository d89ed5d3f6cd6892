/*
 * Keeps an import's page, and the list, as new as the server. The server renders every word; this module only puts newer
 * words in the place of older ones. Without it the pages work by reloading.
 *
 * News come as events. A stream that falls silent, or cannot be had, is replaced by asking every second and a half, and
 * is tried again later. A hidden tab holds no stream: browsers allow few connections to one server.
 */

const POLL_MILLIS = 1500;
const HIDDEN_POLL_MILLIS = 10_000;
const LONGEST_BACK_OFF_MILLIS = 30_000;
const SILENCE_MILLIS = 5_000;
const POLLS_BEFORE_NEXT_STREAM = 20;
const REJECTS_MILLIS = 5_000;
const ANNOUNCE_MILLIS = 30_000;

const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
const calendar = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

/** Moments are rendered in the server's time zone; this shows them in the reader's. */
function localiseTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    time.textContent = calendar.format(new Date(time.dateTime));
  }
}

/** Sets a text only when it differs, so that nothing is announced or selected twice. */
function setText(element, text) {
  if (element && text !== undefined && element.textContent !== text) {
    element.textContent = text;
  }
}

/** Fetches a page of ours. Answers null when it is unchanged, throws {reason: "session" | "gone" | "failed"}. */
async function fetchPage(url, etag) {
  let response;
  try {
    response = await fetch(url, {
      headers: etag ? { "If-None-Match": etag } : {},
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    throw { reason: "failed" };
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw { reason: "session" };
  if (response.status === 404 || response.status === 403) throw { reason: "gone" };
  if (response.status === 304) return null;
  if (!response.ok) throw { reason: "failed" };
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  localiseTimes(page);
  return { page, etag: response.headers.get("ETag") };
}

/** What the page shows of one import, and how a newer state replaces it. */
class ImportView {
  constructor(live) {
    this.live = live;
    this.titleEnd = document.title.slice(document.title.lastIndexOf(" · "));
    this.announcement = document.getElementById("announcement");
    this.announcedAt = Date.now();
    this.announcedStep = this.step();
  }

  get section() { return this.live.querySelector(".import"); }
  get state() { return this.section.dataset.state; }
  get ended() { return this.section.hasAttribute("data-ended"); }
  get bar() { return this.live.querySelector("progress"); }
  get failed() { return this.live.querySelector("[data-figure=failed]")?.textContent; }

  step() {
    return this.bar?.hasAttribute("value") ? Math.floor(this.bar.value / 10) : 0;
  }

  /** Takes the texts of an event, or those of a fragment of the same state. */
  patch({ percent, text }) {
    const bar = this.bar;
    const falls = bar && percent !== undefined && bar.hasAttribute("value") && percent < bar.value;
    for (const element of document.querySelectorAll("[data-figure]")) {
      // a resumed import starts again at its last saved record: the numbers say so, the bar waits for it
      if (!(falls && element.dataset.figure === "percent")) setText(element, text[element.dataset.figure]);
    }
    if (bar && percent !== undefined && !falls) bar.value = percent;
    if (!falls && text.title) document.title = text.title + this.titleEnd;
    this.live.querySelector("[data-outcome=failed]")?.classList.toggle("some", /[1-9]/.test(text.failed ?? ""));
    const step = this.step();
    if (step > this.announcedStep || Date.now() - this.announcedAt > ANNOUNCE_MILLIS) this.announce(text.summary, step);
  }

  /** Takes a whole fragment: another state replaces the section, the same state only its texts. */
  show(page) {
    const section = page.querySelector(".import");
    const { title, summary, state } = section.dataset;
    if (state === this.state) {
      const text = { title, summary };
      for (const element of section.querySelectorAll("[data-figure]")) text[element.dataset.figure] = element.textContent;
      const bar = section.querySelector("progress[value]");
      this.patch({ percent: bar?.value, text });
    } else {
      const hadFocus = this.section.contains(document.activeElement);
      this.section.replaceWith(section);
      if (hadFocus) document.getElementById("state").focus();
      document.title = title + this.titleEnd;
      this.announce(summary, this.step());
    }
    this.showRejects(page.querySelector("section.rejects"));
    // they are there when the import has ended, and do not change from then on
    const warnings = page.querySelector("section.warnings");
    if (warnings && !this.live.querySelector("section.warnings")) this.live.append(warnings);
  }

  showRejects(newer) {
    const shown = this.live.querySelector("section.rejects");
    if (newer && !shown) {
      this.live.append(newer);
    } else if (newer) {
      // only what changes, so that focus and scroll position stay
      setText(shown.querySelector(".shown"), newer.querySelector(".shown").textContent);
      if (shown.querySelector("tbody").textContent !== newer.querySelector("tbody").textContent) {
        shown.querySelector("tbody").replaceWith(newer.querySelector("tbody"));
      }
    }
  }

  announce(summary, step) {
    setText(this.announcement, summary);
    this.announcedStep = step;
    this.announcedAt = Date.now();
  }
}

/** Says when the numbers are no longer the newest, and why. */
class ConnectionNote {
  constructor(element) {
    this.element = element;
    this.lastUpdate = new Date();
  }

  good() {
    this.lastUpdate = new Date();
    setText(this.element, "");
  }

  lost() {
    setText(this.element, this.element.dataset.lost.replace("{0}", clock.format(this.lastUpdate)));
  }

  over(reason) {
    this.element.textContent = `${this.element.dataset[reason]} `;
    if (reason === "session") {
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = this.element.dataset.signIn;
      this.element.append(link);
    }
  }
}

/** Brings the news: by events while it can, else by asking. Never gives up before the import has ended. */
class Watch {
  constructor(live) {
    this.urls = live.dataset;
    this.view = new ImportView(live);
    this.note = new ConnectionNote(document.getElementById("connection"));
    this.failures = 0;
    this.rejectsAt = 0;
    document.addEventListener("visibilitychange", () => this.start());
    this.start();
  }

  start() {
    this.pause();
    if (this.view.ended || this.over) return;
    if (document.hidden || !window.EventSource) this.poll();
    else this.listen();
  }

  pause() {
    this.source?.close();
    this.source = null;
    clearTimeout(this.timer);
    this.turn = (this.turn ?? 0) + 1;
  }

  listen() {
    this.source = new EventSource(this.urls.events);
    this.source.addEventListener("import", (event) => this.receive(JSON.parse(event.data)));
    this.source.addEventListener("beat", () => this.heard());
    this.source.onerror = () => {
      // while it is reconnecting by itself only the silence counts
      if (this.source?.readyState === EventSource.CLOSED) this.ask();
    };
    this.heard();
  }

  heard() {
    this.note.good();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), SILENCE_MILLIS);
  }

  receive(news) {
    this.heard();
    if (news.fragment !== this.view.state) {
      this.ask();
      return;
    }
    const failedBefore = this.view.failed;
    this.view.patch(news);
    if (this.view.failed !== failedBefore && Date.now() - this.rejectsAt > REJECTS_MILLIS) {
      this.rejectsAt = Date.now();
      this.refresh().catch((error) => console.debug("rejects later", error));
    }
  }

  /** Leaves the stream for now. */
  ask() {
    this.pause();
    this.pollsLeft = POLLS_BEFORE_NEXT_STREAM;
    this.poll();
  }

  async refresh() {
    const answer = await fetchPage(this.urls.status, this.etag);
    if (answer) {
      this.etag = answer.etag;
      const before = this.view.state;
      this.view.show(answer.page);
      return this.view.state !== before;
    }
    return false;
  }

  async poll() {
    const turn = this.turn;
    let changed = false;
    try {
      changed = await this.refresh();
      if (turn !== this.turn) return;
      this.failures = 0;
      this.note.good();
    } catch (error) {
      if (turn !== this.turn) return;
      if (error.reason === "session" || error.reason === "gone") {
        this.over = true;
        this.note.over(error.reason);
        return;
      }
      this.failures += 1;
      this.note.lost();
    }
    if (this.view.ended) return;
    // after a change of state the stream is worth another try at once, else after a while
    const streamAgain = !document.hidden && window.EventSource && this.failures === 0 && (changed || --this.pollsLeft <= 0);
    if (streamAgain) this.start();
    else this.timer = setTimeout(() => this.poll(), this.nextPollMillis());
  }

  nextPollMillis() {
    const pace = document.hidden ? HIDDEN_POLL_MILLIS : POLL_MILLIS;
    if (this.failures === 0) return pace;
    // jitter, so that the pages of a whole office do not come back in the same moment
    return Math.min(LONGEST_BACK_OFF_MILLIS, pace * 2 ** Math.min(this.failures, 10)) * (0.5 + Math.random() / 2);
  }
}

/** Reloads the list while one of its imports is under way. */
async function followList(history) {
  for (;;) {
    await new Promise((wake) => setTimeout(wake, document.hidden ? HIDDEN_POLL_MILLIS : 2 * POLL_MILLIS));
    try {
      const newer = (await fetchPage(location.href)).page.getElementById("history");
      const rows = newer.querySelector("tbody");
      const shown = history.querySelector("tbody");
      if (rows && shown.textContent !== rows.textContent) {
        const focused = history.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
        shown.replaceWith(rows);
        if (focused) history.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
      }
      if (!newer.hasAttribute("data-active")) return;
    } catch (error) {
      if (error.reason !== "failed") return;
    }
  }
}

localiseTimes(document);
const live = document.getElementById("live");
if (live) new Watch(live);
const history = document.querySelector("#history[data-active]");
if (history) followList(history);
