// Keys for what stands on the page as buttons and links already: each presses one of them.
// data: by name of the key (KeyboardEvent.key) the Streamlit key of the element that it presses.
export default function ({ data }) {
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.('input, textarea, select, [contenteditable="true"]')) return;
    const name = data[event.key];
    const found = name && document.querySelector(`.st-key-${name} :is(button, a)`);
    if (!found || found.disabled) return;
    event.preventDefault();
    event.stopPropagation();
    found.click();
  };
  // Before deck.gl, which moves the map by the arrows.
  window.addEventListener("keydown", press, true);
  return () => window.removeEventListener("keydown", press, true);
}
