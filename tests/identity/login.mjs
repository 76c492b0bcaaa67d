// The sign-in page: who are you, and may the site know? One plain form, without
// script, so that a test needs nothing but clicks.
import { isValidOrcid } from '../registry/id.mjs';
import { errorPage } from './provider.mjs';

const escape = (text) =>
  String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const LANGUAGE = /^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/;
const RIGHT_TO_LEFT = /^(ar|he|fa|ur)\b/;

function choice({ key, orcid, label, claims }, chosen) {
  const id = key ? ` id="person-${escape(key)}"` : '';
  const mark = orcid === chosen ? ' checked' : '';
  const shown = Object.keys(claims).length ? '' : ' (shows no name)';
  return (
    `<p><label><input type="radio" name="orcid" value="${escape(orcid)}"${id}${mark}> ` +
    `<bdi>${escape(label)}</bdi>${shown} <small>${orcid}</small></label></p>`
  );
}

/** What the site has sent along to fill in, shown so that a test can see it. */
function prefilled(params) {
  const names = ['given_names', 'family_names', 'email', 'orcid', 'show_login'];
  const rows = names
    .filter((name) => params[name] !== undefined)
    .map(
      (name) =>
        `<dt>${name}</dt><dd id="prefill-${name}">${escape(params[name])}</dd>`,
    );
  return rows.length ? `<dl id="prefill">${rows.join('')}</dl>` : '';
}

function page({ params, people, client, chosen, typed, problem, prompt }) {
  const asked = params.lang ?? 'en';
  const lang = LANGUAGE.test(asked) ? asked.replace('_', '-') : 'en';
  const dir = RIGHT_TO_LEFT.test(lang) ? ' dir="rtl"' : '';
  const other = typed ?? params.orcid ?? '';
  return `<!doctype html>
<html lang="${escape(lang)}"${dir}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in on this machine</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem }
p { margin: .3rem 0 } button { font: inherit; padding: .4rem 1rem; margin: 1rem .5rem 0 0 }
small { color: #555 } #problem { color: #a00 }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } small { color: #aaa } #problem { color: #f88 } }
</style>
</head>
<body>
<main data-prompt="${escape(prompt)}">
<h1>Sign in</h1>
<p>A stand-in for ORCID on this machine, for tests and the demo. No password, nobody real.</p>
<p><b id="client">${escape(client)}</b> asks who you are.</p>
${prefilled(params)}
${problem ? `<p id="problem" role="alert">${escape(problem)}</p>` : ''}
<form method="post" id="signin">
<fieldset>
<legend>You are</legend>
${people.map((person) => choice(person, other ? null : chosen)).join('\n')}
<p><label>Another iD <input id="other" name="other" value="${escape(other)}" placeholder="0000-0000-0000-0000" autocomplete="off"></label></p>
</fieldset>
<button id="allow" name="answer" value="allow">Sign in and allow</button>
<button id="deny" name="answer" value="deny" formnovalidate>Deny</button>
</form>
</main>
</body>
</html>
`;
}

/** The session and consent that let the provider go on. */
async function allow(provider, { params }, orcid) {
  const grant = new provider.Grant({
    accountId: orcid,
    clientId: params.client_id,
  });
  grant.addOIDCScope(params.scope ?? 'openid');
  const grantId = await grant.save();
  return { login: { accountId: orcid }, consent: { grantId } };
}

const DENIED = {
  error: 'access_denied',
  error_description: 'User denied access',
};

/**
 * Answers `/signin/…`. `settings.answer` spares the page: an iD signs in at
 * once, `'deny'` denies.
 */
export async function serveLogin(
  { provider, people, settings },
  req,
  res,
  form,
) {
  let interaction;
  try {
    interaction = await provider.interactionDetails(req, res);
  } catch {
    return html(res, 400, errorPage('This sign-in is over', 'Begin again.'));
  }
  const finish = (result) =>
    provider.interactionFinished(req, res, result, {
      mergeWithLastSubmission: false,
    });
  const show = async (problem, typed) => {
    const { params, session, prompt } = interaction;
    const client = await provider.Client.find(params.client_id);
    const chosen = session?.accountId ?? people[0]?.orcid;
    const about = { params, people, chosen, typed, problem };
    const name = client.clientName;
    html(res, 200, page({ ...about, client: name, prompt: prompt.name }));
  };

  if (!form) {
    if (settings.answer === 'deny') return finish(DENIED);
    if (!settings.answer) return show();
    return finish(await allow(provider, interaction, settings.answer));
  }
  if (form.get('answer') === 'deny') return finish(DENIED);
  const typed = form.get('other')?.trim().toUpperCase();
  const orcid = typed || form.get('orcid');
  if (!orcid || !isValidOrcid(orcid)) {
    return show('That is no iD.', typed);
  }
  return finish(await allow(provider, interaction, orcid));
}

function html(res, status, body) {
  res.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Frame-Options': 'SAMEORIGIN',
  });
  res.end(body);
}
