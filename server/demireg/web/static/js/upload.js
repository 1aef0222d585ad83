/** Upload a file by choosing or dropping it, with its progress; without this script the form is sent as any other. */
const form = document.querySelector("form[data-upload]");
const field = form?.querySelector("input[type=file]");
const area = form?.closest(".drop");
const progress = form?.querySelector(".progress");
const bar = progress?.querySelector("progress");
const told = progress?.querySelector("[role=status]");

const say = (text) => {
  progress.hidden = false;
  told.textContent = text;
};

const send = () => {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((100 * event.loaded) / event.total);
    say(bar.value < 100 ? `${bar.value} % sent` : "Sent. It is being checked.");
  });
  request.addEventListener("load", () => {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      answer = { detail: "The server did not take the file. Try again." };
    }
    if (request.status === 201) location.assign(answer.address);
    else say(answer.detail ?? "The server did not take the file. Try again.");
  });
  request.addEventListener("error", () => say("The server does not answer. Your file is untouched; try again."));
  bar.value = 0;
  say("The file is being sent.");
  request.send(new FormData(form));
};

if (form) {
  for (const each of form.querySelectorAll(".with-script")) each.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => {
      event.preventDefault();
      area.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) area.addEventListener(kind, () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    send();
  });
}
