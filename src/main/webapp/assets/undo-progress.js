// Follows an undo that runs, or that begins because the import was cancelled: replaces its part of the page until it has ended. Without script the page reloads itself.
const place = document.getElementById("undo");
const live = document.getElementById("live");
const PERIOD = 1500;
let timer;

async function follow() {
  try {
    const answer = await fetch(place.dataset.status, { headers: { Accept: "text/html" }, redirect: "error" });
    if (answer.ok) {
      const opened = place.querySelector("details[open]") !== null;
      const text = await answer.text();
      const next = new DOMParser().parseFromString(text, "text/html");
      place.replaceChildren(...next.body.childNodes);
      if (opened) {
        place.querySelector("details")?.setAttribute("open", "");
      }
    }
  } catch {
    // the next round asks again
  }
  timer = undefined;
  schedule();
}

function schedule() {
  if (!timer && place?.querySelector(".undo[data-state]:not([data-ended])")) {
    timer = setTimeout(follow, PERIOD);
  }
}

// the page was loaded before the cancel: the server says now that an undo is to come
if (place?.dataset.onCancel === "undo" && !live.querySelector(".import[data-ended]")) {
  new MutationObserver((changes, observer) => {
    if (live.querySelector(".import[data-state=cancelled]")) {
      observer.disconnect();
      follow();
    }
  }).observe(live, { childList: true });
}

schedule();
