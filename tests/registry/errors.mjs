// The error answers of the v3.0 API: HTTP status, ORCID's own code, and the
// wording, by code.
import { HACK } from './hack.mjs';

const MORE_INFO = 'https://members.orcid.org/api/resources/troubleshooting';

// code: [HTTP status, its name, user message, developer detail]
const ERRORS = {
  9001: [
    406,
    '406 Not Acceptable',
    'ORCID could not process the data, because they were invalid.',
    () => 'None of the accepted media types can be produced here',
  ],
  9006: [
    400,
    '400 Bad Request',
    'The client application sent a bad request to ORCID.',
    ({ detail }) => detail,
  ],
  9007: [
    301,
    '301 Moved Permanently',
    'This account is deprecated.',
    ({ primaryUri }) => `Please refer to account: ${primaryUri}`,
  ],
  9008: [
    500,
    '500 Internal Server Error',
    'Something went wrong in ORCID.',
    () => 'An unexpected error happened',
  ],
  9012: [
    400,
    '400 Bad Request',
    'The client application sent a bad request to ORCID.',
    () => 'The rows parameter must be an integer between 0 and 1000',
  ],
  9016: [
    404,
    '404 Not Found',
    'The resource was not found.',
    ({ orcid, detail }) => detail ?? `ORCID iD ${orcid} not found`,
  ],
  9018: [
    409,
    '409 Conflict',
    'The ORCID record is locked.',
    ({ uri }) => `The record is locked and cannot be edited. ORCID ${uri}`,
  ],
  9034: [
    400,
    '400 Bad Request',
    'The put code provided is not valid.',
    ({ detail }) => `'${detail}' is not a valid put code`,
  ],
  9036: [
    409,
    '409 Conflict',
    'This record has not been claimed',
    ({ uri }) => `The record has not been claimed. ORCID ${uri}`,
  ],
  9039: [
    403,
    '403 Forbidden',
    'The item is not public and cannot be seen with the Public API.',
    () => 'The item is not public',
  ],
  9041: [
    404,
    '404 Not Found',
    'The resource was not found.',
    () => 'There is no biography',
  ],
  9042: [
    400,
    '400 Bad Request',
    'Too many put codes in one request.',
    ({ detail }) => `At most 100 put codes can be read at once, not ${detail}`,
  ],
  9043: [
    400,
    '400 Bad Request',
    'The client application sent a bad request to ORCID.',
    () => 'The start parameter must be an integer between 0 and 10000',
  ],
  9044: [
    409,
    '409 Conflict',
    'The ORCID record is deactivated.',
    ({ uri }) => `The record is deactivated. ORCID ${uri}`,
  ],
};

export const statusOf = (code) => ERRORS[code][0];

/** The body of API error `code`; `context` fills the developer message. */
export function errorBody(code, context) {
  const [status, name, userMessage, detail] = ERRORS[code];
  return {
    'response-code': status,
    'developer-message': `${name}: ${userMessage} Full validation error: ${detail(context)}`,
    'user-message': userMessage,
    'error-code': code,
    'more-info': MORE_INFO,
  };
}

// Answers that are given before, or instead of, the API: no error code there.
export const PLAIN_ANSWERS = {
  401: {
    contentType: 'application/json;charset=UTF-8',
    body: JSON.stringify({
      error: 'invalid_token',
      error_description: 'Invalid access token: expired',
    }),
  },
  429: {
    contentType: 'text/plain;charset=UTF-8',
    body: 'Too Many Requests. You have exceeded the daily quota for anonymous usage of this API. \nYou can increase it by registering for Public API credentials.',
  },
  503: {
    contentType: 'text/html',
    body: '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n</body>\r\n</html>\r\n',
  },
};

export const HTML_PAGE = `<!DOCTYPE html>
<html lang="en"><head><title>Please sign in to the network</title></head>
<body><h1>Welcome to Hotel Wi-Fi</h1><script>${HACK}</script></body></html>
`;

// A static host's own page for what is not there.
export const NO_SUCH_FILE = `<!DOCTYPE html>
<html lang="en"><head><title>404 Not Found</title></head>
<body><h1>File not found</h1></body></html>
`;
