/* The citation button of the rich-text editor.

It opens the reference chooser and puts the chosen source behind the words at the cursor: `Sigtermans 2009`. Readers
see a number instead, which the page works out. The name is immutable: it is chosen anew or removed, never retyped.
*/
(() => {
  const { DraftUtils, ModalWorkflowSource, TooltipEntity, registerPlugin } = window.draftail;
  const { EditorState, Modifier } = window.DraftJS;
  const { createElement } = window.React;
  const TYPE = 'CITATION';

  class CitationSource extends ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.citationChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(reference) {
      const { editorState, onComplete } = this.props;
      const place = this.isReplacing() ? this.wholeEntity() : this.endOfSelection();
      const withSpace = this.isReplacing()
        ? editorState
        : CitationSource.withSpaceBefore(editorState, place);
      const selection = this.isReplacing() ? place : withSpace.getSelection();
      const content = withSpace
        .getCurrentContent()
        .createEntity(TYPE, 'IMMUTABLE', { id: reference.id, url: reference.url });
      const cited = Modifier.replaceText(
        content,
        selection,
        reference.title,
        null,
        content.getLastCreatedEntityKey(),
      );
      this.workflow.close();
      onComplete(EditorState.push(withSpace, cited, 'insert-characters'));
    }

    /* True after "Edit" in a citation's tooltip, which selects the citation. */
    isReplacing() {
      const { editorState, entity } = this.props;
      return Boolean(entity) && entity.getType() === TYPE && !editorState.getSelection().isCollapsed();
    }

    wholeEntity() {
      return DraftUtils.getEntitySelection(this.props.editorState, this.props.entityKey);
    }

    /* Behind the selected words, which stay; behind a citation or link in whose midst the cursor stands. */
    endOfSelection() {
      const { editorState, entityKey } = this.props;
      const selection = editorState.getSelection();
      const key = selection.getEndKey();
      let offset = selection.getEndOffset();
      if (entityKey && selection.isCollapsed()) {
        const range = this.wholeEntity();
        if (offset > range.getStartOffset()) offset = range.getEndOffset();
      }
      return selection.merge({
        anchorKey: key,
        anchorOffset: offset,
        focusKey: key,
        focusOffset: offset,
        isBackward: false,
      });
    }

    /* A space keeps word and name apart for search and for whoever edits the text. */
    static withSpaceBefore(editorState, place) {
      const content = editorState.getCurrentContent();
      const before = content.getBlockForKey(place.getStartKey()).getText().slice(0, place.getStartOffset());
      if (!before || /\s$/.test(before)) return EditorState.acceptSelection(editorState, place);
      return EditorState.push(editorState, Modifier.insertText(content, place, ' '), 'insert-characters');
    }
  }

  /* A citation goes with its name and the space before it: left behind, the name would read as a part of the text. */
  const removeCitation = ({ entityKey, getEditorState, setEditorState }) => {
    const editorState = getEditorState();
    const content = editorState.getCurrentContent();
    const range = DraftUtils.getEntitySelection(editorState, entityKey);
    const text = content.getBlockForKey(range.getStartKey()).getText();
    const start = range.getStartOffset();
    const isSpaced = text[start - 1] === ' ' && !/^\w/.test(text.slice(range.getEndOffset()));
    const removed = Modifier.removeRange(content, range.set('anchorOffset', isSpaced ? start - 1 : start), 'backward');
    setEditorState(EditorState.push(editorState, removed, 'remove-range'));
  };

  const Citation = (props) => {
    const { url } = props.contentState.getEntity(props.entityKey).getData();
    return createElement(TooltipEntity, {
      ...props,
      icon: '#icon-openquote',
      label: props.decoratedText,
      url: url || null,
      onRemove: () => removeCitation(props),
    });
  };

  registerPlugin({ type: TYPE, source: CitationSource, decorator: Citation }, 'entityTypes');
})();
