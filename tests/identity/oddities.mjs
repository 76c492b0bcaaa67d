// What ORCID does otherwise than the standard or oidc-provider: put on the
// provider's answers, as a layer around its core.
import { errorPage } from './provider.mjs';
import { kindOf, orcidDiscovery } from './profiles.mjs';

const NEEDS_A_PERSON = new Set([
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
]);

/** ORCID echoes any origin on what everybody may read, and lets cookies come. */
function openToAll(ctx) {
  const origin = ctx.get('Origin');
  if (!origin) return;
  ctx.set('Access-Control-Allow-Origin', origin);
  ctx.set('Access-Control-Allow-Credentials', 'true');
  ctx.remove('Vary');
}

function closedToAll(ctx) {
  for (const name of Object.keys(ctx.response.headers)) {
    if (name.toLowerCase().startsWith('access-control-')) ctx.remove(name);
  }
}

/** Where an authorization answer goes: `{ base, mode, params }`, or null. */
function readAnswer(location) {
  if (!location || location.startsWith('/') || !URL.canParse(location)) {
    return null;
  }
  const url = new URL(location);
  const mode = url.hash ? 'fragment' : 'query';
  const params = new URLSearchParams(
    mode === 'fragment' ? url.hash.slice(1) : url.search,
  );
  if (!['error', 'code', 'id_token'].some((name) => params.has(name))) {
    return null;
  }
  url.hash = '';
  if (mode === 'query') url.search = '';
  return { base: url.href, mode, params };
}

/**
 * Where a no leads, a person's or that of a browser in which nobody is signed
 * in: in the query as ORCID's deleted code had it, in the fragment without
 * state, or, of the browser, as a bare word in the fragment.
 */
function refusal(base, params, denial) {
  const error = params.get('error');
  if (denial === 'query') {
    const back = new URL(base);
    for (const name of ['error', 'error_description', 'state']) {
      if (params.has(name)) back.searchParams.set(name, params.get(name));
    }
    return back.href;
  }
  if (error === 'access_denied') return `${base}#error=access_denied`;
  return `${base}#${denial === 'bare' ? '' : 'error='}login_required`;
}

function answerAsOrcid(ctx, { denial }) {
  const answer = readAnswer(ctx.response.get('Location'));
  if (!answer) return;
  const { base, mode, params } = answer;
  const error = params.get('error');
  if (error === 'access_denied' || NEEDS_A_PERSON.has(error)) {
    ctx.redirect(refusal(base, params, denial));
  } else if (error) {
    // ORCID's page is one that answers 200 to everything, and keeps these.
    ctx.remove('Location');
    ctx.status = 200;
    ctx.type = 'html';
    ctx.body = errorPage(error, params.get('error_description') ?? '');
  } else {
    params.delete('iss');
    if (params.has('access_token')) {
      params.delete('scope');
      params.set('tokenVersion', '1');
      params.set('persistent', 'false');
    }
    const mark = mode === 'fragment' ? '#' : '?';
    ctx.redirect(`${base}${mark}${params}`);
  }
}

/**
 * Middleware for the provider of profile orcid. `settings.denial` is read at
 * every request, so that a test may change it.
 */
export const asOrcid = (issuer, settings) => async (ctx, next) => {
  await next();
  const kind = kindOf(ctx.path);
  if (kind === 'discovery' || kind === 'jwks' || kind === 'userinfo') {
    openToAll(ctx);
  } else {
    closedToAll(ctx);
  }
  if (kind === 'discovery' && ctx.method === 'GET') {
    ctx.body = orcidDiscovery(issuer);
    ctx.set('Content-Type', 'application/json;charset=UTF-8');
  } else if (kind === 'jwks' && ctx.method === 'GET') {
    ctx.set('Content-Type', 'application/json;charset=UTF-8');
  } else if (kind === 'authorization') {
    answerAsOrcid(ctx, settings);
  }
};
