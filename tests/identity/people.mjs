// Who can sign in at the local identity server: people of the stand-in
// registry, with the names that their records show.
import { IDS, PEOPLE } from '../registry/server.mjs';

/** Those on the sign-in page; any other valid iD can be typed. */
const LISTED = [
  'carberry',
  'ordinary',
  'worksOnly',
  'arabic',
  'creditName',
  'oneWord',
  'hostile',
];

/** ORCID's claims: `name` is the credit name, each only where it is public. */
function claimsOf(name) {
  const claims = {};
  const put = (key, text) => {
    if (text?.value) claims[key] = text.value;
  };
  put('name', name?.['credit-name']);
  put('given_name', name?.['given-names']);
  put('family_name', name?.['family-name']);
  return claims;
}

const KNOWN = new Map(
  PEOPLE.map(({ key, orcid, label, record }) => [
    orcid,
    { key, orcid, label, claims: claimsOf(record?.person?.name) },
  ]),
);

/** `{ key, orcid, label, claims }`; strangers show no name. */
export const personOf = (orcid) =>
  KNOWN.get(orcid) ?? { key: null, orcid, label: orcid, claims: {} };

/** The people on the page, by keys of the registry's IDS or by iD. */
export const peopleOf = (names = LISTED) =>
  names.map((name) => personOf(IDS[name] ?? name));
