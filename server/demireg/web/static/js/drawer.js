/** Open evidence beside the matrix without leaving the page; every view keeps its own address. */
const place = document.querySelector("#drawer");
const matrix = document.querySelector("table.matrix");

const below = matchMedia("(max-width: 1179px)");

const cellOf = (address) => new URL(address, location.href).searchParams.get("cell") ?? "";
const mark = (cell) => {
  for (const link of matrix.querySelectorAll("td.cell a")) {
    if (cell && cellOf(link.href) === cell) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
};

/** Bring the open cell's column between the columns that stay in sight. */
const reveal = () => {
  const cell = matrix.querySelector("a[aria-current]")?.getBoundingClientRect();
  const frame = matrix.closest(".scroll");
  const box = frame?.getBoundingClientRect();
  if (!cell || !box) return;
  const [left, right] = ["prop", "support"].map((side) => matrix.querySelector(`th.${side}`).offsetWidth);
  if (cell.left < box.left + left || cell.right > box.right - right) {
    frame.scrollLeft += cell.left - box.left - left - (box.width - left - right) / 2;
  }
};

const show = async (address, { focus = false } = {}) => {
  const target = new URL(address, location.href);
  const answer = await fetch(`/drawer${target.search}`, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    location.assign(target);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...page.body.childNodes);
  place.classList.remove("slide");
  void place.offsetWidth;
  place.classList.add("slide");
  mark(cellOf(target));
  reveal();
  if (!focus) return;
  place.querySelector("h2")?.focus({ preventScroll: true });
  if (below.matches) place.scrollIntoView({ block: "start" });
};

if (place && matrix) {
  reveal();
  const opening = "td.cell a, #drawer a.close";
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(opening);
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const before = matrix.querySelector("a[aria-current]");
    history.pushState(null, "", link.href.split("#")[0]);
    show(link.href, { focus: !link.classList.contains("close") });
    if (link.classList.contains("close")) before?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") place.querySelector("a.close")?.click();
  });
  if (below.matches && cellOf(location.href) && !location.hash) place.scrollIntoView({ block: "start" });
  addEventListener("popstate", () => show(location.href));
}
