// One slide by itself, to be looked at (paper.js).
export default function ({ data, parentElement }) {
  parentElement.stop?.();
  const place = parentElement.querySelector(".place");
  place.setAttribute("aria-label", data.label);
  place.querySelector(".page").innerHTML = data.html;
  parentElement.stop = scaling(place, 0);
  return parentElement.stop;
}
