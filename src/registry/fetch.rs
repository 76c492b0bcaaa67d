//! One request for one record, by HTTP content negotiation.

#[cfg(feature = "works")]
use std::cell::RefCell;
#[cfg(feature = "works")]
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Request, RequestCredentials, RequestInit, Response};

#[cfg(feature = "works")]
use super::WorksAnswer;
use super::error::{Error, Unreadable};
use super::negotiate::{self, Reader};
use super::wire::error_body::ErrorBody;
#[cfg(feature = "works")]
use super::wire::works::WorksReader;
use super::{quota, wire, xml_reader};
#[cfg(feature = "works")]
use crate::json::tape::Parser;
use crate::orcid::Record;
#[cfg(feature = "works")]
use crate::platform::breathe;
use crate::platform::size::KB;
use crate::platform::{BodyError, fetch, is_offline, read_body};

/// The longest body of a refusal that is read, in bytes. ORCID's have some 500.
const LONGEST_REFUSAL: usize = 64 * KB;
/// Between two of the page's breaths a slow phone parses and reads so many, some
/// milliseconds each.
#[cfg(feature = "works")]
const BYTES_AT_ONCE: usize = 64 * KB;
#[cfg(feature = "works")]
const GROUPS_AT_ONCE: usize = 20;

/// Asks for the record at `address`. Only CORS-safelisted headers and no
/// credentials: no preflight, which would count against the visitor's quota.
///
/// # Errors
/// [`Error::Unreachable`] or [`Error::Offline`] when no answer comes.
pub async fn request(address: &str, signal: &AbortSignal) -> Result<Response, Error> {
    send(address, signal).await.map_err(|_| no_answer())
}

async fn send(address: &str, signal: &AbortSignal) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(signal));
    let request = Request::new_with_str_and_init(address, &init)?;
    request.headers().set("accept", negotiate::ACCEPT)?;
    JsFuture::from(fetch(&request)?).await?.dyn_into()
}

/// An answer that has come whole, to be read now or again.
#[derive(Clone)]
pub struct Body {
    reader: Reader,
    node: Tree,
    bytes: Uint8Array,
    content_type: String,
    /// The works that have been read.
    #[cfg(feature = "works")]
    works: Rc<RefCell<Option<WorksReader<Tree>>>>,
}

impl Body {
    /// What has come, and the `Content-Type` that it came with.
    pub fn raw(&self) -> (&Uint8Array, &str) {
        (&self.bytes, &self.content_type)
    }

    /// Reads it with the reader its `Content-Type` named; of the works the `most`
    /// recent ones.
    ///
    /// # Errors
    /// [`Unreadable::Shape`].
    pub fn read(&self, most: usize) -> Result<Record, Error> {
        let node = &self.node;
        let record = match self.reader {
            Reader::Record | Reader::Xml => self.read_record(most),
            Reader::SchemaOrg => wire::schema_org::read(node),
            Reader::ByShape => {
                let record = self.read_record(most);
                record.or_else(|| wire::schema_org::read(node))
            }
        };
        record.ok_or(Error::Unreadable(Unreadable::Shape))
    }

    fn read_record(&self, most: usize) -> Option<Record> {
        // A whole list needs no glance at what would be left out.
        #[cfg(feature = "works")]
        if most == usize::MAX {
            return match self.works.take() {
                Some(works) => wire::record::read_beside(&self.node, works),
                None => wire::record::read(&self.node),
            };
        }
        wire::record::read_recent(&self.node, most)
    }

    /// Reads works in pieces, if all are wanted: [`read`](Self::read) takes them.
    #[cfg(feature = "works")]
    pub async fn read_ahead(&self, most: usize) {
        if most == usize::MAX && self.reader != Reader::SchemaOrg {
            let mut works = wire::record::works(&self.node);
            while !works.go_on(GROUPS_AT_ONCE) {
                breathe().await;
            }
            self.works.replace(Some(works));
        }
    }

    /// Reads it as an answer of the search; `None` where it is none.
    #[cfg(feature = "hits")]
    pub fn read_search(&self) -> Option<wire::search::SearchPage> {
        wire::search::read(&self.node)
    }

    /// Reads it as the answer of the bulk works address, which was asked for these
    /// works.
    #[cfg(feature = "works")]
    pub fn read_works(&self, asked: &[u64]) -> WorksAnswer {
        wire::work::read_works(&self.node, asked)
    }
}

