// The check keeps nothing in browser storage. htmx would note the current address in
// sessionStorage; given a store that takes nothing, it does without. Loaded before htmx.
const refuse = () => {
  throw new DOMException("The check keeps nothing in browser storage.", "QuotaExceededError");
};
const emptyStore = Object.freeze({
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: refuse,
  removeItem: () => {},
  clear: () => {},
});
for (const name of ["sessionStorage", "localStorage"]) {
  Object.defineProperty(window, name, { value: emptyStore });
}
