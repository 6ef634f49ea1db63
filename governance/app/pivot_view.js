/* A click on what sorts a pivot does so without loading the page anew (governance/app/pivot_view.py).
   Its other links stay the browser's: where several parameters change, or the page is turned,
   Streamlit writes over the address that is left, and Back would lead to another pivot. */
export default function ({ setTriggerValue }) {
  const sort = (event) => {
    const link = event.target.closest?.(".pivot a.by");
    const isOther = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || isOther) return;
    event.preventDefault();
    setTriggerValue("order", new URL(link.href).searchParams.get("sort"));
  };
  document.addEventListener("click", sort, true);
  return () => document.removeEventListener("click", sort, true);
}
