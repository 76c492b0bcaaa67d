// A walk with a virtual screen reader: what is said of a card, a list, its
// toolbar, its rows and their panels, and of people. All is said once, nothing
// that only decorates, and each control says what it is for.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { IDS, LAB } from '../registry/server.mjs';
import {
  LIST,
  openAbout,
  openCitation,
  openFacet,
  option,
  rowOf,
  search,
  sharedLists,
} from './support/list.mjs';
import { PEOPLE } from './support/people.mjs';
import { painted } from './support/read.mjs';
import { announced, exposed, walk } from './support/screen-reader.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const FOUR = 'Four seasons of one lake';
const ABSTRACT = 'A lake was asked how it is, once a season.';
const MEMBERS = LAB.members.join(' ');

const { put, show } = sharedLists(stage, {
  // The clipboard is that of all tests.
  init: () => {
    navigator.clipboard.writeText = async () => {};
  },
  files: {
    'publications.json': JSON.stringify({
      works: { '10.5555/lab.four': { abstract: ABSTRACT, pdf: 'four.pdf' } },
      people: {
        [LAB.members[0]]: {
          photo: 'head.jpg',
          website: 'https://lakes.example/',
          email: 'head@lakes.example',
        },
      },
    }),
  },
});

/** What is there only to be looked at. */
const decoration = (phrases) =>
  phrases.filter((phrase) => /[·•×]/.test(phrase));

/** Phrases of one kind, without what they begin with. */
const those = (phrases, role) =>
  phrases
    .filter((phrase) => phrase.startsWith(`${role}, `))
    .map((phrase) => phrase.slice(role.length + 2));

/** Each control that Chromium tells of, as `role, name`. */
const controls = (tree) =>
  tree
    .filter(({ role }) =>
      ['button', 'checkbox', 'combobox', 'link', 'searchbox'].includes(role),
    )
    .map(({ role, name }) => `${role}, ${name}`);

/** Each of them is in the walk, in that order, and nothing else is. */
function assertSameControls(phrases, tree) {
  const wanted = controls(tree);
  const said = phrases.filter((phrase) =>
    /^(button|checkbox|combobox|link|searchbox), /.test(phrase),
  );
  assert.deepEqual(
    said.map((phrase, at) =>
      phrase.startsWith(wanted[at]) ? wanted[at] : phrase,
    ),
    wanted,
  );
}

describe('a card', { needs: ['devtools'] }, () => {
  let visit;
  before(async () => {
    visit = await put(stage.badge('ordinary', { 'heading-level': '2' }));
    await visit.loaded();
  });

  /** A work of the card, at its place among five. */
  const work = (place, title, ...facts) => [
    `listitem, level 1, position ${place}, set size 5`,
    'paragraph',
    `link, ${title}`,
    'end of paragraph',
    'paragraph',
    ...facts,
    'end of paragraph',
    `end of listitem, level 1, position ${place}, set size 5`,
  ];

  it('says who it is, then where and what', async () => {
    const phrases = await walk(visit, visit.part('root'));
    assert.deepEqual(phrases, [
      'article, Solveig Marchetti-Lund',
      'heading, Solveig Marchetti-Lund, level 2',
      'link, https://orcid.org/ 0009-0009-9000-1018',
      'https://orcid.org/',
      '0009-0009-9000-1018',
      'end of link, https://orcid.org/ 0009-0009-9000-1018',
      '(unauthenticated)',
      'list, Current affiliations',
      'listitem, level 1, position 1, set size 1',
      'Associate Professor',
      'Department of Freshwater Biology',
      'University of Nordmark',
      'since 2022',
      'end of listitem, level 1, position 1, set size 1',
      'end of list, Current affiliations',
      'paragraph',
      '15 works, 2 fundings, and 4 peer reviews',
      'end of paragraph',
      'list, Recent works',
      ...work(
        1,
        'Bacterial succession beneath thinning ice in twelve boreal lakes',
        'Journal article',
        'Journal of Winter Limnology',
        '2026',
        'link, doi:10.5555/jwl.2026.0117',
      ),
      ...work(
        2,
        'Under-ice metagenomes of Lake Storvann, winters 2021 to 2025',
        'Dataset',
        'Nordmark Research Data',
        '2025',
        'link, doi:10.5555/nrd.storvann.v3',
      ),
      ...work(
        3,
        'Five months of darkness: how mixotrophs survive the boreal winter',
        'Journal article',
        'Freshwater Ecology Letters',
        '2025',
        'link, doi:10.5555/fel.2025.88',
      ),
      ...work(
        4,
        'A spring without ice: early signals from a lake that did not freeze',
        'Preprint',
        'Open Limnology Preprints',
        '2025',
        'link, doi:10.5555/olp.5521',
      ),
      ...work(
        5,
        'icecore: tidy tools for under-ice sensor logs',
        'Software',
        '2024',
        'link, doi:10.5555/sw.icecore.2',
      ),
      'end of list, Recent works',
      'paragraph',
      'link, All works on the ORCID record',
      'end of paragraph',
      'end of article, Solveig Marchetti-Lund',
      'status',
    ]);
  });

  it('is no more and no less to a browser', async () => {
    const phrases = await walk(visit, visit.part('root'));
    const tree = await exposed(visit);
    assertSameControls(phrases, tree);
    assert.deepEqual(decoration(tree.map(({ name }) => name)), []);
  });
});

