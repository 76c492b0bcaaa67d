//! The token that says who is there: its form, its signature, its claims.

use std::future::Future;

use super::base64;
use super::error::Error;
use super::expectations::{SKEW, TokenExpectations};
use super::identity::Identity;
use super::jwks::Key;
use super::secret::Secret;
use crate::json::Node;
use crate::json::tape::{Tape, TapeNode};
use crate::orcid::{IdError, OrcidId};

/// Longest token in bytes; ORCID's have less than one thousand.
const LONGEST: usize = 16 * 1024;

/// Shortest signature in bytes, that of a key of 2048 bits: less was cut.
const SHORTEST_SIGNATURE: usize = 256;

/// What the browser computes for us.
pub trait Crypto {
    /// Whether `signature` is that of `input` under RSASSA-PKCS1-v1_5 with
    /// SHA-256; false also where the key is none.
    fn verify(&self, key: &Key, input: &[u8], signature: &[u8]) -> impl Future<Output = bool>;

    /// The SHA-256 of `input`; `None` where there is no cryptography.
    fn sha256(&self, input: &[u8]) -> impl Future<Output = Option<[u8; 32]>>;
}

/// A token of sound form, of which nothing is believed yet.
#[derive(Debug)]
pub struct Unverified {
    text: Secret,
    /// How much of the text is signed.
    signed: usize,
    signature: Vec<u8>,
    kid: String,
    access_token: Option<Secret>,
    /// Whether the access token came the way that the token came, by the
    /// address of a page, where others could have exchanged it.
    needs_at_hash: bool,
    expected: TokenExpectations,
}

/// A token whose signature is wrong under the key that was tried; comes back
/// so that the server's keys can be asked for anew.
#[derive(Debug)]
pub struct Refused(Box<Unverified>);

impl Refused {
    /// The token, to try it once more.
    pub fn into_token(self) -> Unverified {
        *self.0
    }
}

impl Unverified {
    /// Reads a JWS in compact form (RFC 7515 §7.1). The algorithm is looked at
    /// before anything else.
    pub(super) fn read(
        text: Secret,
        access_token: Option<Secret>,
        is_front: bool,
        expected: TokenExpectations,
    ) -> Result<Self, Error> {
        let whole = text.expose();
        let mut parts = whole.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Error::MalformedToken);
        };
        let header = if whole.len() > LONGEST {
            None
        } else {
            object(header)
        };
        let header = header.ok_or(Error::MalformedToken)?;
        match header.get("alg").text().as_deref() {
            Some("RS256") => {}
            Some(alg) if alg.eq_ignore_ascii_case("none") => return Err(Error::UnsignedToken),
            Some(alg) if starts_with_hs(alg) => return Err(Error::SymmetricAlgorithm),
            _ => return Err(Error::WrongAlgorithm),
        }
        // What must be understood (RFC 7515 §4.1.11) is not, here.
        if !header.get("crit").is_null() {
            return Err(Error::MalformedToken);
        }
        let kid = header.get("kid").text().filter(|kid| !kid.is_empty());
        let kid = kid.ok_or(Error::MissingKeyId)?;
        let signed = header_and_payload(whole, signature);
        let signature = base64::decode(signature)
            .filter(|signature| signature.len() >= SHORTEST_SIGNATURE && !payload.is_empty())
            .ok_or(Error::MalformedToken)?;
        Ok(Self {
            signed,
            signature,
            kid,
            needs_at_hash: is_front && access_token.is_some(),
            access_token,
            expected,
            text,
        })
    }

    /// The name of the key that it says signed it.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Where the keys lie that may have signed it.
    pub fn jwks_address(&self) -> &str {
        &self.expected.jwks_uri
    }

    /// What is signed.
    pub fn signing_input(&self) -> &[u8] {
        let bytes = self.text.expose().as_bytes();
        bytes.get(..self.signed).unwrap_or_default()
    }

    /// The signature.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// [`Refused`] with the token, if it is wrong or the key another one.
    pub async fn verify(self, key: &Key, crypto: &impl Crypto) -> Result<Signed, Refused> {
        let is_signed = key.kid() == self.kid
            && crypto
                .verify(key, self.signing_input(), &self.signature)
                .await;
        if is_signed {
            Ok(Signed(self))
        } else {
            Err(Refused(Box::new(self)))
        }
    }
}

/// A token that the server signed, for whomever and whenever.
#[derive(Debug)]
pub struct Signed(Unverified);

