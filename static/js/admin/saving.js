/* Sends a form with everything in it, and once.

A rich-text editor keeps its last change to itself for a quarter of a second, and whoever saves faster would lose it. A
draft that saves itself half a second after a change would arrive beside what is sent, and the editor be told that another
window had saved a newer version. The form is held back until both are done. */
(() => {
  const IS_RECENT = 1000;
  const HANDED_OVER_AFTER = 400;
  const LONGEST_WAIT = 5000;
  const ENDS = ['w-autosave:success', 'w-autosave:error'];
  // The editor itself, its toolbars, and the dialogs that put something into it.
  const WRITING = '[class*="Draftail"], .modal';
  let changedAt = -Infinity;
  let isSavingItself = false;
  let isHeld = false;

  // Leaving the editor makes it wait anew.
  for (const kind of ['keydown', 'input', 'paste', 'click', 'focusout']) {
    document.addEventListener(kind, ({ target }) => {
      if (target.closest?.(WRITING)) changedAt = performance.now();
    }, true);
  }
  document.addEventListener('w-autosave:save', () => { isSavingItself = true; });
  for (const end of ENDS) document.addEventListener(end, () => { isSavingItself = false; });

  const pause = (milliseconds) => new Promise((resolve) => { window.setTimeout(resolve, milliseconds); });

  const saved = () => new Promise((resolve) => {
    const late = window.setTimeout(() => { isSavingItself = false; resolve(); }, LONGEST_WAIT);
    for (const end of ENDS) {
      document.addEventListener(end, () => { window.clearTimeout(late); resolve(); }, { once: true });
    }
  });

  const send = (form, submitter) => {
    if (submitter && submitter.form !== form) {
      // Pressed in a menu that has closed meanwhile and taken its buttons along.
      const copy = submitter.cloneNode(true);
      copy.removeAttribute('data-controller');
      copy.hidden = true;
      form.append(copy);
      submitter = copy;
    }
    // A button that shows progress is switched off by then, and a button that is off is not sent.
    if (submitter) submitter.disabled = false;
    form.requestSubmit(submitter);
  };

  document.addEventListener('submit', async (event) => {
    const { target: form, submitter } = event;
    const isWritten = performance.now() - changedAt < IS_RECENT && form.querySelector('.Draftail-Editor');
    const isSaved = !isSavingItself || !form.matches('[data-controller~="w-autosave"]');
    if (!isWritten && isSaved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isHeld) return;
    isHeld = true;
    if (isWritten) await pause(HANDED_OVER_AFTER);
    changedAt = -Infinity;
    if (isSavingItself) await saved();
    // The editor may begin to save once more as soon as this is done, and then the form is held again.
    await pause(0);
    isHeld = false;
    send(form, submitter);
  }, true);
})();
