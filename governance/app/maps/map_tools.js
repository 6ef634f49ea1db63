// What lies on a map of Streamlit's: zoom buttons, a scale bar, the outline of the area that a list
// beside it points at, and what a reader draws (map_drawing.js, which stands before this). deck.gl's own object is found where React keeps it (map_tools.py has the
// version that this was tried on); where it is not found, the map is as Streamlit draws it.
const STEP = 1e-5; // degrees, of governance/maps/deck.py
const UP = 12; // components above the canvas

function find(canvas) {
  const name = canvas && Object.keys(canvas).find((key) => key.startsWith("__reactFiber$"));
  for (let [fiber, up] = [name && canvas[name], 0]; fiber && up < UP; fiber = fiber.return, up++)
    for (let hook = fiber.memoizedState; hook; hook = hook.next)
      if (hook.memoizedState?.current?.deck?.isInitialized) return hook.memoizedState.current.deck;
  return null;
}

// A round number of metres that is about so many pixels long.
function round(metres) {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].find((step) => step * power <= metres) * power;
}

function outline(deck, code) {
  const viewport = deck.getViewports()[0];
  const layer = deck.layerManager.getLayers().find(({ id }) => /^cells-/.test(id));
  if (!viewport || !Array.isArray(layer?.props.data)) return "";
  const [west, south] = layer.props.coordinateOrigin;
  return layer.props.data.filter((one) => one.area_code === code).map(({ p }) => {
    const flat = p.positions ?? p, ends = [...(p.holeIndices ?? []).map((end) => end * 2), flat.length];
    return ends.map((end, place) => {
      const points = [];
      for (let at = place ? ends[place - 1] : 0; at < end; at += 2)
        points.push(viewport.project([west + flat[at] * STEP, south + flat[at + 1] * STEP]).slice(0, 2).map((n) => n.toFixed(1)).join(","));
      return `M${points.join("L")}Z`;
    }).join("");
  }).join("");
}

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.stop?.();
  const tools = parentElement.querySelector(".map-tools");
  const stage = parentElement.closest(".st-key-map_canvas");
  const [bar, paths] = [tools.querySelector(".scale"), tools.querySelectorAll(".outline path")];
  const canvas = () => stage.querySelector("canvas");
  let [active, seen, pointed] = [false, "", ""];
  for (const button of tools.querySelectorAll("button")) {
    const name = button.dataset.code ?? button.dataset.tool;
    const why = name in data.refused ? data.refused[name] : "";
    button.title = [data.labels[name], why].filter(Boolean).join("\n");
    button.setAttribute("aria-label", button.title);
    button.disabled = name in data.refused;
    button.hidden = !(name in data.labels);
  }
  const viewport = () => find(canvas())?.getViewports()[0];
  const pen = drawing(tools, tools.querySelector(".drawn"), data, viewport, (text) => setTriggerValue("shape", text));
  const draw = (path) => paths.forEach((one) => one.setAttribute("d", path));
  const press = (event) => {
    const code = event.target.closest("[data-code]")?.dataset.code;
    if (code) canvas()?.dispatchEvent(new KeyboardEvent("keydown", { code, key: code, bubbles: true }));
  };
  // Who scrolls past the map does not mean to zoom it.
  const wheel = (event) => {
    if (!event.ctrlKey && !event.metaKey && !active) event.stopPropagation();
  };
  const enter = (event) => { active = event.target === canvas() || active; };
  const leave = () => { active = false; say(""); };
  const say = (code) => {
    if (code === pointed) return;
    pointed = code;
    document.dispatchEvent(new CustomEvent("map-area", { detail: code }));
  };
  const point = (event) => {
    if (event.target !== canvas()) return;
    // deck.gl looks what lies under the pointer a moment later.
    setTimeout(() => say(find(canvas())?.deckPicker?.lastPickedInfo?.info?.object?.area_code ?? ""), 120);
  };
  const light = (event) => {
    const deck = find(canvas());
    draw(deck && event.detail ? outline(deck, event.detail) : "");
  };
  const measure = () => {
    const shown = document.hidden ? null : viewport();
    const now = shown && [shown.zoom, shown.longitude, shown.latitude].join();
    if (!shown || now === seen) return;
    seen = now;
    draw("");
    pen.draw();
    const length = round(data.width * shown.metersPerPixel);
    bar.style.width = `${length / shown.metersPerPixel}px`;
    bar.textContent = length < 1000 ? `${length} m` : `${length / 1000} km`;
  };
  const waiting = setInterval(measure, 200);
  tools.addEventListener("click", press);
  stage.addEventListener("wheel", wheel, true);
  stage.addEventListener("pointerdown", enter, true);
  stage.addEventListener("pointermove", point);
  stage.addEventListener("pointerleave", leave);
  document.addEventListener("list-area", light);
  parentElement.stop = () => {
    clearInterval(waiting);
    pen.stop();
    tools.removeEventListener("click", press);
    stage.removeEventListener("wheel", wheel, true);
    stage.removeEventListener("pointerdown", enter, true);
    stage.removeEventListener("pointermove", point);
    stage.removeEventListener("pointerleave", leave);
    document.removeEventListener("list-area", light);
  };
  return parentElement.stop;
}
