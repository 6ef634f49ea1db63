// Slides as large as their place; `narrow` pixels and less they are read like a page.
function scaling(place, narrow) {
  const fit = ([entry]) => {
    const wide = entry.contentRect.width;
    place.classList.toggle("read", wide < narrow);
    place.style.setProperty("--scale", wide / 1280);
  };
  const watch = new ResizeObserver(fit);
  watch.observe(place.querySelector(".frame"));
  return () => watch.disconnect();
}
