// Labs of any size from a seed: members whose records share a part of their
// works, for long lists and for measuring. A shared work has one DOI, and put
// codes and details of its own in each record that lists it.
import { drawAuthors, drawOwner } from './coauthors.mjs';
import { Dice, seedOf } from './dice.mjs';
import { randomWork } from './generate.mjs';
import { labOrcid } from './id.mjs';
import { buildRecord } from './record.mjs';

const GIVEN = [
  'Amaia',
  'Bartłomiej',
  'Ceren',
  'Dónal',
  'Eszter',
  'Filippo',
  'Guðrún',
  'Hiroko',
  'Ifeoma',
  'Jürgen',
];
const FAMILY = [
  'Abernathy',
  'Bąkowski',
  'Çelik',
  'Delacroix',
  'Ekström',
  'Fernández Ruiz',
  'Grünewald',
  'Hoàng',
  'Ivanković',
  'Jørgensen',
];

/** No two of a hundred members have one name. */
function memberOf(lab, index) {
  const given = index % 10;
  const family = (Math.floor(index / 10) + 3 * given) % 10;
  return {
    orcid: labOrcid(lab, index),
    host: 'orcid.org',
    given: GIVEN[given],
    family: FAMILY[family],
  };
}

/**
 * How the works of a lab lie. Its members stand in a ring; each starts `pairs`
 * works with the next and `triples` with the next two, so that all list
 * equally many and it is known how many there are in all.
 */
function planOf({ members, works, shared }) {
  const wanted = Math.floor(works * shared + 1e-9);
  const triples = members > 2 ? Math.floor(wanted / 10) : 0;
  const pairs = Math.floor((wanted - 3 * triples) / 2);
  const sharedEach = 2 * pairs + 3 * triples;
  const alone = works - sharedEach;
  return {
    pairs,
    triples,
    alone,
    sharedEach,
    merged: members * (alone + pairs + triples),
  };
}

/** Numbers of works are unique in a lab, and not those of other records. */
const numberOf = ({ seed }, starter, nth) =>
  1_000_000 * (seed + 1) + starter * 2000 + nth;

function byline(dice, [first, ...others]) {
  const authors = drawAuthors(dice, first, { always: true });
  const [{ bare, sequence }] = authors;
  for (const other of others) {
    authors.push({
      ...drawOwner(dice, other, 'full'),
      bare,
      sequence: sequence && 'additional',
    });
  }
  return authors;
}

/** The nth work that a member starts, as its `place`th author lists it. */
function startedWork(lab, starter, nth, span, place) {
  const number = numberOf(lab, starter, nth);
  const dice = new Dice(seedOf(`lab ${JSON.stringify(lab)} ${number}`));
  const authors = () =>
    byline(
      new Dice(number),
      Array.from({ length: span }, (_, step) =>
        memberOf(lab, (starter + step) % lab.members),
      ),
    );
  const versions = randomWork(dice, number, {
    stem: `lab${lab.members}`,
    hasDoi: span > 1 ? true : undefined,
  });
  return versions.map((version) => ({
    ...version,
    authors,
    // Some write a DOI in capitals.
    doi: (nth + place) % 3 ? version.doi : (version.doi?.toUpperCase() ?? null),
  }));
}

function worksOf(lab, index) {
  const { pairs, triples, alone } = planOf(lab);
  const works = [];
  const add = (from, count, span) => {
    for (let place = 0; place < span; place++) {
      const starter = (index - place + lab.members) % lab.members;
      for (let nth = from; nth < from + count; nth++) {
        works.push(startedWork(lab, starter, nth, span, place));
      }
    }
  };
  add(0, pairs, 2);
  add(pairs, triples, 3);
  add(pairs + triples, alone, 1);
  return works;
}

/** The record of one member, as readLabOrcid reads it from an iD. */
export function generateLabRecord({ index, ...lab }) {
  const { orcid, given, family } = memberOf(lab, index);
  return buildRecord({
    orcid,
    name: { given, family },
    // Put codes are nobody else's: works have three versions at most.
    firstPutCode: 2_000_000 + (lab.seed * 100 + index) * 3000,
    employments: [
      {
        org: { name: 'Generated University', city: 'Havnes', country: 'NO' },
        department: 'Laboratory of Large Numbers',
        role: index ? 'Researcher' : 'Professor',
        start: '2015',
      },
    ],
    works: worksOf(lab, index),
  });
}

/**
 * A lab that every stand-in registry serves: `members` (2 to 99) with `works`
 * each (tens up to 990), of which the part `shared` (tenths up to 0.9) is shared
 * with others. `{ orcids, works, shared, merged }`: the iDs, how many works each
 * lists, how many of these are shared, how many different ones there are in all.
 */
export function generatedLab({
  members = 10,
  works = 100,
  shared = 0.3,
  seed = 0,
} = {}) {
  const lab = { members, works, shared, seed };
  const { sharedEach, merged } = planOf(lab);
  return {
    orcids: Array.from({ length: members }, (_, at) => labOrcid(lab, at)),
    works,
    shared: sharedEach,
    merged,
  };
}
