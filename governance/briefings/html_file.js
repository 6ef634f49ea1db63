"use strict";
// Keys and clickers: arrows, space, Home, End, B for black, F for one page at a time.
const pages = [...document.querySelectorAll(".frame")];
let now = 0;

function show(place) {
  now = Math.min(Math.max(place, 0), pages.length - 1);
  pages.forEach((page, index) => page.classList.toggle("now", index === now));
  document.body.classList.remove("black");
  if (!document.body.classList.contains("one")) pages[now].scrollIntoView({ block: "start" });
  history.replaceState(null, "", "#" + (now + 1));
}

function present(wanted) {
  document.body.classList.toggle("one", wanted);
  if (wanted && document.documentElement.requestFullscreen) {
    document.documentElement.requestFullscreen().catch(() => undefined);
  } else if (document.fullscreenElement) {
    document.exitFullscreen();
  }
  show(now);
}

const keys = {
  ArrowRight: () => show(now + 1), ArrowDown: () => show(now + 1), PageDown: () => show(now + 1),
  " ": () => show(now + 1), Enter: () => show(now + 1),
  ArrowLeft: () => show(now - 1), ArrowUp: () => show(now - 1), PageUp: () => show(now - 1),
  Backspace: () => show(now - 1), Home: () => show(0), End: () => show(pages.length - 1),
  b: () => document.body.classList.toggle("black"), ".": () => document.body.classList.toggle("black"),
  f: () => present(!document.body.classList.contains("one")), Escape: () => present(false),
};

document.addEventListener("keydown", (event) => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const inside = event.target.closest("summary, button, .inside, .areas path");
  if (event.ctrlKey || event.metaKey || event.altKey || !keys[key]) return;
  if (inside && [" ", "Enter", "ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  keys[key]();
});

// An area that is chosen says its name and value below the legend.
function say(path) {
  const map = path.closest(".body");
  map.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
  path.classList.add("chosen");
  path.parentNode.append(path);
  map.querySelector(".said").textContent = path.dataset.said;
}
document.addEventListener("click", (event) => {
  const path = event.target.closest(".areas path");
  if (path) say(path);
});
document.addEventListener("focusin", (event) => {
  const path = event.target.closest(".areas path");
  if (path && path.matches(":focus-visible")) say(path);
});

document.querySelector("nav").addEventListener("click", (event) => {
  const wanted = event.target.dataset.go;
  if (wanted === "present") present(!document.body.classList.contains("one"));
  else if (wanted) show(now + Number(wanted));
});
const asked = Number(location.hash.slice(1));
now = asked >= 1 && asked <= pages.length ? asked - 1 : 0;
pages[now].classList.add("now");
if (now) show(now);