/// The `Content-Type` of an answer; empty where it has none.
fn content_type(response: &Response) -> String {
    let found = response.headers().get("content-type");
    found.ok().flatten().unwrap_or_default()
}

/// What the body of an unsuccessful answer says, as far as it can be read.
pub async fn refusal(response: &Response) -> Option<ErrorBody> {
    let mut bytes = read_body(response, &|| LONGEST_REFUSAL).await.ok()?;
    if negotiate::reader_for(&content_type(response)) == Ok(Reader::Xml) {
        bytes = xml_reader::to_json(&bytes).await?;
    }
    let body = json(&bytes).await.ok()?;
    wire::error_body::read(&body)
}

/// The JSON or XML of a successful answer of at most `most()` bytes, and the reader it
/// needs.
///
/// # Errors
/// What the status or the body says; see [`Error`].
pub async fn open(response: &Response, most: &dyn Fn() -> usize) -> Result<Body, Error> {
    if !response.ok() {
        // Without one the status alone decides.
        let body = refusal(response).await;
        return Err(Error::from_answer(response.status(), body.as_ref()));
    }
    let content_type = content_type(response);
    let reader = negotiate::reader_for(&content_type)?;
    let bytes = read_body(response, most).await;
    let bytes = bytes.map_err(|error| match error {
        BodyError::TooLarge => Error::AnswerTooLarge,
        BodyError::Broken => incomplete(),
    })?;
    // What is kept of it is JSON.
    let (reader, bytes, content_type) = match reader {
        Reader::Xml => {
            let made = xml_reader::to_json(&bytes).await;
            let made = made.ok_or(Error::Unreadable(Unreadable::Xml))?;
            (Reader::Record, made, String::from("application/json"))
        }
        reader => (reader, bytes, content_type),
    };
    let node = json(&bytes).await?;
    Ok(Body {
        reader,
        node,
        bytes,
        content_type,
        #[cfg(feature = "works")]
        works: Rc::default(),
    })
}

/// The same of an answer of the registry, which may say that this network's quota
/// is spent, or that it has room again.
///
/// # Errors
/// As [`open`].
pub async fn receive(
    address: &str,
    response: &Response,
    most: &dyn Fn() -> usize,
) -> Result<Body, Error> {
    let body = open(response, most).await;
    match &body {
        Ok(_) => quota::open(address),
        Err(Error::QuotaSpent) => quota::pause(address, response),
        Err(_) => {}
    }
    body
}

/// The tree of an answer: the browser's own, of which badges read little.
#[cfg(not(feature = "works"))]
type Tree = crate::json::js_node::JsNode;
/// The tree of an answer: in Wasm, because a list reads all of it, and every
/// field of the browser's tree would be a call out of Wasm.
#[cfg(feature = "works")]
type Tree = crate::json::tape::TapeNode;

#[cfg(not(feature = "works"))]
async fn json(bytes: &Uint8Array) -> Result<Tree, Error> {
    // The browser parses bytes only as the body of an answer.
    let parsed = Response::new_with_opt_buffer_source(Some(bytes)).and_then(|it| it.json());
    let parsed = match parsed {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    let parsed = parsed.map(Tree::from);
    parsed.map_err(|_| Error::Unreadable(Unreadable::Json))
}

#[cfg(feature = "works")]
async fn json(bytes: &Uint8Array) -> Result<Tree, Error> {
    let mut parser = Parser::of(bytes.to_vec());
    let no_json = Error::Unreadable(Unreadable::Json);
    while !parser.go_on(BYTES_AT_ONCE).ok_or(no_json)? {
        breathe().await;
    }
    Ok(parser.tape().root())
}

/// Why a request got no answer, as far as a page is told.
pub fn no_answer() -> Error {
    unless_offline(Error::Unreachable)
}

/// Why the body of an answer could not be read. Its headers have come, so the
/// registry was reached. A connection that breaks within the body and damaged
/// compression are one error to a page, and engines draw the line between
/// damaged compression and a short text differently, so both are unreadable.
fn incomplete() -> Error {
    unless_offline(Error::Unreadable(Unreadable::Incomplete))
}

/// This error, or [`Error::Offline`] where the browser knows that to be the cause.
fn unless_offline(error: Error) -> Error {
    if is_offline() { Error::Offline } else { error }
}
