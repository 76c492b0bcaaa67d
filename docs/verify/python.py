"""Who signed in? For a back end in Python, with "pyjwt[crypto]". `sent` is what the
page has from its event scholar-signin: {"idToken": …, "verifier": …}. No session is
needed; but take each token once: remember its `jti` until its `exp`."""
import base64, hashlib, json, urllib.request
import jwt

keys = {}


def keys_of(issuer):
    about = urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=10)
    return jwt.PyJWKClient(json.load(about)["jwks_uri"])


def verify(sent, client_id, issuer="https://orcid.org"):
    if issuer not in keys:
        keys[issuer] = keys_of(issuer)
    key = keys[issuer].get_signing_key_from_jwt(sent["idToken"])
    claims = jwt.decode(
        sent["idToken"], key.key, algorithms=["RS256"], audience=client_id, issuer=issuer,
        leeway=60, options={"require": ["exp", "iat", "sub", "nonce", "iss", "aud"]})
    if claims["aud"] not in (client_id, [client_id]) or claims.get("azp", client_id) != client_id:
        raise ValueError("audience")
    digest = hashlib.sha256(sent["verifier"].encode()).digest()
    if claims["nonce"] != base64.urlsafe_b64encode(digest).decode().rstrip("="):
        raise ValueError("This token is of another sign-in.")
    return claims["sub"]  # the iD: 0000-0002-1825-0097
