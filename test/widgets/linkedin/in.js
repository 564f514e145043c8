// Stands in for LinkedIn's loader: reads the lines of its own tag, comes to life a little after its load event,
// and turns placeholders into a frame. Answers are given by `window.fakeLinkedIn.say(index, items)`.
{
  const tag = document.currentScript;
  const settings = Object.fromEntries(tag.text.split('\n').map((line) => line.split(/:(.*)/s).map((part) => part.trim())));
  const fake = (window.fakeLinkedIn ??= { mode: '' });
  Object.assign(fake, { settings, parses: fake.parses ?? 0, callbacks: fake.callbacks ?? [] });

  function draw(placeholder) {
    const { onintegrate, width, supportedBundledIntegrationTypes } = placeholder.dataset;
    fake.callbacks.push(onintegrate);
    const span = document.createElement('span');
    span.className = 'IN-widget';
    const frame = document.createElement('iframe');
    frame.className = 'IN-widget IN-widget--iframe';
    frame.title = 'LinkedIn Embedded Content';
    frame.width = width;
    frame.height = 220;
    frame.dataset.supported = supportedBundledIntegrationTypes;
    if (fake.frame) frame.src = fake.frame;
    span.append(frame);
    placeholder.replaceWith(span);
  }

  fake.say = (index, items) => window[fake.callbacks.at(index)]?.(items);

  setTimeout(() => {
    if (fake.mode === 'dead') return;
    window.IN = {
      parse(node) {
        fake.parses += 1;
        // An extension that did not come leaves no trace at all.
        if (fake.mode === 'blank') return;
        setTimeout(() => node.querySelectorAll('script[type="IN/ATSIntegrationWidget"]').forEach(draw), fake.mode === 'slow' ? 300 : 0);
      },
    };
  }, 30);
}