describe('a list', { needs: ['devtools'] }, () => {
  let visit;
  const part = (name) => visit.part(name, LIST).first();
  const said = (name) => walk(visit, part(name));

  before(async () => {
    visit = await show(MEMBERS, { 'heading-level': '2' });
    await visit.part('author', LIST).first().waitFor();
  });

  /** The way back to all works, as it was found. */
  const clear = async () => {
    await part('reset').click();
    await visit.page.keyboard.press('Escape');
    await part('reset').waitFor({ state: 'hidden' });
  };

  it('says whose works these are, each person with their iD', async () => {
    const phrases = await said('people');
    const names = [
      'Ingrid Nørgaard-Álvarez',
      'Kwabena Osei-Tutu',
      '林 美咲',
      'Margarethe von Hülsen',
    ];
    const [list, ...rest] = phrases;
    assert.match(list, /^list, \S/);
    assert.deepEqual(rest, [
      ...names.flatMap((name, at) => {
        const item = `listitem, level 1, position ${at + 1}, set size 4`;
        return [
          item,
          'link, NAME ORCID iD'.replace('NAME', name),
          name,
          'image, ORCID iD',
          'end of link, NAME ORCID iD'.replace('NAME', name),
          '(unauthenticated)',
          `end of ${item}`,
        ];
      }),
      `end of ${list}`,
      'status',
    ]);
  });

  it('has a toolbar that is a place to search, all of it closed', async () => {
    const phrases = await said('toolbar');
    assert.equal(phrases[0], 'search, Search and filter works');
    assert.match(phrases[1], /^searchbox, Search works\b/);
    assert.equal(phrases.at(-1), 'end of search, Search and filter works');
    assert.deepEqual(those(phrases, 'checkbox'), []);
    assert.deepEqual(those(phrases, 'button'), []);
    assert.match(those(phrases, 'combobox').join(), /^Sort, /);
    const at = phrases.indexOf('16 works');
    assert.equal(phrases[at - 1], 'status');
    const tree = await exposed(visit);
    const openers = tree.filter(({ role }) => role === 'DisclosureTriangle');
    assert.deepEqual(
      openers.map(({ name, expanded }) => [name, expanded]),
      ['Type', 'Person', 'Year', 'Export'].map((name) => [name, false]),
    );
    const sort = tree.filter(({ role, selected }) => {
      return role === 'option' && selected;
    });
    assert.equal(sort[0].name, 'Newest first');
  });

  it('says what is ticked, how many works are left, and how to go back', async () => {
    await openFacet(visit, 'Type');
    const boxes = those(await said('facet'), 'checkbox');
    assert.match(boxes.join('\n'), /^Book\b.*\b2\b.*, not checked$/m);
    assert.equal(boxes.length, 5);
    const told = await announced(visit, part('toolbar'), async () => {
      await option(visit, 'Book').check();
      await visit.part('status', LIST).getByText('2 of 16 works').waitFor();
    });
    assert.deepEqual(told, ['polite: 2 of 16 works']);
    const facet = await said('facet');
    assert.match(facet.join('\n'), /^checkbox, Book\b.*\b2\b.*, checked$/m);
    const [opener] = (await exposed(visit)).filter(
      ({ role }) => role === 'DisclosureTriangle',
    );
    assert.deepEqual([opener.name, opener.expanded], ['Type (1)', true]);
    assert.deepEqual(await said('choices'), [
      'button, Remove filter: Book',
      'Book',
      'end of button, Remove filter: Book',
      'button, Clear',
    ]);
    const back = await announced(visit, part('toolbar'), clear);
    assert.deepEqual(back, ['polite: 16 works']);
  });

  it('says when nothing fits', async () => {
    const told = await announced(visit, part('toolbar'), async () => {
      await search(visit, 'zzzz');
      await visit.part('status', LIST).getByText('0 of 16').waitFor();
    });
    assert.deepEqual(told, [
      'polite: 0 of 16 works. No work fits these filters.',
    ]);
    await clear();
  });

  it('has headings to jump by, and lists that know how long they are', async () => {
    const phrases = await said('body');
    const headings = those(phrases, 'heading');
    const lists = those(phrases, 'list');
    assert.equal(lists.length, 11);
    assert.deepEqual(
      headings.map((heading) => heading.slice(0, 4)),
      lists,
    );
    for (const heading of headings) assert.match(heading, /, level 2$/);
    const items = those(phrases, 'listitem');
    assert.deepEqual(items.slice(6, 9), [
      'level 1, position 1, set size 3',
      'level 1, position 2, set size 3',
      'level 1, position 3, set size 3',
    ]);
    assert.equal(items.length, LAB.merged);
  });

  it('says of a work what it is, who made it, and what can be done', async () => {
    const phrases = await walk(visit, rowOf(visit, FOUR));
    const action = (kind, name, more = '') => [
      `${kind}, ${name}: ${FOUR}${more}`,
      name,
      `end of ${kind}, ${name}: ${FOUR}${more}`,
    ];
    assert.deepEqual(phrases, [
      'listitem, level 1, position 1, set size 2',
      'paragraph',
      `link, ${FOUR}`,
      'end of paragraph',
      'paragraph',
      '林 美咲',
      'Kwabena Osei-Tutu',
      'Margarethe von Hülsen',
      'Ingrid Nørgaard-Álvarez',
      'end of paragraph',
      'paragraph',
      'Journal of Shared Waters',
      'end of paragraph',
      ...action('link', 'DOI'),
      ...action('button', 'Cite', ', not expanded'),
      ...action('button', 'Details', ', not expanded'),
      'end of listitem, level 1, position 1, set size 2',
    ]);
  });

  it('has no two actions of one name', async () => {
    const actions = (await said('body')).filter((phrase) =>
      /^(button|link), /.test(phrase),
    );
    assert.deepEqual([...new Set(actions)], actions);
    assert.equal(actions.filter((name) => /, Cite: /.test(name)).length, 16);
  });

  it('opens the ways to cite a work, and says what has become of it', async () => {
    const panel = await openCitation(visit, FOUR);
    const row = rowOf(visit, FOUR);
    const phrases = await walk(visit, row);
    assert.ok(phrases.includes(`button, Cite: ${FOUR}, expanded`));
    assert.ok(phrases.includes(`button, Details: ${FOUR}, not expanded`));
    const from = phrases.findIndex((phrase) => phrase.includes('Format'));
    assert.match(phrases[from], /^combobox, Format\b/);
    assert.ok(from > phrases.indexOf(`button, Details: ${FOUR}, not expanded`));
    const rest = phrases.slice(from);
    assert.deepEqual(
      those(rest, 'option').map((text) => text.split(',')[0]),
      ['BibTeX', 'RIS', 'CSL-JSON'],
    );
    assert.deepEqual(those(rest, 'button'), ['Copy', 'Download']);
    assert.ok(rest.includes('status'));
    const pressed = (name, text) =>
      announced(visit, row, async () => {
        await panel.locator(`[part~="${name}"]`).click();
        await panel.getByText(text).waitFor();
        await painted(visit.page);
      });
    const copied = ['polite: Copied.'];
    assert.deepEqual(await pressed('copy', 'Copied.'), copied);
    assert.deepEqual(await pressed('copy', 'Copied.'), copied, 'again');
    assert.deepEqual(await pressed('save', 'The file is'), [
      'polite: The file is in your downloads.',
    ]);
  });

  it('opens what more is known of a work', async () => {
    await openAbout(visit, FOUR);
    const row = rowOf(visit, FOUR);
    await row.locator('[part~="contributor"]').first().waitFor();
    const phrases = await walk(visit, row);
    assert.ok(phrases.includes(`button, Cite: ${FOUR}, not expanded`));
    assert.ok(phrases.includes(`button, Details: ${FOUR}, expanded`));
    assert.deepEqual(those(phrases, 'list'), [
      'Contributors',
      'Identifiers',
      'Asserted by',
    ]);
    const from = phrases.indexOf('link, Kwabena Osei-Tutu ORCID iD');
    assert.deepEqual(phrases.slice(from - 1, from + 7), [
      'listitem, level 2, position 2, set size 4',
      'link, Kwabena Osei-Tutu ORCID iD',
      'Kwabena Osei-Tutu',
      'image, ORCID iD',
      'end of link, Kwabena Osei-Tutu ORCID iD',
      '(unauthenticated)',
      'Author',
      'end of listitem, level 2, position 2, set size 4',
    ]);
    await row.locator('[part~="about-button"]').click();
  });

  it('opens the export of all', async () => {
    const popover = visit.part('cite', LIST);
    await popover.locator('summary').click();
    const phrases = await walk(visit, popover);
    assert.deepEqual(phrases.slice(0, 3), [
      'group',
      'Export',
      'Exports 16 works.',
    ]);
    assert.match(phrases[3], /^combobox, Format\b/);
    assert.deepEqual(those(phrases, 'button'), ['Copy', 'Download']);
    await visit.page.keyboard.press('Escape');
  });

  it('is no more and no less to a browser', async () => {
    const phrases = await said('root');
    assertSameControls(phrases, await exposed(visit));
  });

  it('calls its people people', async () => {
    assert.deepEqual(those(await said('people'), 'list'), ['People']);
  });

  it('says of numbers what they count', async () => {
    await openFacet(visit, 'Year');
    const named = [
      ...those(await walk(visit, visit.part('facet', LIST).nth(2)), 'checkbox'),
      ...those(await said('body'), 'heading'),
    ];
    await visit.page.keyboard.press('Escape');
    assert.equal(named.length, 22);
    const bare = named.filter((name) => /^\d{4} \d+,/.test(name));
    assert.deepEqual(bare, []);
  });

  it('says which work a panel is about', async () => {
    const row = rowOf(visit, FOUR);
    for (const [open, name] of [
      [openCitation, 'Cite'],
      [openAbout, 'Details'],
    ]) {
      await open(visit, FOUR);
      const groups = those(await walk(visit, row), 'group');
      assert.deepEqual(groups, [`${name}: ${FOUR}`]);
    }
    await row.locator('[part~="about-button"]').click();
  });

  it('says nothing that only decorates, and all is said once', async () => {
    await openFacet(visit, 'Type');
    await option(visit, 'Book').check();
    await visit.part('chip', LIST).waitFor();
    const tree = await exposed(visit);
    await visit.page.keyboard.press('Escape');
    const phrases = await said('root');
    assert.deepEqual(decoration(phrases), []);
    assert.deepEqual(decoration(tree.map(({ name }) => name)), []);
    await clear();
  });
});