impl Signed {
    /// Checks what the token says (OpenID Connect Core §3.1.3.7, §3.2.2.9,
    /// §3.2.2.11), and drops the access token.
    ///
    /// # Errors
    /// The first check that fails, in this order: issuer, audience, times,
    /// nonce, access token, iD, expected iD; [`Error::MalformedToken`];
    /// [`Error::InsecureContext`] if nothing can be hashed.
    pub async fn identity(self, now_ms: f64, crypto: &impl Crypto) -> Result<Identity, Error> {
        let token = self.0;
        let expected = token.expected;
        let payload = token
            .text
            .expose()
            .split('.')
            .nth(1)
            .and_then(base64::decode);
        let payload = payload.and_then(|bytes| String::from_utf8(bytes).ok());
        let payload = payload.ok_or(Error::MalformedToken)?;
        let claims = Tape::parse(payload.clone().into_bytes()).map(|tape| tape.root());
        let claims = claims
            .filter(Node::is_object)
            .ok_or(Error::MalformedToken)?;

        check_issuer(&claims, &expected)?;
        check_audience(&claims, &expected.client_id)?;
        let expires_at = check_times(&claims, &expected, now_ms)?;
        match claims.get("nonce").text() {
            None => return Err(Error::MissingNonce),
            Some(nonce) if nonce != expected.nonce => return Err(Error::WrongNonce),
            Some(_) => {}
        }
        let at_hash = claims.get("at_hash");
        match token.access_token {
            Some(_) if token.needs_at_hash && at_hash.is_null() => {
                return Err(Error::MissingAtHash);
            }
            Some(access_token) if !at_hash.is_null() => {
                let hash = crypto.sha256(access_token.expose().as_bytes()).await;
                let hash = hash.ok_or(Error::InsecureContext)?;
                let (left, _) = hash.split_at(16);
                if at_hash.text() != Some(base64::encode(left)) {
                    return Err(Error::WrongAtHash);
                }
            }
            _ => {}
        }
        let orcid = subject(&claims)?;
        if expected.expect.is_some_and(|only| only != orcid) {
            return Err(Error::OtherPerson);
        }
        // `JSON.parse` takes a byte-order mark for a fault.
        let payload = match payload.strip_prefix('\u{feff}') {
            Some(rest) => rest.into(),
            None => payload,
        };
        Ok(Identity::new(
            orcid, &claims, expires_at, expected, token.text, payload,
        ))
    }
}

fn starts_with_hs(alg: &str) -> bool {
    alg.get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("HS"))
}

/// How much of the token stands before the signature and its dot.
fn header_and_payload(whole: &str, signature: &str) -> usize {
    whole.len().saturating_sub(signature.len() + 1)
}

/// A part of the token that is a JSON object.
fn object(part: &str) -> Option<TapeNode> {
    let root = Tape::parse(base64::decode(part)?)?.root();
    root.is_object().then_some(root)
}

fn check_issuer(claims: &TapeNode, expected: &TokenExpectations) -> Result<(), Error> {
    match claims.get("iss").text() {
        Some(iss) if iss == expected.issuer.identifier() => Ok(()),
        Some(iss) if expected.issuer.is_other_orcid(&iss) => Err(Error::IssuerMixUp),
        _ => Err(Error::WrongIssuer),
    }
}

/// One audience alone is trusted: this client.
fn check_audience(claims: &TapeNode, client_id: &str) -> Result<(), Error> {
    let is_us = |node: &TapeNode| node.text().as_deref() == Some(client_id);
    let aud = claims.get("aud");
    let (for_us, for_others) = match aud.count() {
        None => (is_us(&aud), false),
        Some(count) => {
            let ours = (0..count).filter(|place| is_us(&aud.at(*place))).count();
            (ours > 0, ours < count as usize)
        }
    };
    let azp = claims.get("azp");
    if !for_us {
        return Err(Error::WrongAudience);
    }
    match (azp.is_null(), for_others) {
        (true, true) => Err(Error::MissingAzp),
        (false, _) if !is_us(&azp) => Err(Error::WrongAzp),
        (false, true) => Err(Error::ExtraAudience),
        _ => Ok(()),
    }
}

/// When the token ends, in milliseconds, if it is valid now.
fn check_times(claims: &TapeNode, expected: &TokenExpectations, now: f64) -> Result<f64, Error> {
    // One that is not there passes for `otherwise`.
    let time = |name, otherwise: Option<f64>| {
        let value = claims.get(name);
        let seconds = value.number();
        // Up to the year 5138; what is beyond was not meant as a time.
        let seconds = seconds.filter(|seconds| (0.0..1e11).contains(seconds));
        seconds
            .map(|seconds| seconds * 1000.0)
            .or(otherwise.filter(|_| value.is_null()))
            .ok_or(Error::MalformedToken)
    };
    let earliest = expected.began - SKEW;
    let (exp, iat, nbf) = (
        time("exp", None)?,
        time("iat", None)?,
        time("nbf", Some(0.0))?,
    );
    if now.is_nan() || now >= exp {
        Err(Error::ExpiredToken)
    } else if iat.max(nbf) > now + SKEW {
        Err(Error::TokenFromFuture)
    } else if iat < earliest {
        Err(Error::StaleToken)
    // Only `max_age`, which ORCID has given up, makes auth_time a duty of the
    // server: without it nothing shows that the person signed in long ago.
    } else if expected.is_anew && time("auth_time", Some(earliest))? < earliest {
        Err(Error::StaleAuthTime)
    } else {
        Ok(exp)
    }
}

/// The iD, bare and in canonical form, as ORCID writes it.
fn subject(claims: &TapeNode) -> Result<OrcidId, Error> {
    let sub = claims.get("sub").text().ok_or(Error::SubNotAnId)?;
    match OrcidId::parse(&sub) {
        Ok(id) if id.digits() == sub => Ok(id),
        Err(IdError::BadCheckDigit) => Err(Error::SubBadCheckDigit),
        _ => Err(Error::SubNotAnId),
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod time_tests;
