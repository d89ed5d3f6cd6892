// Follows an undo that runs: replaces its part of the page until it has ended. Without script the page reloads itself.
const place = document.getElementById("undo");
const PERIOD = 1500;

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
  schedule();
}

function schedule() {
  if (place?.querySelector(".undo[data-state]:not([data-ended])")) {
    setTimeout(follow, PERIOD);
  }
}

schedule();
