// A map that fills the screen: keys press the buttons that stand on it, and the page is told how
// large the screen is. data.keys: by name of the key (KeyboardEvent.key) the Streamlit key of the
// button; data.full: the key that fills the whole screen, which only a person's own press may.
// data.crossing: the width at which alone a page is another, 0 where each size is.
export default function ({ data, parentElement, setStateValue }) {
  // Streamlit calls this again for new data, and cleans up only what the last call left.
  parentElement.stop?.();
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (document.querySelector('[data-testid="stPopoverBody"], [role="listbox"], .map-tools[data-tool]')) return; // theirs
    // A choice that is closed again still has the focus: Esc is none of its letters.
    if (event.key !== "Escape" && event.target.closest?.('input, textarea, select, [contenteditable="true"]')) return;
    if (event.key.toLowerCase() === data.full) {
      document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen();
      return;
    }
    const name = data.keys[event.key];
    const found = name && document.querySelector(`.st-key-${name} :is(button, a)`);
    if (!name) return;
    if (!found && data.crossing) return;
    event.preventDefault();
    event.stopPropagation();
    if (found && !found.disabled) found.click();
  };
  let waiting = 0;
  const measure = () => {
    clearTimeout(waiting);
    const tell = () => setStateValue("size", [window.innerWidth, window.innerHeight]);
    waiting = setTimeout(tell, 150); // a window that is being dragged has many sizes
  };
  // Before deck.gl, which moves the map by the arrows.
  window.addEventListener("keydown", press, true);
  if (!data.crossing) window.addEventListener("resize", measure);
  const [width, height] = data.size;
  const differs = data.crossing
    ? width < data.crossing !== window.innerWidth < data.crossing
    : width !== window.innerWidth || height !== window.innerHeight;
  if (differs) measure();
  parentElement.stop = () => {
    clearTimeout(waiting);
    window.removeEventListener("keydown", press, true);
    window.removeEventListener("resize", measure);
  };
  return parentElement.stop;
}
