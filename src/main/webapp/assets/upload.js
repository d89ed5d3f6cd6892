/*
 * Shows how far an upload is. Without it the form is posted by the browser, with the same result.
 */

const form = document.getElementById("upload-form");

class Upload {
  constructor(action) {
    this.sending = document.getElementById("sending");
    this.bar = this.sending.querySelector("progress");
    this.note = this.sending.querySelector("[role=status]");
    this.buttons = form.querySelectorAll(".pick [type=submit]");
    this.stop = this.sending.querySelector("button");
    this.request = new XMLHttpRequest();
    this.request.open("POST", action);
    this.request.responseType = "document";
    this.request.upload.onprogress = (event) => this.progress(event);
    this.request.upload.onload = () => this.stored();
    this.request.onload = () => this.answered();
    this.request.onerror = () => this.refuse(form.dataset.broken);
    this.request.onabort = () => this.over();
    this.stop.onclick = () => this.request.abort();
    this.bar.value = 0;
    this.note.textContent = form.dataset.sending;
    this.show(true);
    this.request.send(new FormData(form));
  }

  show(active) {
    this.sending.hidden = !active;
    for (const button of this.buttons) button.disabled = active;
  }

  progress({ loaded, total }) {
    this.bar.value = (loaded / total) * 100;
  }

  stored() {
    this.bar.removeAttribute("value");
    this.note.textContent = form.dataset.storing;
  }

  answered() {
    const refusal = this.request.response?.querySelector("#refusal .refusal");
    if (refusal) {
      document.getElementById("refusal").replaceChildren(refusal);
      // the next file is another import
      form.elements["start-token"].value = this.request.response.querySelector("[name=start-token]").value;
      this.over();
    } else {
      // the file's or the import's page after a success; after the end of the session, the way to sign in
      location.assign(this.request.status === 200 ? this.request.responseURL : location.href);
    }
  }

  refuse(sentence) {
    this.over();
    refuse(sentence);
  }

  over() {
    this.show(false);
    this.buttons[0].focus();
  }
}

function refuse(sentence) {
  const template = document.getElementById("refusal-template").content.cloneNode(true);
  template.querySelector("[data-sentence]").textContent = sentence;
  document.getElementById("refusal").replaceChildren(template);
}

form?.addEventListener("submit", (event) => {
  const file = form.elements.file.files[0];
  event.preventDefault();
  document.getElementById("refusal").replaceChildren();
  if (file.size > Number(form.dataset.maxBytes)) refuse(form.dataset.tooLarge);
  // one of the two buttons has an address of its own
  else new Upload(event.submitter?.getAttribute("formaction") ?? form.action);
});
