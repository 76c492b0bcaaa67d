// Each element once, in every engine: what `npm test -- --quick` runs of the
// end-to-end tests.
import assert from 'node:assert/strict';

import { filled, readList, search, showList } from './support/list.mjs';
import { MEMBERS, readPeople } from './support/people.mjs';
import { readBadge } from './support/read.mjs';
import { shows, type } from './support/search.mjs';
import {
  CARBERRY,
  IDS,
  readPerson,
  signInAs,
  useSignIn,
} from './support/sign-in.mjs';
import { describe, EVERY_ENGINE, it } from './support/test.mjs';

const lab = useSignIn();
const { stage } = lab;

describe('on a page of their own', { engines: EVERY_ENGINE }, () => {
  it('a badge shows a person', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge('ordinary') });
    await visit.loaded();
    const { name, works } = await readBadge(visit);
    assert.equal(name, 'Solveig Marchetti-Lund');
    assert.equal(works.length, 5);
    assert.deepEqual(visit.trouble, []);
  });

  it('a list shows works, and finds them', async (t) => {
    const visit = await showList(stage, t, 'ordinary');
    const { works } = await readList(visit);
    assert.equal(works.length, 15);
    await search(visit, 'bacterial succession');
    await filled(visit, 1);
    assert.deepEqual(visit.trouble, []);
  });

  it('people show side by side', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.people(MEMBERS.join(' ')),
    });
    await visit.loaded();
    const { people } = await readPeople(visit);
    assert.equal(people.length, MEMBERS.length);
    assert.equal(people[0].name, 'Ingrid Nørgaard-Álvarez');
    assert.deepEqual(visit.trouble, []);
  });

  it('a search finds somebody', async (t) => {
    const visit = await stage.visit(t, { body: stage.search() });
    await type(visit, 'josiah carb');
    const { options } = await shows(visit, ({ isOpen }) => isOpen);
    assert.equal(options[0].name, 'Josiah Carberry');
    assert.deepEqual(visit.trouble, []);
  });

  it('a sign-in tells who somebody is', async (t) => {
    const visit = await lab.visit(t);
    const { orcid } = await signInAs(visit, 'carberry');
    assert.equal(orcid, IDS.carberry);
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.deepEqual(visit.trouble, []);
  });
});