describe('what a page may want besides', { needs: ['devtools'] }, () => {
  it('bars: each year once, with its works and whether it is chosen', async () => {
    const visit = await show(MEMBERS, { chart: 'always', from: '2021' });
    const bars = visit.part('years', LIST);
    const phrases = await walk(visit, bars);
    assert.match(phrases[0], /^toolbar, Works per year\b/);
    const years = [2026, 2025, 2024, 2023, 2022, 2021];
    const works = [2, 2, 2, 3, 1, 1];
    const expected = years.map((year, at) => {
      const count = works[at] === 1 ? '1 work' : `${works[at]} works`;
      return `button, ${year}: ${count}, not pressed`;
    });
    assert.deepEqual(phrases.slice(1, -1), expected);
    await visit.part('year', LIST).nth(3).click();
    const pressed = those(await walk(visit, bars), 'button');
    assert.deepEqual(
      pressed.filter((text) => !text.endsWith('not pressed')),
      ['2023: 3 works, pressed'],
    );
  });

  it('bars of years without works are not there, and nothing is said twice', async () => {
    const visit = await show(MEMBERS, { chart: 'always', from: '2008' });
    const bars = visit.part('years', LIST);
    const said = those(await walk(visit, bars), 'button');
    assert.deepEqual(
      said.filter((text) => text.includes(' 0 works')),
      [],
    );
    const tree = await exposed(visit);
    const twice = tree.filter(
      ({ name, description }) => name !== '' && name === description,
    );
    assert.deepEqual(twice, []);
  });

  it('an abstract, read where it opens', async () => {
    const visit = await show(MEMBERS, { extras: 'publications.json' });
    const row = rowOf(visit, FOUR);
    await row.locator('[part~="work-pdf"]').waitFor();
    const closed = await walk(visit, row);
    const actions = closed.filter((phrase) => /^(link|button), /.test(phrase));
    assert.deepEqual(actions, [
      `link, ${FOUR}`,
      `link, PDF: ${FOUR}`,
      `link, DOI: ${FOUR}`,
      `button, Abstract: ${FOUR}, not expanded`,
      `button, Cite: ${FOUR}, not expanded`,
      `button, Details: ${FOUR}, not expanded`,
    ]);
    await row.locator('[part~="abstract-button"]').click();
    const open = await walk(visit, row);
    assert.ok(open.includes(`button, Abstract: ${FOUR}, expanded`));
    assert.ok(open.indexOf(ABSTRACT) > open.indexOf(actions.at(-1)));
  });

  it('a list without a record says why', async () => {
    const visit = await put(stage.works(IDS.locked, { loading: 'eager' }));
    await visit.failed();
    assert.deepEqual(await walk(visit, visit.part('root', LIST)), [
      `link, https://orcid.org/${IDS.locked}`,
      'status',
      'This ORCID record is locked.',
      'end of status',
    ]);
  });
});

