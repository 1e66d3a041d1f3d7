/* Keeps Wagtail's list of issues alive in the panel of checks.

When the preview is drawn anew while its first check still runs, that check fails, and Wagtail's controller waits for
it ever after. A failed check is ended here, so that the next drawing is checked as usual.
*/
(() => {
  const steadied = new WeakSet();

  document.addEventListener('w-preview:update', ({ target }) => {
    const preview = window.wagtail.app.getControllerForElementAndIdentifier(target, 'w-preview');
    if (!preview || steadied.has(preview)) return;
    steadied.add(preview);
    const run = preview.runAxeChecks.bind(preview);
    preview.runAxeChecks = () => run().catch(() => {});
  });
})();
