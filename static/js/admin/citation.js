/* The citation button of the rich-text editor: opens the reference chooser and keeps the chosen source's id. */
(() => {
  const { DocumentModalWorkflowSource, TooltipEntity, registerPlugin } = window.draftail;
  const { createElement } = window.React;

  class CitationSource extends DocumentModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.citationChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(chosen) {
      super.onChosen({ ...chosen, prefer_this_title_as_link_text: true });
    }

    filterEntityData(chosen) {
      return { id: chosen.id, url: chosen.edit_url, label: chosen.title };
    }
  }

  const Citation = (props) => {
    const { url, label } = props.contentState.getEntity(props.entityKey).getData();
    return createElement(TooltipEntity, { ...props, icon: 'openquote', label: label || '', url: url || null });
  };

  registerPlugin({ type: 'CITATION', source: CitationSource, decorator: Citation }, 'entityTypes');
})();
