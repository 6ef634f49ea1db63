// Slides as large as their place; `narrow` pixels and less they are read like a page.
function scaling(place, narrow) {
  const fit = (wide) => {
    place.classList.toggle("read", wide < narrow);
    place.style.setProperty("--scale", wide / 1280);
  };
  const frame = place.querySelector(".frame");
  if (frame.clientWidth) fit(frame.clientWidth); // before it is first painted
  const watch = new ResizeObserver(([entry]) => fit(entry.contentRect.width));
  watch.observe(frame);
  return () => watch.disconnect();
}
