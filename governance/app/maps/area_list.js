// The list beside a map: a click goes into an area; what is under the pointer lights up on the map.
export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.stop?.();
  const list = parentElement.querySelector(".area-list");
  if (list.dataset.html !== data.html) {
    list.dataset.html = data.html;
    list.innerHTML = data.html;
  }
  const code = (event) => event.target.closest?.("[data-code]")?.dataset.code ?? "";
  const tell = (event) => document.dispatchEvent(new CustomEvent("list-area", { detail: code(event) }));
  const leave = () => document.dispatchEvent(new CustomEvent("list-area", { detail: "" }));
  const open = (event) => code(event) && setTriggerValue("open", code(event));
  const light = (event) => {
    for (const row of list.querySelectorAll("[data-code]")) {
      const lit = row.dataset.code === event.detail;
      row.classList.toggle("lit", lit);
      // Within the list alone: the page must not move under the pointer.
      if (lit) list.querySelector("ol").scrollTop = row.offsetTop - 120;
    }
  };
  const listened = { click: open, pointerover: tell, focusin: tell, pointerleave: leave, focusout: leave };
  for (const [name, action] of Object.entries(listened)) list.addEventListener(name, action);
  document.addEventListener("map-area", light);
  parentElement.stop = () => {
    for (const [name, action] of Object.entries(listened)) list.removeEventListener(name, action);
    document.removeEventListener("map-area", light);
  };
  return parentElement.stop;
}