describe('people', { needs: ['devtools'] }, () => {
  let phrases;
  let tree;
  before(async () => {
    const visit = await put(
      stage.people(MEMBERS, {
        group: 'role',
        'heading-level': '3',
        extras: 'publications.json',
      }),
    );
    await visit.loaded();
    await visit.part('website', PEOPLE).waitFor();
    phrases = await walk(visit, visit.part('root', PEOPLE));
    tree = await exposed(visit);
  });

  it('can be jumped through by their names, group by group', () => {
    assert.deepEqual(those(phrases, 'heading'), [
      'Staff, level 2',
      'Ingrid Nørgaard-Álvarez, level 3',
      'Kwabena Osei-Tutu, level 3',
      '林 美咲, level 3',
      'Margarethe von Hülsen, level 3',
    ]);
    assert.equal(phrases[0], 'status');
    assert.equal(phrases.at(-1), 'end of list, Staff');
  });

  it('says of a person who it is, what they do, and where they are', () => {
    const item = 'listitem, level 1, position 1, set size 4';
    const from = phrases.indexOf(item);
    const person = phrases
      .slice(from, phrases.indexOf(`end of ${item}`))
      .filter((phrase) => phrase !== 'image, ORCID iD');
    assert.deepEqual(person.slice(0, 12), [
      item,
      'heading, Ingrid Nørgaard-Álvarez, level 3',
      'paragraph',
      'Lake Lab',
      'end of paragraph',
      'paragraph',
      'University of Nordmark',
      'end of paragraph',
      'link, 0009-0009-9001-1013',
      '0009-0009-9001-1013',
      'end of link, 0009-0009-9001-1013',
      '(unauthenticated)',
    ]);
    const links = those(person, 'link').slice(1);
    assert.match(links[0], /^Website/);
    assert.match(links[1], /^E-mail/);
    assert.equal(links.length, 2);
  });

  it('says whose website and address it leads to', () => {
    const links = those(phrases, 'link');
    const own = links.filter((link) => /^(Website|E-mail)/.test(link));
    assert.deepEqual(own, [
      'Website: Ingrid Nørgaard-Álvarez',
      'E-mail: Ingrid Nørgaard-Álvarez',
    ]);
  });

  it('says of an iD that it is one', () => {
    const at = phrases.indexOf('link, 0009-0009-9001-1013');
    assert.equal(phrases[at - 1], 'image, ORCID iD');
  });

  it('says nothing of photos and initials, and all that a browser tells', () => {
    const isInitials = (phrase) => /^(\p{Lu}{1,3}|林)$/u.test(phrase);
    assert.deepEqual(phrases.filter(isInitials), []);
    const images = those(phrases, 'image');
    assert.deepEqual(
      images.filter((image) => image !== 'ORCID iD'),
      [],
    );
    assert.deepEqual(decoration(tree.map(({ name }) => name)), []);
    assertSameControls(phrases, tree);
  });
});
