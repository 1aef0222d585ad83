/**
 * The form without leaving the page: rows come and go in place, and what is typed is kept in this browser.
 * The server draws every form, with this script or without it.
 */
const KEPT = "demireg-form";
const form = document.querySelector("form[data-typed]");
const banner = document.querySelector("[data-kept]");
const saved = form?.querySelector("[data-saved]");

const fields = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
};
const clock = (moment) => new Date(moment).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const tell = (text) => {
  const place = form.querySelector("[data-saved]");
  if (place) place.textContent = text;
};
const keep = () => {
  const moment = Date.now();
  try {
    localStorage.setItem(KEPT, JSON.stringify({ moment, fields: fields() }));
    tell(`Kept in this browser at ${clock(moment)}.`);
  } catch {
    tell("This browser keeps nothing. Check often, and stay on this page.");
  }
};

const draw = async (pairs) => {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "text/html" },
    body: new URLSearchParams(pairs),
  });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.querySelector("form[data-typed]");
  if (!drawn) throw new Error("no form came back");
  const opened = new Set([...form.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
  form.replaceChildren(...drawn.childNodes);
  for (const each of form.querySelectorAll("details > summary")) {
    if (opened.has(each.textContent)) each.parentElement.open = true;
  }
  form.querySelector("[autofocus]")?.focus();
};

const near = (button) => {
  const row = button.closest("fieldset.row");
  const beside = row?.nextElementSibling?.id || row?.previousElementSibling?.id || row?.closest("section")?.id;
  return beside && document.getElementById(beside);
};

let waiting = 0;
const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    waiting = 0;
    keep();
  }, 400);
};
if (form) {
  tell("What you type is kept in this browser.");
  form.addEventListener("input", later);
  addEventListener("pagehide", () => waiting && keep());
  form.addEventListener("keydown", (event) => {
    // whoever ends a line means the next field; the buttons check
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const [verb] = (button?.value ?? "check").split(" ");
    clearTimeout(waiting);
    waiting = 0;
    keep();
    if (verb === "check") return;
    event.preventDefault();
    const beside = verb === "remove" ? near(button)?.id : "";
    draw([...fields(), ["do", button.value]]).then(
      () => {
        keep();
        if (beside) document.getElementById(beside)?.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
      },
      () => tell("The server does not answer. What you typed is kept in this browser; try again."),
    );
  });
  const draft = kept();
  if (draft && "fresh" in form.dataset) {
    const title = draft.fields.find(([name]) => name === "study.title")?.[1];
    banner.querySelector("[role=status]").textContent =
      `This browser keeps what you typed${title ? ` of “${title}”` : ""}, last changed at ${clock(draft.moment)}, ${new Date(draft.moment).toLocaleDateString()}.`;
    banner.hidden = false;
    banner.querySelector("[data-kept-take]").addEventListener("click", () => {
      draw([...draft.fields, ["do", "show"]]).then(
        () => {
          banner.hidden = true;
          form.querySelector("input:not([type=hidden])")?.focus();
        },
        () => tell("The server does not answer; try again."),
      );
    });
    banner.querySelector("[data-kept-drop]").addEventListener("click", () => {
      localStorage.removeItem(KEPT);
      banner.hidden = true;
    });
  } else if (document.querySelector("#summary")) {
    form.querySelector("[autofocus]")?.focus();
  }
}
