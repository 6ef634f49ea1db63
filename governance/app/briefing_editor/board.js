// The board of a briefing: slides in small down the side, the chosen one large. What is done here is
// sent with a number until the server has said that it is done, so that quick steps are never lost.
const NARROW = 560; // pixels, below which the large slide is read like a page

export default function ({ data, parentElement, setTriggerValue }) {
  // Streamlit calls this again for new data, and cleans up only what the last call left.
  parentElement.stop?.();
  const board = parentElement.querySelector(".board");
  const list = board.querySelector("ol");
  const stage = board.querySelector(".stage");
  board.waiting = (board.waiting ?? []).filter((act) => act.n > data.done);
  list.setAttribute("aria-label", data.labels.slides);
  let slides = data.slides;
  let chosen = data.chosen;

  const send = (act) => {
    board.last = Math.max(Date.now(), (board.last ?? 0) + 1);
    board.waiting.push({ ...act, n: board.last });
    setTriggerValue("acts", board.waiting);
  };
  const draw = () => {
    order(list, slides, chosen);
    const slide = slides.find((one) => one.name === chosen);
    if (slide) showPage(stage, slide, { labels: data.labels, write: (act) => send({ act: "write", ...act }) });
  };
  const show = (name) => {
    if (name !== chosen) stage.at = 0;
    chosen = name;
    draw();
    const item = [...list.children].find((one) => one.dataset.name === name);
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  // What somebody does here is seen at once; the server's answer comes later and says the same.
  const arranged = (name, behind) => {
    const moved = slides.find((one) => one.name === name);
    const others = slides.filter((one) => one !== moved);
    const at = Math.max(...behind.map((other) => others.findIndex((one) => one.name === other) + 1), 0);
    slides = [...others.slice(0, at), moved, ...others.slice(at)];
  };
  const acts = {
    pick: (name) => {
      if (name !== chosen) send({ act: "pick", slide: name });
      show(name);
    },
    move: (name, behind) => {
      send({ act: "move", slide: name, behind });
      arranged(name, behind);
      show(name);
    },
    remove: (name) => send({ act: "remove", slide: name }),
  };
  for (const act of board.waiting) {
    if (act.act === "move" && slides.some((one) => one.name === act.slide)) arranged(act.slide, act.behind);
    if (act.act === "pick" || act.act === "move") chosen = act.slide;
  }
  if (!slides.some((one) => one.name === chosen)) chosen = data.chosen;

  const press = (event) => {
    const inside = event.composedPath()[0];
    const isWritten = inside.isContentEditable || ["INPUT", "TEXTAREA"].includes(inside.tagName);
    if (isWritten || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z") send({ act: event.shiftKey ? "redo" : "undo" });
    else if (key === "y") send({ act: "redo" });
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", press);
  const ends = [dragging(list, acts), stepping(list, acts), scaling(stage, NARROW)];
  draw();
  parentElement.stop = () => {
    document.removeEventListener("keydown", press);
    ends.forEach((end) => end());
  };
  return parentElement.stop;
}
