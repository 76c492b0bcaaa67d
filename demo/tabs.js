// Tabs by the pattern of the ARIA authoring practices: one of them in the order of
// the Tab key, the others by arrows, and the panel follows at once. The page's HTML
// holds the parts one after another, for readers without JavaScript.

/**
 * Makes tabs of a list of buttons, whose panels their `aria-controls` names.
 * `choose` is told the `data-tab` of the one that is wanted; the answer is a
 * function that shows the one of that name.
 */
export function makeTabs(list, choose) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  const panelOf = (tab) =>
    document.getElementById(tab.getAttribute('aria-controls'));

  for (const tab of tabs) {
    const panel = panelOf(tab);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    panel.tabIndex = 0;
    tab.addEventListener('click', () => choose(tab.dataset.tab));
  }

  list.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
    const at = tabs.indexOf(target);
    if (at < 0 || altKey || ctrlKey || metaKey || shiftKey) return;
    const last = tabs.length - 1;
    const next = {
      Home: 0,
      End: last,
      ArrowLeft: at ? at - 1 : last,
      ArrowRight: at < last ? at + 1 : 0,
    }[key];
    if (next === undefined) return;
    event.preventDefault();
    tabs[next].focus();
    choose(tabs[next].dataset.tab);
  });

  list.hidden = false;
  return (name) => {
    for (const tab of tabs) {
      const isChosen = tab.dataset.tab === name;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panelOf(tab).hidden = !isChosen;
    }
  };
}
