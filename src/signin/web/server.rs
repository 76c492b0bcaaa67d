//! What an identity server says about itself, asked once a page.

use std::cell::RefCell;
use std::rc::Rc;

use super::http::{self, NoReply};
use crate::platform;
use crate::signin::{Error, Issuer, KeySource, Keys, Metadata};

/// Milliseconds for which keys are believed: a server that withdraws a key
/// wants it believed no more.
const KEYS_LAST: f64 = 600_000.0;

struct Kept {
    address: String,
    keys: Rc<Keys>,
    at: f64,
    /// The names of all that it had before, to tell a key that was withdrawn
    /// from one that never was.
    had: Vec<String>,
}

thread_local! {
    static METADATA: RefCell<Vec<(String, Rc<Metadata>)>> = const { RefCell::new(Vec::new()) };
    static KEYS: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// The server's own description (OpenID Connect Discovery 1.0 §4).
///
/// # Errors
/// The codes `discovery-…`. ORCID's own servers need not be reached: what they
/// say has been the same for years.
pub async fn metadata(issuer: &Issuer) -> Result<Rc<Metadata>, Error> {
    let address = issuer.discovery_address();
    let known = METADATA.with_borrow(|all| {
        let found = all.iter().find(|(known, _)| *known == address);
        found.map(|(_, metadata)| Rc::clone(metadata))
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let metadata = match http::get(&address).await {
        Ok(reply) if reply.status == 200 => Metadata::read(issuer, reply.body)?,
        // Not kept: it may be there the next time.
        reply => {
            let why = reply.err().unwrap_or(NoReply::Unreachable);
            return Metadata::built_in(issuer)
                .map(Rc::new)
                .ok_or_else(|| why.or(Error::DiscoveryUnreachable));
        }
    };
    let metadata = Rc::new(metadata);
    METADATA.with_borrow_mut(|all| all.push((address, Rc::clone(&metadata))));
    Ok(metadata)
}

/// The public keys of a server, by their address.
pub struct ServerKeys(pub String);

impl KeySource for ServerKeys {
    async fn keys(&self, anew: bool) -> Result<Rc<Keys>, Error> {
        let now = platform::now();
        let young = |kept: &&Kept| kept.address == self.0 && (now - kept.at).abs() < KEYS_LAST;
        let known =
            KEYS.with_borrow(|all| all.iter().find(young).map(|kept| Rc::clone(&kept.keys)));
        if let (Some(keys), false) = (known, anew) {
            return Ok(keys);
        }
        let reply = http::get(&self.0).await;
        let reply = reply.map_err(|why| why.or(Error::KeysUnreachable))?;
        if reply.status != 200 {
            return Err(Error::KeysUnreachable);
        }
        let keys = Rc::new(Keys::read(reply.body)?);
        KEYS.with_borrow_mut(|all| {
            let place = all.iter().position(|kept| kept.address == self.0);
            let mut had = Vec::new();
            if let Some(old) = place.map(|place| all.swap_remove(place)) {
                had = old.had;
                had.extend(old.keys.kids().map(String::from));
            }
            all.push(Kept {
                address: self.0.clone(),
                keys: Rc::clone(&keys),
                at: now,
                had,
            });
        });
        Ok(keys)
    }

    fn has_had(&self, kid: &str) -> bool {
        KEYS.with_borrow(|all| {
            let kept = all.iter().find(|kept| kept.address == self.0);
            kept.is_some_and(|kept| kept.had.iter().any(|had| had == kid))
        })
    }
}
