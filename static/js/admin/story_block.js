/* The stream of sections, which takes in what people paste.

A text from a word processor becomes the sections it is made of: headings, texts, tables. A picture that is pasted or
dropped is uploaded by Wagtail's own chooser and becomes a figure. What Draftail keeps right by itself is left to it.
*/
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;
  const LONGEST_HEADING = 120;
  const LONGEST_CELL = 10000;
  const FROM_A_PROGRAM = /docs-internal-guid|urn:schemas-microsoft-com|class="?Mso|mso-/i;
  const FROM_DRAFTAIL = /data-draftail-content|data-editor=/;

  const newId = () => window.crypto.randomUUID?.() || `${Date.now()}-${Math.random()}`.replace('.', '');
  const newKey = () => Math.random().toString(36).slice(2, 7).padEnd(5, '0');

  /* Draft.js content from what pasted.js has read. */
  const rawOf = (blocks) => {
    const entityMap = {};
    const raw = blocks.map(({ type, depth, runs }) => {
      const block = { key: newKey(), text: '', type, depth, inlineStyleRanges: [], entityRanges: [], data: {} };
      runs.forEach((run) => {
        const range = { offset: block.text.length, length: run.words.length };
        if (run.bold) block.inlineStyleRanges.push({ ...range, style: 'BOLD' });
        if (run.superscript) block.inlineStyleRanges.push({ ...range, style: 'SUPERSCRIPT' });
        if (run.subscript) block.inlineStyleRanges.push({ ...range, style: 'SUBSCRIPT' });
        if (run.href) {
          const key = Object.keys(entityMap).length;
          entityMap[key] = { type: 'LINK', mutability: 'MUTABLE', data: { url: run.href } };
          block.entityRanges.push({ ...range, key });
        }
        block.text += run.words;
      });
      return block;
    });
    return { blocks: raw, entityMap };
  };

  const paragraph = (words) => ({ type: 'unstyled', depth: 0, runs: [{ words }] });
  const hasWords = (state) => state.getCurrentContent().hasText();

  class Pasting {
    constructor(stream, words, uploading) {
      this.stream = stream;
      this.words = words;
      this.uploading = uploading;
      stream.element.addEventListener('paste', (event) => this.onPaste(event), true);
      stream.element.addEventListener('dragover', (event) => this.onDragOver(event), true);
      stream.element.addEventListener('drop', (event) => this.onDrop(event), true);
    }

    childAt(target) {
      return this.stream.children.find((child) => child.element.contains(target));
    }

    onPaste(event) {
      const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
      const html = event.clipboardData.getData('text/html');
      const child = this.childAt(event.target);
      if (!child) return;
      if (pictures.length && !event.clipboardData.getData('text/plain').trim()) {
        this.take(event);
        this.addPictures(pictures, child);
      } else if (html && !FROM_DRAFTAIL.test(html) && child.type === 'text' && event.target.closest('.Draftail-Editor')) {
        const { segments } = window.clinicPasted.read(html);
        const isStructured = segments.some((segment) => segment.kind !== 'text');
        if (!segments.length || !(isStructured || FROM_A_PROGRAM.test(html))) return;
        this.take(event);
        this.insert(segments, child);
      }
    }

    take(event) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }

    carriesFiles(event) {
      return [...(event.dataTransfer?.types || [])].includes('Files') && this.childAt(event.target);
    }

    onDragOver(event) {
      if (!this.carriesFiles(event) || event.target.matches?.('input[type=file]')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    }

    onDrop(event) {
      if (!this.carriesFiles(event) || event.target.matches?.('input[type=file]')) return;
      const pictures = [...event.dataTransfer.files].filter((file) => file.type.startsWith('image/'));
      this.take(event);
      if (pictures.length) this.addPictures(pictures, this.childAt(event.target));
      else this.say(this.words.noPicture);
    }

    /* The words before the cursor, the pasted sections, the words behind it. */
    insert(segments, child) {
      const before = this.stream.getState();
      const { EditorState, Modifier, convertFromRaw, convertToRaw } = window.DraftJS;
      const { widget } = child.block;
      let state = widget.getState();
      if (!state.getSelection().isCollapsed()) {
        const emptied = Modifier.removeRange(state.getCurrentContent(), state.getSelection(), 'forward');
        state = EditorState.push(state, emptied, 'remove-range');
      }
      const { stateBefore, stateAfter } = window.draftail.splitState(state);
      const values = this.valuesOf(segments);
      const push = (raw) => widget.setState(EditorState.push(state, convertFromRaw(raw), 'insert-fragment'));
      const joined = (...raws) => this.join(raws);
      const contentOf = (editorState) => (hasWords(editorState) ? convertToRaw(editorState.getCurrentContent()) : null);
      const [rawBefore, rawAfter] = [contentOf(stateBefore), contentOf(stateAfter)];
      let position = child.index;
      const startsWithText = values[0].type === 'text';
      if (values.length === 1 && startsWithText) {
        push(joined(rawBefore, values[0].raw, rawAfter));
      } else {
        const first = startsWithText ? values.shift().raw : null;
        const beginning = joined(rawBefore, first);
        if (beginning.blocks.length) push(beginning);
        const last = values[values.length - 1];
        if (rawAfter && last?.type === 'text') last.raw = joined(last.raw, rawAfter);
        else if (rawAfter) values.push({ type: 'text', raw: rawAfter });
        values.forEach(({ type, raw, value }) => {
          position += 1;
          this.stream.insert({ type, value: raw ? JSON.stringify(raw) : value, id: newId() }, position, {});
        });
        if (!beginning.blocks.length) child.delete({ animate: false });
      }
      this.markChanged();
      this.report(segments, before);
    }

    /* Draft.js contents one after the other, with the links of each under numbers of their own. */
    join(raws) {
      const whole = { blocks: [], entityMap: {} };
      raws.filter(Boolean).forEach(({ blocks, entityMap }) => {
        const start = Object.keys(whole.entityMap).length;
        const numbers = new Map(Object.keys(entityMap).map((key, index) => [String(key), start + index]));
        numbers.forEach((number, key) => { whole.entityMap[number] = entityMap[key]; });
        blocks.forEach((block) => {
          const ranges = block.entityRanges.map((range) => ({ ...range, key: numbers.get(String(range.key)) }));
          whole.blocks.push({ ...block, key: newKey(), entityRanges: ranges });
        });
      });
      return whole;
    }

    valuesOf(segments) {
      const values = [];
      const addText = (blocks) => {
        const last = values[values.length - 1];
        if (last?.type === 'text') last.raw = this.join([last.raw, rawOf(blocks)]);
        else values.push({ type: 'text', raw: rawOf(blocks) });
      };
      let hasHeading = this.stream.children.some((child) => child.type === 'heading');
      segments.forEach((segment) => {
        if (segment.kind === 'table') values.push({ type: 'table', value: this.tableOf(segment.rows) });
        else if (segment.kind === 'text') addText(segment.blocks);
        else if (segment.words.length > LONGEST_HEADING) addText([paragraph(segment.words)]);
        else {
          const isSection = segment.level < 3 || !hasHeading;
          hasHeading = true;
          const type = isSection ? 'heading' : 'subheading';
          values.push({ type, value: { ...this.stream.blockDef.initialChildStates[type], text: segment.words } });
        }
      });
      return values;
    }

    tableOf([head, ...rows]) {
      const isRich = head.map((cell, column) =>
        rows.some((row) => row[column].some((run) => run.href || run.bold || run.superscript || run.subscript)));
      const cellOf = (runs, column) => {
        if (!isRich[column]) return window.clinicPasted.wordsOf(runs).replace(/\s+/g, ' ').slice(0, LONGEST_CELL);
        return JSON.stringify(rawOf([{ type: 'unstyled', depth: 0, runs }]));
      };
      return {
        ...this.stream.blockDef.initialChildStates.table,
        table: {
          columns: head.map((runs, column) => ({
            type: isRich[column] ? 'rich_text' : 'text',
            heading: window.clinicPasted.wordsOf(runs).replace(/\s+/g, ' '),
          })),
          rows: rows.map((row) => ({ values: row.map(cellOf) })),
          caption: '',
        },
      };
    }

    async addPictures(files, child) {
      let position = child.index;
      for (const file of files) {
        this.say(this.words.uploading);
        // One after the other, so that they stay in the order in which they were chosen.
        // eslint-disable-next-line no-await-in-loop
        const picture = await this.upload(file);
        if (!picture) return;
        position += 1;
        const value = { ...this.stream.blockDef.initialChildStates.figure, image: picture };
        this.stream.insert({ type: 'figure', value, id: newId() }, position, { focus: true });
        this.markChanged();
        this.say(this.words.pictureAdded);
      }
    }

    async upload(file) {
      const config = JSON.parse(document.getElementById('wagtail-config').textContent);
      const form = new FormData();
      const title = file.name.replace(/\.[a-z0-9]+$/i, '').replace(/[-_]+/g, ' ');
      form.append('image-chooser-upload-title', title === 'image' ? this.words.pastedPicture : title.slice(0, 255));
      form.append('image-chooser-upload-file', file);
      form.append('image-chooser-upload-collection', this.uploading.collection);
      try {
        const headers = { [config.CSRF_HEADER_NAME]: config.CSRF_TOKEN, 'X-Requested-With': 'XMLHttpRequest' };
        const response = await fetch(this.uploading.address, { method: 'POST', body: form, headers });
        const answer = await response.json();
        if (answer.step === 'chosen') return answer.result;
        if (answer.step === 'duplicate_found') return await this.newPictureOf(answer);
        const page = new DOMParser().parseFromString(answer.htmlFragment || answer.html || '', 'text/html');
        this.say([...page.querySelectorAll('.error-message')].map((error) => error.textContent.trim()).join(' ') || this.words.refused);
      } catch (error) {
        this.say(this.words.refused);
      }
      return null;
    }

    /* The same picture is there already. Wagtail asks which to take; the one that was there saves a second copy. */
    async newPictureOf(answer) {
      const page = new DOMParser().parseFromString(answer.htmlFragment || answer.html || '', 'text/html');
      const address = page.querySelector('a[data-upload-duplicate-use-existing], .use-existing-image')?.getAttribute('href');
      if (!address || new URL(address, window.location.href).origin !== window.location.origin) return null;
      const chosen = await (await fetch(address, { headers: { 'X-Requested-With': 'XMLHttpRequest' } })).json();
      return chosen.result || null;
    }

    markChanged() {
      this.stream.element.dispatchEvent(new Event('change', { bubbles: true }));
    }

    report(segments, before) {
      const count = (kind) => segments.filter((segment) => segment.kind === kind).length;
      const words = this.words.pasted
        .replace('%h', count('heading'))
        .replace('%x', count('text'))
        .replace('%t', count('table'));
      const undo = document.createElement('button');
      undo.type = 'button';
      undo.className = 'button button-small button-secondary';
      undo.textContent = this.words.undo;
      undo.addEventListener('click', () => {
        this.stream.setState(before);
        this.markChanged();
        this.say(this.words.undone);
      });
      this.say(words, undo);
    }

    say(words, ...more) {
      let note = this.note;
      if (!note?.isConnected) {
        note = document.createElement('div');
        note.className = 'paste-note';
        note.setAttribute('role', 'status');
        this.stream.element.before(note);
        this.note = note;
      }
      const text = document.createElement('span');
      text.textContent = words;
      note.replaceChildren(text, ...more);
    }
  }

  class StoryBlockDefinition extends StreamBlockDefinition {
    constructor(name, groups, states, meta, words, uploading) {
      super(name, groups, states, meta);
      this.words = words;
      this.uploading = uploading;
    }

    render(placeholder, prefix, initialState, initialError) {
      const stream = super.render(placeholder, prefix, initialState, initialError);
      new Pasting(stream, this.words, this.uploading);
      return stream;
    }
  }

  window.telepath.register('clinicsite.StoryBlock', StoryBlockDefinition);
})();
