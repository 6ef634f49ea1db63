// The keys and buttons of who presents. Steps are told by the number of the page, so that quick
// presses that meet while the server draws end at the last of them. data.keys: by name of the key
// (KeyboardEvent.key) what it does; the second window hears and says the same on the channel.
const CHANNEL = "governance-presenting";
const PATIENCE = 5000; // milliseconds
const STARTED = "governance-presenting-since";

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  // Streamlit calls this again for new data, and cleans up only what the last call left.
  parentElement.stop?.();
  const root = document.documentElement;
  const { page, pages, labels } = data;
  // What was asked for stands until the server draws it: pages on the way there change nothing.
  const isLate = Date.now() - (parentElement.asked ?? 0) > PATIENCE;
  if (parentElement.wanted === page || isLate) delete parentElement.wanted;
  const wanted = () => parentElement.wanted ?? page;
  const since = Number(sessionStorage.getItem(STARTED)) || Date.now();
  sessionStorage.setItem(STARTED, since);
  const channel = new BroadcastChannel(CHANNEL);
  const tell = () => channel.postMessage({ kind: "at", deck: data.deck, page, pages, since });

  const to = (number) => {
    root.classList.remove("presenting-black");
    const next = Math.min(Math.max(number, 1), pages);
    if (next === wanted() && !data.isInside) return;
    parentElement.wanted = next;
    parentElement.asked = Date.now();
    setTriggerValue("page", next);
    progress();
  };
  const full = () =>
    document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
  const acts = {
    on: () => to(wanted() + 1),
    back: () => to(wanted() - 1),
    first: () => to(1),
    last: () => to(pages),
    black: () => root.classList.toggle("presenting-black"),
    full,
    notes: () => window.open(data.notes, "governance-notes", "popup,width=960,height=720"),
    leave: () => {
      root.classList.remove("presenting-black");
      if (!data.isInside) sessionStorage.removeItem(STARTED);
      setTriggerValue("leave", data.isInside ? "inside" : "page");
    },
  };

  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = acts[data.keys[key]];
    const chosen = event.target.closest?.("button, a, input, textarea, select");
    if (!act || (chosen && [" ", "Enter"].includes(key))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const progress = () => {
    parentElement.querySelector(".bar").style.width = `${(100 * wanted()) / pages}%`;
    parentElement.querySelector(".number").textContent = `${wanted()} / ${pages}`;
  };
  const button = (act) => {
    const found = parentElement.querySelector(`[data-act="${act}"]`);
    found.setAttribute("aria-label", labels[act]);
    found.title = labels[act];
    found.onclick = () => {
      found.blur(); // else space would press it again instead of going on
      acts[act]();
    };
    return found;
  };
  Object.keys(labels).forEach(button);
  parentElement.querySelector("nav").setAttribute("aria-label", data.named);
  parentElement.querySelector('[data-act="back"]').disabled = page === 1;
  parentElement.querySelector('[data-act="on"]').disabled = page === pages;
  progress();

  channel.onmessage = ({ data: said }) => {
    if (said.kind === "hello") tell();
    if (said.kind === "go" && said.deck === data.deck) acts[said.act]?.();
  };
  let waiting = 0;
  const measure = () => {
    clearTimeout(waiting);
    const told = () => setStateValue("size", [window.innerWidth, window.innerHeight]);
    waiting = setTimeout(told, 150); // a window that is being dragged has many sizes
  };
  // Before charts and maps, which move by the arrows.
  window.addEventListener("keydown", press, true);
  window.addEventListener("resize", measure);
  if (data.size[0] !== window.innerWidth || data.size[1] !== window.innerHeight) measure();
  tell();
  parentElement.stop = () => {
    clearTimeout(waiting);
    channel.close();
    window.removeEventListener("keydown", press, true);
    window.removeEventListener("resize", measure);
  };
  return parentElement.stop;
}
