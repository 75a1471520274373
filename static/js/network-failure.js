// When the network fails under htmx, submit the form or follow the link as a page without
// scripts would: the browser then says what is wrong and offers to try again.
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ detail: { elt } }) => {
    if (elt instanceof HTMLFormElement) elt.submit();
    else if (elt.href) location.assign(elt.href);
  });
}
