"""Who signed in? For a back end in Python, with "pyjwt[crypto]". `sent` is what the
page has from its event scholar-signin: {"idToken": …, "verifier": …}. Take each once:
remember `sent["verifier"]` for as long as a token can be good, LONGEST."""
import base64, hashlib, json, re, time, urllib.request
import jwt

LEEWAY = 60  # Seconds that clocks may be apart.
LONGEST = 86_400  # Seconds that a token may be good for. ORCID's: a day.
keys = {}


def keys_of(issuer):
    about = urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=10)
    return jwt.PyJWKClient(json.load(about)["jwks_uri"])


def must(is_so, what):
    if not is_so:
        raise ValueError(what)


def verify(sent, client_id, issuer="https://orcid.org", max_auth_age=None):
    """`max_auth_age`: seconds since the password, for a page with prompt="login"."""
    if issuer not in keys:
        keys[issuer] = keys_of(issuer)
    token = sent["idToken"]
    key = keys[issuer].get_signing_key_from_jwt(token)
    names = [one.key_id for one in keys[issuer].get_signing_keys()]
    must(names.count(key.key_id) == 1, "Several keys have this kid.")
    must(key.key.key_size >= 2048, "The key is too short.")
    must("crit" not in jwt.get_unverified_header(token), "crit")
    claims = jwt.decode(
        token, key.key, algorithms=["RS256"], audience=client_id, issuer=issuer,
        leeway=LEEWAY, options={"require": ["exp", "iat", "sub", "nonce", "iss", "aud"]})
    # PyJWT reads "1790000000" and True as times, too.
    times = [claims[name] for name in ("exp", "iat", "nbf") if name in claims]
    must(all(type(one) in (int, float) for one in times), "A time is no number.")
    must(claims["aud"] == client_id or set(claims["aud"]) == {client_id}, "audience")
    must(claims.get("azp") in (None, client_id), "audience: azp")
    now = time.time()
    must(claims["exp"] <= now + LONGEST + LEEWAY, "exp is too far away")
    must(-LEEWAY <= now - claims["iat"] <= LONGEST + LEEWAY, "iat is too old, or to come")
    if max_auth_age is not None:
        signed_in = claims.get("auth_time")
        must(type(signed_in) in (int, float), "auth_time")
        must(now - signed_in <= max_auth_age + LEEWAY, "auth_time is too old")
    digest = hashlib.sha256(sent["verifier"].encode()).digest()
    nonce = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    must(claims["nonce"] == nonce, "This token is of another sign-in.")
    must(isinstance(claims["sub"], str), "sub is no ORCID iD")
    must(re.fullmatch(r"([0-9]{4}-){3}[0-9]{3}[0-9X]", claims["sub"]), "sub is no ORCID iD")
    return claims["sub"]  # the iD: 0000-0002-1825-0097
