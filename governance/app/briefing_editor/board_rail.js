// Down the side the slides in small: chosen by a click or the arrows, moved with the mouse or Alt.
const FAR = 5; // pixels that the mouse moves before it is a drag
const EDGE = 40; // from the end of the list, where it scrolls by itself

const namesOf = (list) => [...list.children].map((item) => item.dataset.name);

function thumbnail(slide) {
  const item = document.createElement("li");
  item.dataset.name = slide.name;
  item.setAttribute("role", "option");
  item.innerHTML =
    '<span class="number"></span><div class="frame" inert><div class="page"></div></div><p></p>';
  return item;
}

function fill(item, slide, number, chosen) {
  item.querySelector(".number").textContent = number;
  const page = item.querySelector(".page");
  if (page.html !== slide.pages[0]) page.innerHTML = page.html = slide.pages[0];
  item.querySelector(":scope > p").textContent = slide.title;
  item.setAttribute("aria-label", `${number}. ${slide.title}${slide.note && ` (${slide.note})`}`);
  item.title = slide.note || slide.title;
  item.classList.toggle("silent", Boolean(slide.note));
  item.setAttribute("aria-selected", String(slide.name === chosen));
  item.tabIndex = slide.name === chosen ? 0 : -1;
}

// The items in the order of the slides; one that has the focus keeps it.
function order(list, slides, chosen) {
  const focused = list.getRootNode().activeElement?.dataset?.name;
  const known = new Map([...list.children].map((item) => [item.dataset.name, item]));
  const items = slides.map((slide) => known.get(slide.name) ?? thumbnail(slide));
  if (items.some((item, at) => list.children[at] !== item) || items.length !== list.children.length)
    list.replaceChildren(...items);
  items.forEach((item, at) => fill(item, slides[at], at + 1, chosen));
  if (focused && list.getRootNode().activeElement?.dataset?.name !== focused)
    (items.find((item) => item.dataset.name === focused) ?? list.querySelector('[tabindex="0"]'))?.focus();
}

function dragging(list, { pick, move }) {
  let held = null;
  const lies = () => getComputedStyle(list).flexDirection === "row";
  const clear = () => list.querySelectorAll(".above, .below").forEach((item) => item.classList.remove("above", "below"));
  const end = () => {
    clear();
    held?.item.classList.remove("held");
    held = null;
  };
  const aim = (event) => {
    const others = [...list.children].filter((item) => item !== held.item);
    const before = others.find((item) => {
      const box = item.getBoundingClientRect();
      return lies() ? event.clientX < box.left + box.width / 2 : event.clientY < box.top + box.height / 2;
    });
    clear();
    if (before) before.classList.add("above");
    else others.at(-1)?.classList.add("below");
    const at = before ? others.indexOf(before) : others.length;
    return others.slice(0, at).map((item) => item.dataset.name);
  };
  const scroll = (event) => {
    const box = list.getBoundingClientRect();
    if (lies()) list.scrollLeft += event.clientX > box.right - EDGE ? 15 : event.clientX < box.left + EDGE ? -15 : 0;
    else list.scrollTop += event.clientY > box.bottom - EDGE ? 15 : event.clientY < box.top + EDGE ? -15 : 0;
  };
  const acts = {
    pointerdown(event) {
      const item = event.target.closest("li");
      // A finger scrolls the list; who has no mouse moves slides by the buttons above.
      if (item && event.button === 0 && event.pointerType !== "touch")
        held = { item, x: event.clientX, y: event.clientY, behind: null, pointer: event.pointerId };
    },
    pointermove(event) {
      if (!held) return;
      const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
      if (!held.behind && far < FAR) return;
      if (!held.behind) list.setPointerCapture(held.pointer);
      held.item.classList.add("held");
      scroll(event);
      held.behind = aim(event);
    },
    pointerup() {
      const { item, behind } = held ?? {};
      end();
      list.moved = Boolean(behind);
      if (!behind) return;
      const old = namesOf(list);
      const same = old.indexOf(item.dataset.name) === behind.length;
      if (!same) move(item.dataset.name, behind);
    },
    pointercancel: end,
    click(event) {
      const item = event.target.closest("li");
      if (item && !list.moved) pick(item.dataset.name);
      list.moved = false;
    },
    dragstart: (event) => event.preventDefault(),
  };
  for (const [name, act] of Object.entries(acts)) list.addEventListener(name, act);
  const cancel = (event) => event.key === "Escape" && end();
  document.addEventListener("keydown", cancel);
  return () => {
    for (const [name, act] of Object.entries(acts)) list.removeEventListener(name, act);
    document.removeEventListener("keydown", cancel);
    end();
  };
}

function stepping(list, { pick, move, remove }) {
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  const press = (event) => {
    const name = event.target.closest?.("li")?.dataset.name;
    if (!name || event.ctrlKey || event.metaKey) return;
    const names = namesOf(list);
    const at = names.indexOf(name);
    const to = Math.min(Math.max(at + (steps[event.key] ?? 0), 0), names.length - 1);
    if (["Delete", "Backspace"].includes(event.key)) remove(name);
    else if (steps[event.key] && event.altKey && to !== at)
      move(name, names.filter((other) => other !== name).slice(0, to));
    else if (steps[event.key]) pick(names[to]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  list.addEventListener("keydown", press);
  return () => list.removeEventListener("keydown", press);
}
