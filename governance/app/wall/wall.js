// The wall: one view after the other, a clock, and what the server says meanwhile. data.html has
// all views; what stands on the screen is only replaced where it differs. Nothing here grows with
// time: one timer, and no element but those of data.html.
const SECOND = 1000;
const FORGET = 600; // seconds
const PATIENCE = 5; // seconds without the server that nobody needs to know of

const bottom = (part) => part.getBoundingClientRect().bottom;

// Takes lines from the end of a list that has no room for all, and says how many.
function fit(list, words) {
  const lines = [...list.children], rest = list.nextElementSibling;
  lines.forEach((line) => (line.hidden = false));
  rest.textContent = "";
  let left = 0;
  const isFull = () => bottom(lines[lines.length - 1 - left]) > bottom(list) + 1;
  while (left < lines.length - 1 && isFull()) {
    lines[lines.length - 1 - left++].hidden = true;
    rest.textContent = words.rest.replace("{n}", left);
  }
}

const clock = (time) =>
  [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  // Streamlit calls this again for new data, and cleans up only what the last call left.
  parentElement.stop?.();
  const wall = parentElement.querySelector(".wall");
  const kept = (parentElement.kept ??= { shown: data.start, turns: true, passed: 0, away: 0 });
  if (kept.html !== data.html) {
    kept.html = data.html;
    wall.innerHTML = data.html;
  }
  const all = (what) => [...wall.querySelectorAll(what)];
  const write = (part, text) => part.textContent !== text && (part.textContent = text);
  const keys = all("[data-tick]").map((tick) => tick.dataset.tick);
  const fitAll = () => {
    const cards = wall.querySelector(".cards");
    cards.classList.remove("tight");
    const isCut = [...cards.children].some((card) => bottom(card.querySelector(".facts")) > bottom(card) + 1);
    cards.classList.toggle("tight", isCut);
    all("[data-fit]").forEach((list) => list.clientHeight && fit(list, data.words));
  };

  const progress = () => {
    const done = data.seconds ? Math.min(kept.passed / data.seconds, 1) : 0;
    const at = keys.indexOf(kept.shown);
    all("[data-tick]").forEach((tick, place) => {
      tick.classList.toggle("at", place === at);
      tick.firstChild.style.width = place === at ? `${100 * done}%` : "0";
    });
    wall.querySelector('[data-act="stop"]').hidden = !kept.turns || !data.seconds;
    wall.querySelector('[data-act="go"]').hidden = kept.turns || !data.seconds;
  };
  const show = (key) => {
    kept.shown = keys.includes(key) ? key : (keys[0] ?? "");
    kept.passed = 0;
    all("[data-view]").forEach((view) => (view.hidden = view.dataset.view !== kept.shown));
    all("[data-card]").forEach((card) => card.classList.toggle("at", !!kept.shown && card.dataset.card === kept.shown));
    fitAll();
    progress();
  };
  const step = (way) => show(keys[(keys.indexOf(kept.shown) + way + keys.length) % keys.length]);
  const turn = () => {
    kept.turns = !kept.turns;
    progress();
  };
  const acts = {
    on: () => step(1),
    back: () => step(-1),
    turn,
    stop: turn,
    go: turn,
    full: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
    leave: () => setTriggerValue("leave", true),
  };

  // Streamlit keeps what was drawn while it looks for its server, and how long each of its runs took
  // for as long as the page is open: a wall lets go of that.
  const listen = () => {
    const app = document.querySelector('[data-testid="stApp"]')?.dataset ?? {};
    kept.age = (kept.age ?? 0) + 1;
    if (kept.age % FORGET === 0 && app.testScriptState === "notRunning") {
      performance.clearMarks();
      performance.clearMeasures();
    }
    kept.away = app.testConnectionState === "CONNECTED" ? 0 : kept.away + 1;
    if (kept.away === 1) kept.since = clock(new Date());
    write(wall.querySelector(".lost"), kept.away > PATIENCE ? data.words.lost.replace("{time}", kept.since) : "");
  };
  const tick = () => {
    write(wall.querySelector("time"), clock(new Date()));
    listen();
    if (!data.seconds || !kept.turns || keys.length < 2) return;
    kept.passed += 1;
    kept.passed >= data.seconds ? step(1) : progress();
  };

  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = acts[data.keys[key]];
    if (!act || (key === " " && event.target.closest?.("button, a"))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const click = (event) => {
    const button = event.target.closest("button");
    const card = event.target.closest("[data-card]")?.dataset.card;
    if (card) show(card);
    if (!button) return;
    button.blur(); // else space would press it again instead of stopping
    if (button.dataset.act) acts[button.dataset.act]();
    else setTriggerValue("ask", [button.dataset.ask, button.dataset.value]);
  };
  let waiting = 0;
  const measure = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      fitAll();
      const place = wall.querySelector("[data-view]:not([hidden]) .map");
      const shape = place && place.clientHeight && place.clientWidth / place.clientHeight;
      if (shape && Math.abs(shape / data.shape - 1) > 0.02) setStateValue("shape", shape);
    }, 150); // a window that is being dragged has many sizes
  };
  show(kept.shown);
  tick();
  const timer = setInterval(tick, SECOND);
  wall.addEventListener("click", click);
  window.addEventListener("keydown", press, true);
  // The screen, and the rules of the page, which may come later than what they are for.
  const sizes = new ResizeObserver(measure);
  all(".middle, .right").forEach((part) => sizes.observe(part));
  parentElement.stop = () => {
    clearInterval(timer);
    clearTimeout(waiting);
    wall.removeEventListener("click", click);
    window.removeEventListener("keydown", press, true);
    sizes.disconnect();
  };
  return parentElement.stop;
}
