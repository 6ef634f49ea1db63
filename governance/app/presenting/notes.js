// The speaker's own window: it follows the one that presents, and its keys step that one.
const CHANNEL = "governance-presenting";

export default function ({ data, parentElement, setTriggerValue }) {
  // Streamlit calls this again for new data, and cleans up only what the last call left.
  parentElement.stop?.();
  const channel = new BroadcastChannel(CHANNEL);
  let since = 0;
  const go = (act) => channel.postMessage({ kind: "go", deck: data.deck, act });
  channel.onmessage = ({ data: said }) => {
    if (said.kind !== "at" || said.deck !== data.deck) return;
    since = said.since;
    if (said.page !== data.page) setTriggerValue("page", said.page);
  };
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.("input, textarea, select")) return; // minutes are typed
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = data.keys[key];
    const chosen = event.target.closest?.("button, a");
    if (!act || (chosen && [" ", "Enter"].includes(key))) return;
    event.preventDefault();
    event.stopPropagation();
    go(act);
  };
  const tick = () => {
    const passed = since ? Math.floor((Date.now() - since) / 1000) : 0;
    const two = (number) => String(number).padStart(2, "0");
    const minutes = two(Math.floor(passed / 60));
    parentElement.querySelector(".passed").textContent = `${minutes}:${two(passed % 60)}`;
    const now = new Date();
    const clock = `${two(now.getHours())}:${two(now.getMinutes())}`;
    parentElement.querySelector(".clock").textContent = clock;
  };
  for (const act of Object.keys(data.labels)) {
    const found = parentElement.querySelector(`[data-act="${act}"]`);
    found.textContent = data.labels[act];
    found.onclick = () => {
      found.blur();
      go(act);
    };
  }
  window.addEventListener("keydown", press, true);
  const ticking = setInterval(tick, 500);
  channel.postMessage({ kind: "hello" });
  tick();
  parentElement.stop = () => {
    clearInterval(ticking);
    channel.close();
    window.removeEventListener("keydown", press, true);
  };
  return parentElement.stop;
}
