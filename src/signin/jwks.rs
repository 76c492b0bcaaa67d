//! The server's keys.

use super::base64;
use super::error::Error;
use crate::json::Node;
use crate::json::tape::{Tape, TapeNode};

/// Fewest bytes of a modulus: 2048 bits (RFC 7518 §3.3).
const SHORTEST: usize = 256;

/// An RSA key that may have signed with RS256.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    kid: String,
    n: String,
    e: String,
}

impl Key {
    /// Its name.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The modulus, as a JSON Web Key writes it.
    pub fn n(&self) -> &str {
        &self.n
    }

    /// The exponent, as a JSON Web Key writes it.
    pub fn e(&self) -> &str {
        &self.e
    }

    /// `None` for a key that is for something else or too weak.
    fn read(node: &TapeNode) -> Option<Self> {
        let is = |name, only: &str| {
            let value = node.get(name);
            value.is_null() || value.text().as_deref() == Some(only)
        };
        let operations = node.get("key_ops");
        let may_verify = operations.is_null()
            || (0..operations.count()?)
                .any(|place| operations.at(place).text().as_deref() == Some("verify"));
        // Without `alg`, as ORCID writes it, a key is for RS256 and nothing else.
        let is_fit = node.get("kty").text()? == "RSA" && is("use", "sig") && is("alg", "RS256");
        let kid = node.get("kid").text().filter(|kid| !kid.is_empty())?;
        let (n, e) = (node.get("n").text()?, node.get("e").text()?);
        let (modulus, exponent) = (base64::decode(&n)?, base64::decode(&e)?);
        let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
        let modulus = modulus.get(zeros..)?;
        let is_long = match modulus {
            [first, ..] => modulus.len() > SHORTEST || modulus.len() == SHORTEST && *first > 127,
            [] => false,
        };
        // With an exponent of 1 everything is its own signature.
        let value = exponent.iter().try_fold(0_u64, |value, byte| {
            Some(value.checked_mul(256)? | u64::from(*byte))
        })?;
        (is_fit && may_verify && is_long && value > 2 && value % 2 == 1).then_some(Self {
            kid,
            n,
            e,
        })
    }
}

/// The keys of a JSON Web Key Set that an id_token may be signed with.
#[derive(Debug)]
pub struct Keys(Vec<Key>);

impl Keys {
    /// Reads a JSON Web Key Set (RFC 7517 §5); other keys are left out.
    ///
    /// # Errors
    /// [`Error::KeysUnreadable`].
    pub fn read(body: Vec<u8>) -> Result<Self, Error> {
        let root = Tape::parse(body).ok_or(Error::KeysUnreadable)?.root();
        let keys = root.get("keys");
        let places = 0..keys.count().ok_or(Error::KeysUnreadable)?;
        let keys = places.filter_map(|place| Key::read(&keys.at(place)));
        Ok(Self(keys.collect()))
    }

    /// The names of all.
    pub fn kids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Key::kid)
    }

    /// The key of that name, unless [`Keys::is_ambiguous`].
    pub fn find(&self, kid: &str) -> Option<&Key> {
        let mut named = self.named(kid);
        let key = named.next()?;
        named.next().is_none().then_some(key)
    }

    /// Whether several keys have that name (against RFC 7517 §4.5), so that
    /// nobody can tell which is meant.
    pub fn is_ambiguous(&self, kid: &str) -> bool {
        self.named(kid).nth(1).is_some()
    }

    fn named(&self, kid: &str) -> impl Iterator<Item = &Key> {
        self.0.iter().filter(move |key| key.kid == kid)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::signin::testing::{key_json, keys, modulus};

    /// Whether a key is taken with some members changed.
    fn is_taken(changes: Value) -> bool {
        let mut key = key_json("k1");
        for (name, value) in changes.as_object().unwrap() {
            key[name] = value.clone();
        }
        let set = json!({ "keys": [7, null, key] }).to_string();
        let keys = Keys::read(set.into_bytes()).unwrap();
        let kid = changes["kid"].as_str().unwrap_or("k1");
        keys.find(kid).is_some()
    }

    #[test]
    fn a_set_that_is_none_is_unreadable() {
        for body in ["", "<html>", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[}"] {
            let error = Keys::read(body.as_bytes().to_vec()).err();
            assert_eq!(error, Some(Error::KeysUnreadable), "{body}");
        }
    }

    #[test]
    fn a_key_is_found_by_its_name_alone() {
        let keys = keys(&["k1", "k2"]);
        let key = keys.find("k2").unwrap();
        assert_eq!((key.kid(), key.e()), ("k2", "AQAB"));
        assert_eq!(key.n(), modulus("k2"));
        assert_eq!(keys.find("k3"), None);
        assert_eq!(keys.find(""), None);
    }

    #[test]
    fn of_two_keys_of_one_name_neither_is_taken() {
        let keys = keys(&["k1", "k1", "k2"]);
        assert_eq!(keys.find("k1"), None);
        assert!(keys.is_ambiguous("k1"));
        assert!(keys.find("k2").is_some());
        assert!(!keys.is_ambiguous("k2") && !keys.is_ambiguous("k3"));
    }

    #[test]
    fn a_key_for_rs256_is_taken_and_nothing_is_asked_that_need_not_be_said() {
        for changes in [
            json!({}),
            json!({ "use": null, "alg": "RS256" }),
            json!({ "key_ops": ["verify"] }),
            json!({ "key_ops": ["encrypt", "verify"] }),
            json!({ "e": "Aw" }),
            json!({ "n": format!("AAAA{}", modulus("x")) }),
        ] {
            assert!(is_taken(changes.clone()), "{changes}");
        }
    }

    #[test]
    fn a_key_for_anything_else_is_not() {
        for changes in [
            json!({ "kty": "EC" }),
            json!({ "kty": null }),
            json!({ "use": "enc" }),
            json!({ "use": 1 }),
            json!({ "alg": "RS512" }),
            json!({ "alg": "PS256" }),
            json!({ "alg": "HS256" }),
            json!({ "alg": "none" }),
            json!({ "key_ops": ["sign"] }),
            json!({ "key_ops": [] }),
            json!({ "key_ops": "verify" }),
            json!({ "kid": "" }),
            json!({ "kid": null }),
            json!({ "n": null }),
            json!({ "n": format!("{}==", modulus("k1")) }),
            json!({ "e": null }),
        ] {
            assert!(!is_taken(changes.clone()), "{changes}");
        }
    }

    #[test]
    fn a_weak_key_is_not_taken() {
        let of = |bytes: &[u8]| json!({ "n": base64::encode(bytes) });
        let long = vec![255; 256];
        assert!(is_taken(of(&long)));
        let mut bits_2047 = long.clone();
        bits_2047[0] = 127;
        assert!(!is_taken(of(&bits_2047)));
        assert!(!is_taken(of(&long[1..])));
        assert!(!is_taken(of(&[[0].as_slice(), &long[1..]].concat())));
        assert!(!is_taken(of(&[0; 300])));
        assert!(!is_taken(of(&[])));
    }

    #[test]
    fn an_exponent_under_which_everything_is_signed_is_not_taken() {
        for exponent in [&[][..], &[0], &[1], &[0, 1], &[2], &[4], &[1; 9]] {
            let exponent = base64::encode(exponent);
            assert!(!is_taken(json!({ "e": exponent })), "{exponent}");
        }
    }
}
