// The bundles of the crate.

/**
 * What www/src/index.js chooses from, and what the API has, with the crate's features.
 */
export const BUNDLES = [
  { name: 'scholar_badge', features: ['badge'] },
  { name: 'scholar_full', features: ['list'] },
  { name: 'scholar_site', features: ['site'] },
  { name: 'scholar_people', features: ['people'] },
  { name: 'scholar_search', features: ['search'] },
  { name: 'scholar_signin', features: ['signin'] },
  { name: 'scholar_data', features: ['data'] },
  { name: 'scholar_xml', features: ['xml'] },
];

/** The features of all of them: everything that is ever compiled for a page. */
export const FEATURES = BUNDLES.flatMap(({ features }) => features);
