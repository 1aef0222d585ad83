/** Walk the matrix with the arrow keys; Home and End go to the ends of a row. Links do the rest. */
const table = document.querySelector("table.matrix");

if (table) {
  const rows = [...table.tBodies[0].rows].map((row) =>
    [...row.querySelectorAll("td.cell")].map((cell) => cell.querySelector("a, span")),
  );
  const all = rows.flat();
  const rest = (stop) => {
    for (const other of all) other.tabIndex = other === stop ? 0 : -1;
  };
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

  rest(table.querySelector("a[aria-current]") ?? all.find((stop) => stop.matches("a")) ?? all[0]);
  table.addEventListener("focusin", (event) => {
    if (all.includes(event.target)) rest(event.target);
  });
  table.addEventListener("keydown", (event) => {
    const at = rows.findIndex((row) => row.includes(event.target));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const column = rows[at].indexOf(event.target);
    const ends = { Home: 0, End: rows[at].length - 1 };
    const [down, right] = steps[event.key] ?? [0, 0];
    const next = event.key in ends ? rows[at][ends[event.key]] : rows[at + down]?.[column + right];
    if (!next || next === event.target) return;
    event.preventDefault();
    next.focus();
  });
}
