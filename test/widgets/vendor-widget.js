// Stands in for PitchYou's widget.
window.PitchYouChat = {
  mount(container, { url }) {
    container.textContent = 'A vendor widget';
    window.onVendorWidget(url);
    return () => window.onVendorWidget('unmounted');
  },
};
