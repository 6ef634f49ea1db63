// What a reader draws on a map: a shape, which the page adds up inside, and a line that is measured.
// Places are [longitude, latitude]; the line is drawn anew where the map moves.
const EARTH = 6371008.8; // metres of radius: governance/maps/drawn_shapes.py
const CORNERS = 40; // of a shape at most: there, too
const [NARROWEST, WIDEST] = [10, 50000]; // metres of a circle's radius: there, too
const STRAY = 4; // pixels: less is no movement
const SVG = "http://www.w3.org/2000/svg";

function metres([west, south], [east, north]) {
  const [one, other, across] = [south, north, east - west].map((degrees) => (degrees * Math.PI) / 180);
  const half = Math.sin((other - one) / 2) ** 2 + Math.cos(one) * Math.cos(other) * Math.sin(across / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

function long(length) {
  return length < 1000 ? `${Math.round(length)} m` : `${(length / 1000).toFixed(2)} km`;
}

// The corners without which a path would leave its way by more than so many pixels (Douglas-Peucker).
function plain(path, reach) {
  const [[x0, y0], [x1, y1]] = [path[0], path.at(-1)];
  const [wide, high] = [x1 - x0, y1 - y0];
  const off = ([x, y]) => {
    const along = ((x - x0) * wide + (y - y0) * high) / (wide ** 2 + high ** 2) || 0;
    const share = Math.min(Math.max(along, 0), 1);
    return Math.hypot(x - x0 - share * wide, y - y0 - share * high);
  };
  const far = path.map(off), most = Math.max(...far), at = far.indexOf(most);
  if (path.length < 3 || most <= reach) return [path[0], path.at(-1)];
  return [...plain(path.slice(0, at + 1), reach).slice(0, -1), ...plain(path.slice(at), reach)];
}

function ring(path) {
  let [reach, found] = [1, plain(path, 1)];
  while (found.length > CORNERS) found = plain(path, (reach *= 1.5));
  return found;
}

// viewport: what the map shows now, of deck.gl. done: is told the shape as an address has it.
function drawing(tools, sheet, data, viewport, done) {
  const hint = tools.querySelector(".hint"), kept = tools;
  let [tool, path, held] = ["", [], false];
  kept.measured ??= [];
  const place = ([x, y]) => viewport().unproject([x, y]);
  const spot = (at) => viewport().project(at).slice(0, 2);
  const at = (event) => {
    const box = sheet.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const add = (name, attributes, text) => {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    if (text) part.textContent = text;
    sheet.append(part);
  };
  const line = (points) => {
    const d = `M${points.map((one) => one.join()).join("L")}`;
    for (const name of ["halo", "line"]) add("path", { d, class: name });
  };
  const label = ([x, y], text, last) => add("text", { x: x + 8, y: y - 8, class: last ? "last" : "" }, text);
  const radius = () => Math.min(Math.max(Math.round(metres(place(path[0]), place(path.at(-1)))), NARROWEST), WIDEST);
  const measured = (moving) => {
    const corners = moving ? [...kept.measured, moving] : kept.measured;
    if (!corners.length) return;
    const spots = corners.map(spot);
    line(spots);
    let length = 0;
    corners.forEach((corner, number) => {
      length += number ? metres(corners[number - 1], corner) : 0;
      add("circle", { cx: spots[number][0], cy: spots[number][1], r: 4 });
      if (number) label(spots[number], long(length), number === corners.length - 1);
    });
  };
  const draw = (moving) => {
    sheet.replaceChildren();
    if (!viewport()) return;
    measured(tool === "ruler" && kept.measured.length ? moving : null);
    if (!held || path.length < 2) return;
    if (tool === "lasso") line([...path, path[0]]);
    if (tool !== "circle") return;
    const [cx, cy] = path[0], r = Math.hypot(path.at(-1)[0] - cx, path.at(-1)[1] - cy);
    for (const name of ["halo", "line"]) add("circle", { cx, cy, r, class: name });
    label(path.at(-1), long(radius()), true);
  };
  const choose = (wanted) => {
    [tool, path, held] = [wanted, [], false];
    if (tool) tools.dataset.tool = tool;
    else delete tools.dataset.tool;
    for (const button of tools.querySelectorAll("button[data-tool]")) button.setAttribute("aria-pressed", button.dataset.tool === tool);
    hint.textContent = data.hints[tool] ?? "";
    draw();
  };
  const text = (numbers) => numbers.map((one) => one.toFixed(5)).join();
  const circle = (middle, wide) => done(`${text(middle)},${wide}`);
  const finish = () => {
    const [form, drawn] = [tool, path];
    const far = Math.max(...drawn.map(([x, y]) => Math.hypot(x - drawn[0][0], y - drawn[0][1])));
    if (form === "circle") {
      const [middle, wide] = [place(drawn[0]), far < STRAY ? usual() : radius()];
      choose("");
      circle(middle, wide);
    } else if (far >= 2 * STRAY && ring(drawn).length >= 3) {
      const corners = ring(drawn).map(place);
      choose("");
      done(text(corners.flat()));
    } else choose(form);
  };
  // A round radius that is about a sixth of what the map shows across.
  const usual = () => Math.min(Math.max(round((viewport().metersPerPixel * viewport().width) / 6), NARROWEST), WIDEST);
  const down = (event) => {
    if (!tool || event.button || !viewport()) return;
    if (tool === "ruler") {
      kept.measured = [...kept.measured, place(at(event))];
      return draw();
    }
    sheet.setPointerCapture(event.pointerId);
    [path, held] = [[at(event)], true];
  };
  const move = (event) => {
    if (tool === "ruler") return draw(place(at(event)));
    if (!held) return;
    const here = at(event), [x, y] = path.at(-1);
    if (tool === "circle") path = [path[0], here];
    else if (Math.hypot(here[0] - x, here[1] - y) >= STRAY / 2) path.push(here);
    draw();
  };
  const up = () => held && finish();
  const key = (event) => {
    if (!tool || !["Escape", "Enter"].includes(event.key)) return;
    if (event.key === "Enter" && tool !== "ruler") return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (kept.measured.length < 2) kept.measured = [];
    choose("");
  };
  const press = (event) => {
    const wanted = event.target.closest("button[data-tool]")?.dataset.tool;
    if (!wanted || !viewport()) return;
    const again = wanted === tool;
    if (wanted === "ruler" && !again) kept.measured = [];
    if (again && kept.measured.length < 2) kept.measured = [];
    choose(again ? "" : wanted);
    // Without a pointer there is nothing to drag: the circle lies around the middle of the map.
    if (tool === "circle" && !event.detail) {
      choose("");
      circle([viewport().longitude, viewport().latitude], usual());
    }
  };
  const ended = () => { if (tool === "ruler") choose(""); };
  const listened = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, dblclick: ended };
  for (const [name, action] of Object.entries(listened)) sheet.addEventListener(name, action);
  tools.addEventListener("click", press);
  window.addEventListener("keydown", key, true);
  choose("");
  return {
    draw,
    stop() {
      for (const [name, action] of Object.entries(listened)) sheet.removeEventListener(name, action);
      tools.removeEventListener("click", press);
      window.removeEventListener("keydown", key, true);
    },
  };
}
