//! iDs in any form.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::fault::Fault;
use crate::orcid::{IdError, OrcidId};
use crate::registry::Error;

/// The iDs in a text, each once, in their plain form, and beside them what is none:
/// `[[iD, …], [[text, code, sentence], …]]`.
#[wasm_bindgen(js_name = parseOrcids)]
pub fn parse_orcids(text: &str) -> Array {
    let (ids, wrong) = OrcidId::parse_several(text);
    let ids: Array = ids.iter().map(|id| JsValue::from(id.digits())).collect();
    let wrong: Array = wrong
        .into_iter()
        .map(|(text, error)| {
            let error = Error::from(error);
            Array::of3(
                &text.into(),
                &error.code().into(),
                &error.developer().into(),
            )
        })
        .collect();
    Array::of2(&ids, &wrong)
}

/// The iD that a text is, in its plain form.
///
/// # Errors
/// A fault: it is none.
#[wasm_bindgen(js_name = parseOrcid)]
pub fn parse_orcid(text: &str) -> Result<String, JsValue> {
    let id = parse(text).map_err(Fault::Registry)?;
    Ok(id.digits())
}

pub(super) fn parse(text: &str) -> Result<OrcidId, Error> {
    OrcidId::parse(text).map_err(|error: IdError| error.into())
}
